import type { DomainCount } from '../../preload/contract/campaigns.ts'

/** Counts recipients per domain; the order is fixed, so that two counts of one audience are equal. */
export interface DomainTally {
  readonly add: (address: string) => void
  /** Most frequent first, then by name. */
  readonly counts: () => DomainCount[]
}

export function createDomainTally(): DomainTally {
  const tally = new Map<string, number>()
  return {
    add(address) {
      const domain = domainOfAddress(address)
      tally.set(domain, (tally.get(domain) ?? 0) + 1)
    },
    counts: () =>
      [...tally]
        .map(([domain, count]) => ({ domain, count }))
        .sort((a, b) => b.count - a.count || (a.domain < b.domain ? -1 : 1)),
  }
}

export function domainOfAddress(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
