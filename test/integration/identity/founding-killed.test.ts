import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { totpCodeAt } from '../../../main/identity/identity.ts'
import { fromBase32 } from '../../support/base32.ts'
import { makeClock } from '../../support/clock.ts'
import { foundTestOrganization, makeTestPc } from '../../support/office.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { goodPassword } from '../../support/vault.ts'

const entry = fileURLToPath(new URL('../../support/founding-process.ts', import.meta.url))
const count = (folder: string) => (existsSync(folder) ? readdirSync(folder).length : 0)

interface Places {
  readonly data: string
  readonly store: string
}

/** What is on the disk when the process is killed; it may be a little further by then. */
const moments: Readonly<Record<string, (at: Places) => boolean>> = {
  'the database is there': ({ data }) =>
    existsSync(data) && readdirSync(data).some((name) => name.startsWith('vault-')),
  'the vault is there': ({ data }) => existsSync(join(data, 'slots.json')),
  'the store is claimed': ({ store }) => count(join(store, 'v1', 'claim')) > 0,
  'the root is there': ({ store }) => count(join(store, 'v1', 'root')) > 0,
}

/** SLOW=1 runs these too. */
const isLong = new Set(['the database is there', 'the root is there'])

for (const [moment, hasCome] of Object.entries(moments))
  test.skipIf(isLong.has(moment) && !process.env.SLOW)(
    `a founding that is killed when ${moment} goes on, or begins again in the same folder`,
    async () => {
      const folder = makeTempFolder()
      const store = join(folder, 'share')
      mkdirSync(store)
      mkdirSync(join(folder, 'pc'))
      const places = { data: join(folder, 'pc', 'data'), store }
      const child = spawn(process.execPath, [entry, join(folder, 'pc'), store], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const secret = fromBase32(String((await once(child.stdout, 'data'))[0]).trim())
      while (!hasCome(places) && child.exitCode === null) await breathe()
      child.kill('SIGKILL')
      await once(child, 'exit')

      const clock = makeClock()
      clock.advance(60_000)
      const pc = makeTestPc({ folder: join(folder, 'pc'), clock })
      const { handlers } = pc.identity
      const tick = () => clock.advance(30_000)
      if (pc.identity.state().phase === 'first-run') {
        // Nobody else has to make room: the store was not touched.
        expect(count(join(store, 'v1', 'claim'))).toBe(0)
        await foundTestOrganization(pc, { storeFolder: store, clock, tick })
      } else {
        const [founder] = pc.identity.state().members
        const member = founder?.id ?? ''
        await handlers['identity.enter-password']({ member, password: goodPassword }, null)
        await handlers['identity.enter-code']({ code: totpCodeAt(secret, clock.now()) }, null)
      }
      const { journal, roles } = pc.identity.session()
      expect(roles).toContain('administrator')
      await journal.verify()
      expect(journal.alarms()).toEqual([])
      for (const type of ['root', 'directory', 'policy'])
        expect(count(join(store, 'v1', type)), type).toBe(1)
    },
    120_000,
  )

test('a claim that was torn in the middle keeps nobody out of the folder', async () => {
  const folder = makeTempFolder()
  const claims = join(folder, 'share', 'v1', 'claim')
  mkdirSync(claims, { recursive: true })
  const clock = makeClock()
  const around = { storeFolder: join(folder, 'share'), clock, tick: () => clock.advance(30_000) }
  const first = makeTestPc({ folder: join(folder, 'one'), clock })
  const torn = createHash('sha256').update('sekisho root 1').digest('hex')
  writeFileSync(join(claims, torn), '{"payload')
  await foundTestOrganization(first, around)
  expect(count(claims)).toBe(2)
  const second = makeTestPc({ folder: join(folder, 'two'), clock })
  expect(await problemOfAsync(() => foundTestOrganization(second, around))).toBe(
    'journal.store-not-empty',
  )
}, 120_000)

test('whoever comes second to a folder after being cut off loses no keys, and begins elsewhere', async () => {
  const folder = makeTempFolder()
  const store = join(folder, 'share')
  mkdirSync(store)
  mkdirSync(join(folder, 'pc'))
  const places = { data: join(folder, 'pc', 'data'), store }
  const child = spawn(process.execPath, [entry, join(folder, 'pc'), store], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const secret = fromBase32(String((await once(child.stdout, 'data'))[0]).trim())
  while (!existsSync(join(places.data, 'slots.json')) && child.exitCode === null) await breathe()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const clock = makeClock()
  const tick = () => clock.advance(30_000)
  const other = makeTestPc({ folder: join(folder, 'other'), clock, name: 'PC-2' })
  const isFree = count(join(store, 'v1', 'claim')) === 0
  const attempt = await problemOfAsync(() =>
    foundTestOrganization(other, { storeFolder: store, clock, tick }),
  )
  expect(attempt).toBe(isFree ? null : 'journal.store-not-empty')
  if (!isFree) return
  clock.advance(60_000)
  const pc = makeTestPc({ folder: join(folder, 'pc'), clock })
  const member = pc.identity.state().members[0]?.id ?? ''
  const { handlers } = pc.identity
  await handlers['identity.enter-password']({ member, password: goodPassword }, null)
  const code = totpCodeAt(secret, clock.now())
  expect(await problemOfAsync(async () => handlers['identity.enter-code']({ code }, null))).toBe(
    'journal.store-not-empty',
  )
  expect(pc.identity.state().phase).toBe('first-run')
  expect(readdirSync(places.data).some((name) => name.endsWith('.kept'))).toBe(true)
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  await foundTestOrganization(pc, { storeFolder: elsewhere, clock, tick })
}, 120_000)
