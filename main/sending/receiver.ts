import { type Receiver, type ReplyMeaning, receivers } from './receiver-table.ts'
import type { Reply } from './smtp/reply.ts'

const byDomain = new Map(
  receivers.flatMap((receiver) => receiver.domains.map((domain) => [domain, receiver] as const)),
)

/** The large receiver that takes mail for this domain (in lower case), or null. */
export function receiverOf(domain: string): Receiver | null {
  for (let at = 0; at >= 0; at = domain.indexOf('.', at) + 1 || -1) {
    const known = byDomain.get(domain.slice(at))
    if (known) return known
  }
  return null
}

/** What this receiver means by the reply: the row with its enhanced code, else the one without. */
export function meaningOf(
  domain: string,
  { code, enhanced }: Pick<Reply, 'code' | 'enhanced'>,
): ReplyMeaning | null {
  const rows = receiverOf(domain)?.rows ?? []
  const exact =
    enhanced === null ? undefined : rows.find((each) => each.code === `${code} ${enhanced}`)
  // A reply that carries an enhanced code says by it what it means; the bare code is for those without.
  const found =
    exact ?? (enhanced === null ? rows.find((each) => each.code === `${code}`) : undefined)
  return found?.meaning ?? null
}
