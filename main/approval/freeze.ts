import { setImmediate } from 'node:timers/promises'
import type { DomainCount } from '../../preload/contract/campaigns.ts'
import { createDomainTally } from './domain-count.ts'
import { createRowWriter } from './frozen-row.ts'
import { createMerkleTree } from './merkle-tree.ts'

/** An audience as it stands now and will not change any more. */
export interface FrozenAudience {
  /** The rows blob in plaintext. */
  readonly rows: Uint8Array
  readonly count: number
  readonly root: string
  readonly domains: readonly DomainCount[]
}

/** After so many rows whatever else waits gets its turn. */
const rowsPerTurn = 5000

/** Writes, hashes and counts the recipients in one pass, in the order in which they come. */
export async function freeze(
  audience: Iterable<{
    readonly address: string
    readonly fields: Readonly<Record<string, string>>
  }>,
): Promise<FrozenAudience> {
  const writer = createRowWriter()
  const tree = createMerkleTree()
  const domains = createDomainTally()
  for (const { address, fields } of audience) {
    tree.add(writer.add({ index: tree.count(), address, fields }))
    domains.add(address)
    if (tree.count() % rowsPerTurn === 0) await setImmediate()
  }
  return {
    rows: writer.bytes(),
    count: tree.count(),
    root: tree.root(),
    domains: domains.counts(),
  }
}
