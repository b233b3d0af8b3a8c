import { createHash } from 'node:crypto'
import type { Store, StoreEntry, Stream } from '../../main/journal/store.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

interface Item {
  readonly stream: Stream
  readonly seq: number
  readonly bytes: Uint8Array
}

/**
 * A transport that shows what it has in whatever order it likes, bit by bit: what a share does by
 * itself when files arrive, without its files. It takes everything and checks nothing.
 */
export function makeRevealingStore(): { store: Store; reveal: (item: Item) => void } {
  const items = new Map<string, Item>()
  const claims = new Map<string, Uint8Array>()
  const blobs = new Map<string, Uint8Array>()
  const toEntry = ({ stream, seq, bytes }: Item): StoreEntry => ({
    stream,
    seq,
    name: sha256(bytes).slice(0, 32),
  })
  const reveal = (item: Item) => {
    items.set(`${item.stream} ${item.seq} ${toEntry(item).name}`, item)
  }
  const store: Store = {
    place: 'memory',
    hasBegun: async () => [...items.values()].some(({ stream }) => stream === 'root'),
    put: async (item) => reveal(item),
    listLogs: async () => [
      ...new Set(
        [...items.values()].map(({ stream }) => stream).filter((each) => each.startsWith('log/')),
      ),
    ],
    listAfter: async (stream, seq) =>
      [...items.values()]
        .filter((each) => each.stream === stream && each.seq > seq)
        .map(toEntry)
        .sort((a, b) => a.seq - b.seq || (a.name < b.name ? -1 : 1)),
    async get({ stream, seq, name }) {
      const item = items.get(`${stream} ${seq} ${name}`)
      return item ? { status: 'whole', bytes: item.bytes } : { status: 'missing' }
    },
    async putBlob(bytes) {
      blobs.set(sha256(bytes), bytes)
      return { hash: sha256(bytes), sizeBytes: bytes.length }
    },
    getBlob: async ({ hash }) => blobs.get(hash) ?? null,
    removeBlob: async (hash) => blobs.delete(hash) || true,
    async claim(name, content) {
      if (claims.has(name)) return false
      claims.set(name, content)
      return true
    },
    readClaim: async (name) => claims.get(name) ?? null,
    selfTest: async () => ({ isExclusive: true, readsBack: true, latencyMs: 0, skewMs: null }),
    watch: null,
    close: async () => undefined,
  }
  return { store, reveal }
}
