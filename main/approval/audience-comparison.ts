import type { DomainCount } from '../../preload/contract/campaigns.ts'
import { createDomainTally, domainOfAddress } from './domain-count.ts'

export interface AudienceDifference {
  readonly same: number
  readonly added: number
  readonly gone: number
  /** Domains that nobody was written to before, with how many are now. */
  readonly newDomains: readonly DomainCount[]
  readonly addedAddresses: readonly string[]
  readonly goneAddresses: readonly string[]
}

export interface AudienceComparison {
  /** Whom it was for before; all of them come first. */
  readonly remember: (address: string) => void
  /** Whom it is for now. */
  readonly compare: (address: string) => void
  readonly difference: () => AudienceDifference
}

/** So many addresses of each kind are named; the rest is counted. */
const namedMax = 100
const domainsMax = 100

export function createAudienceComparison(): AudienceComparison {
  const before = new Set<string>()
  const domains = new Set<string>()
  const newDomains = createDomainTally()
  const addedAddresses: string[] = []
  let [same, added] = [0, 0]
  return {
    remember(address) {
      before.add(address)
      domains.add(domainOfAddress(address))
    },
    compare(address) {
      if (!domains.has(domainOfAddress(address))) newDomains.add(address)
      if (before.delete(address)) {
        same += 1
        return
      }
      added += 1
      if (addedAddresses.length < namedMax) addedAddresses.push(address)
    },
    difference: () => ({
      ...{ same, added, gone: before.size, addedAddresses },
      newDomains: newDomains.counts().slice(0, domainsMax),
      goneAddresses: [...before].slice(0, namedMax),
    }),
  }
}
