import { setImmediate } from 'node:timers/promises'
import type { DomainCount } from '../../preload/contract/campaigns.ts'
import type { FrozenRows } from './audience-steps.ts'
import type { AudienceWork } from './audience-work.ts'
import { createDomainTally } from './domain-count.ts'
import { lineOf } from './frozen-row.ts'

/** An audience as it stands now and will not change any more. Its rows stay with the work. */
export interface FrozenAudience extends FrozenRows {
  readonly domains: readonly DomainCount[]
}

/** After so many rows whatever else waits gets its turn. */
const rowsPerTurn = 1000

/** Writes, hashes and counts the recipients in one pass, in the order in which they come. */
export async function freeze(
  work: AudienceWork,
  audience: Iterable<{
    readonly address: string
    readonly fields: Readonly<Record<string, string>>
  }>,
  template: Uint8Array,
): Promise<FrozenAudience> {
  const domains = createDomainTally()
  let lines = ''
  let index = 0
  let taken: Promise<unknown> = Promise.resolve()
  const hand = async () => {
    const handed = work.ask('take', { lines })
    lines = ''
    // One turn ahead of the work, never more: what waits for it is memory.
    await taken
    taken = handed
    await setImmediate()
  }
  for (const { address, fields } of audience) {
    lines += `${lineOf({ index, address, fields })}\n`
    domains.add(address)
    index += 1
    if (index % rowsPerTurn === 0) await hand()
  }
  await hand()
  await taken
  const frozen = await work.ask('freeze', { template })
  return { ...frozen, domains: domains.counts() }
}
