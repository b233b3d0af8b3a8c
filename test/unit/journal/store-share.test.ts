import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openShareStore } from '../../../main/journal/store-share.ts'
import { makeClock } from '../../support/clock.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { systemRandom } from '../../support/random.ts'
import { describeStore } from '../../support/store-conformance.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const at = '2026-11-24T01:00:00.000Z'
const now = () => makeClock(new Date().toISOString())

describeStore('share', () => {
  const folder = makeTempFolder()
  return () => openShareStore({ folder, clock: now(), random: systemRandom })
})

describe('a share store', () => {
  function setUp() {
    const folder = makeTempFolder()
    const clock = now()
    return { folder, clock, store: openShareStore({ folder, clock, random: systemRandom }) }
  }
  const record = { stream: 'log/w-1' as const, seq: 1, at, bytes: Buffer.from('a record') }

  test('lies in the folder as docs/journal-format.md says', async () => {
    const { folder, store } = setUp()
    await store.put(record)
    const blob = await store.putBlob(Buffer.from('a blob'))
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(
      [
        'v1',
        'v1/log',
        'v1/log/w-1',
        'v1/log/w-1/202611',
        'v1/log/w-1/202611/0000000001-9b700ce8298dbf0750b1d83f36b07334.rec',
        'v1/blob',
        `v1/blob/${blob.hash.slice(0, 2)}`,
        `v1/blob/${blob.hash.slice(0, 2)}/${blob.hash}`,
      ].sort(),
    )
  })

  test('a file that is not whole yet is being written; after a minute it is damaged', async () => {
    const { folder, store, clock } = setUp()
    await store.put(record)
    const file = fileOf(folder)
    writeFileSync(file, 'a rec')
    const [entry] = await store.listAfter(record.stream, 0)
    if (!entry) throw new Error('not listed')
    expect((await store.get(entry)).status).toBe('writing')
    clock.advance(59_000)
    expect((await store.get(entry)).status).toBe('writing')
    clock.advance(1000)
    expect((await store.get(entry)).status).toBe('damaged')
    writeFileSync(file, record.bytes)
    expect((await store.get(entry)).status).toBe('whole')
    rmSync(file)
    expect((await store.get(entry)).status).toBe('missing')
  })

  test('a torn file keeps its name, and a whole copy is written beside it', async () => {
    const { folder, store } = setUp()
    await store.put(record)
    writeFileSync(fileOf(folder), '')
    await store.put(record)
    const [entry, ...more] = await store.listAfter(record.stream, 0)
    if (!entry) throw new Error('not listed')
    expect(more).toEqual([])
    expect(await store.get(entry)).toEqual({ status: 'whole', bytes: record.bytes })
    const blob = await store.putBlob(Buffer.from('a blob'))
    writeFileSync(join(folder, 'v1/blob', blob.hash.slice(0, 2), blob.hash), 'torn')
    expect(await store.getBlob(blob)).toBeNull()
    await store.putBlob(Buffer.from('a blob'))
    expect(await store.getBlob(blob)).toEqual(Buffer.from('a blob'))
  })

  test('names that are none of ours, links and pipes are passed over', async () => {
    const { folder, store } = setUp()
    await store.put(record)
    const log = join(folder, 'v1/log')
    mkdirSync(join(log, '..upwards'))
    mkdirSync(join(log, 'Thumbs.db'))
    const month = join(log, 'w-1/202611')
    for (const name of ['Thumbs.db', '0000000002-abc.rec', '0000000000-aa.rec', 'x.tmp'])
      writeFileSync(join(month, name), 'x')
    symlinkSync('/dev/zero', join(month, `0000000003-${'a'.repeat(32)}.rec`))
    expect(await store.listLogs()).toEqual(['log/w-1'])
    const entries = await store.listAfter('log/w-1', 0)
    expect(entries.map((entry) => entry.seq)).toEqual([1, 3])
    const link = entries[1]
    expect(link && (await store.get(link)).status).toBe('writing')
  })

  test('a folder that is not there is out of reach, and is not made', async () => {
    const { folder, store } = setUp()
    rmSync(folder, { recursive: true })
    for (const act of [
      () => store.put(record),
      () => store.listLogs(),
      () => store.hasBegun(),
      () => store.putBlob(record.bytes),
      () => store.claim('a'.repeat(64), record.bytes),
    ])
      expect(await problemOfAsync(act)).toBe('journal.store-unreachable')
    expect(readdirSync(join(folder, '..'))).not.toContain(folder)
  })

  test.skipIf(process.getuid?.() === 0)('a folder without rights is out of reach', async () => {
    const { folder, store } = setUp()
    chmodSync(folder, 0o500)
    expect(await problemOfAsync(() => store.put(record))).toBe('journal.store-unreachable')
    chmodSync(folder, 0o700)
  })
})

function fileOf(folder: string): string {
  const month = join(folder, 'v1/log/w-1/202611')
  const [name = ''] = readdirSync(month)
  return join(month, name)
}
