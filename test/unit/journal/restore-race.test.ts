import { expect, test } from 'vitest'
import type { Store } from '../../../main/journal/journal.ts'
import { openShareStore } from '../../../main/journal/journal.ts'
import { makeClock } from '../../support/clock.ts'
import { makeTeam } from '../../support/organization.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('a record that is appended while the store is compared is no rollback', async () => {
  const folder = makeTempFolder()
  const clock = makeClock()
  let onListed: (() => Promise<unknown>) | null = null
  const open = (): Store => {
    const store = openShareStore({ folder: `${folder}/share`, clock, random: systemRandom })
    return {
      ...store,
      async listAfter(stream, seq) {
        const entries = await store.listAfter(stream, seq)
        const act = stream.startsWith('log/') && seq === 0 ? onListed : null
        onListed = act ? null : onListed
        await act?.()
        return entries
      },
    }
  }
  const { administrator: admin } = await makeTeam(folder, clock, open)
  const append = () =>
    admin.journal.append({ kind: 'unlock', body: { member: 'admin' }, signer: admin.signer })
  await append()
  clock.advance(10 * 60_000)
  // First the full listing of the exchange, then the one that compares.
  onListed = async () => {
    onListed = append
  }
  await admin.journal.sync()
  expect(onListed).toBeNull()
  expect(admin.journal.alarms()).toEqual([])
})
