import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openShareStore } from '../../main/journal/journal.ts'
import { systemRandom } from '../support/random.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const raceCount = process.env.SLOW === undefined ? 250 : 1000

test('S07 of two workstations that claim a run at once exactly one has it, every time', async () => {
  const folder = makeTempFolder()
  const stores = ['ws-a', 'ws-b'].map((workstation) => ({
    store: openShareStore({ folder, clock: { now: () => 0 }, random: systemRandom }),
    content: Buffer.from(JSON.stringify({ workstation })),
  }))
  for (let race = 0; race < raceCount; race += 1) {
    const name = createHash('sha256').update(`request ${race}`).digest('hex')
    const won = await Promise.all(stores.map(({ store, content }) => store.claim(name, content)))
    expect(won.filter(Boolean)).toHaveLength(1)
    const winner = stores[won.indexOf(true)]
    expect(await stores[0]?.store.readClaim(name)).toEqual(winner?.content)
  }
})
