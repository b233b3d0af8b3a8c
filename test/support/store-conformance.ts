import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Store, Stream } from '../../main/journal/store.ts'

/**
 * What every store must do, whatever it is made of. `open` opens another handle on the same store
 * each time it is called within one test, as another workstation would.
 */
export function describeStore(
  name: string,
  prepare: () => (() => Store) | Promise<() => Store>,
): void {
  const at = '2026-11-24T01:00:00.000Z'
  const log: Stream = 'log/w-1'

  describe(`a ${name} store`, () => {
    test('begins empty', async () => {
      const store = (await prepare())()
      expect(await store.hasBegun()).toBe(false)
      expect(await store.listLogs()).toEqual([])
      expect(await store.listAfter('root', 0)).toEqual([])
      expect(await store.readClaim('a'.repeat(64))).toBeNull()
    })

    test('gives every handle what one put, in order of number', async () => {
      const open = await prepare()
      const [writer, reader] = [open(), open()]
      const texts = ['one', 'two', 'three']
      for (const seq of [3, 1, 2])
        await writer.put({ stream: log, seq, at, bytes: bytesOf(texts[seq - 1] ?? '') })
      const entries = await reader.listAfter(log, 0)
      expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3])
      expect(await Promise.all(entries.map((entry) => textOf(reader, entry)))).toEqual(texts)
      expect(await reader.listLogs()).toEqual([log])
      expect(entries[0]?.name).toBe(createHash('sha256').update('one').digest('hex').slice(0, 32))
    })

    test('lists above a number at least what is above it', async () => {
      const store = (await prepare())()
      for (let seq = 1; seq <= 12; seq += 1)
        await store.put({
          stream: log,
          seq,
          at: `2026-${String(seq).padStart(2, '0')}-01T00:00:00.000Z`,
          bytes: bytesOf(`${seq}`),
        })
      const seqs = async (after: number) =>
        (await store.listAfter(log, after)).map((entry) => entry.seq)
      expect(await seqs(9)).toEqual([10, 11, 12])
      expect(await seqs(0)).toHaveLength(12)
      expect(await seqs(12)).toEqual([])
    })

    test('takes the same envelope twice as once, and two of one number as two', async () => {
      const open = await prepare()
      for (const store of [open(), open()])
        await store.put({ stream: 'root', seq: 1, at, bytes: bytesOf('same') })
      expect(await open().listAfter('root', 0)).toHaveLength(1)
      await open().put({ stream: 'root', seq: 1, at, bytes: bytesOf('other') })
      expect(await open().listAfter('root', 0)).toHaveLength(2)
      expect(await open().hasBegun()).toBe(true)
    })

    test('keeps logs and chains apart', async () => {
      const store = (await prepare())()
      await store.put({ stream: 'directory', seq: 1, at, bytes: bytesOf('d') })
      await store.put({ stream: log, seq: 1, at, bytes: bytesOf('l') })
      expect(await store.listAfter('policy', 0)).toEqual([])
      expect(await store.listAfter('directory', 0)).toHaveLength(1)
      expect(await store.listLogs()).toEqual([log])
    })

    test('gives a blob back by its hash, and nothing else under it', async () => {
      const open = await prepare()
      const bytes = Buffer.alloc(300_000, 7)
      const ref = await open().putBlob(bytes)
      expect(ref.sizeBytes).toBe(300_000)
      expect(await open().putBlob(bytes)).toEqual(ref)
      expect(await open().getBlob(ref)).toEqual(bytes)
      expect(await open().getBlob({ ...ref, sizeBytes: 1 })).toBeNull()
      expect(await open().getBlob({ hash: 'a'.repeat(64), sizeBytes: 3 })).toBeNull()
      const empty = await open().putBlob(new Uint8Array(0))
      expect(await open().getBlob(empty)).toHaveLength(0)
    })

    test('lets exactly one of many claims succeed, and shows whose it is', async () => {
      const open = await prepare()
      for (let round = 0; round < 50; round += 1) {
        const name = createHash('sha256').update(`${round}`).digest('hex')
        const contents = ['a', 'b', 'c', 'd'].map(bytesOf)
        const won = await Promise.all(contents.map((content) => open().claim(name, content)))
        expect(won.filter((each) => each)).toHaveLength(1)
        expect(await open().readClaim(name)).toEqual(contents[won.indexOf(true)])
      }
    })

    test('gives a blob of many megabytes back whole', async () => {
      const open = await prepare()
      const bytes = Buffer.alloc(9 * 1024 * 1024 + 17, 'piece by piece ')
      const ref = await open().putBlob(bytes)
      expect(await open().putBlob(bytes)).toEqual(ref)
      const found = await open().getBlob(ref)
      expect(found !== null && bytes.equals(found)).toBe(true)
      expect(await open().getBlob({ ...ref, sizeBytes: ref.sizeBytes - 1 })).toBeNull()
    })

    test('passes its own test', async () => {
      const result = await (await prepare())().selfTest()
      expect(result.isExclusive).toBe(true)
      expect(result.readsBack).toBe(true)
      expect(result.latencyMs).toBeGreaterThanOrEqual(0)
    })
  })
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text)
}

async function textOf(store: Store, entry: Parameters<Store['get']>[0]): Promise<string> {
  const reading = await store.get(entry)
  return reading.status === 'whole' ? Buffer.from(reading.bytes).toString() : reading.status
}
