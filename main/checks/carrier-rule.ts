import { type Check, finding } from './check.ts'

/** Carriers that judge mail by the domain in From: SPF of that domain, and its DMARC policy. */
export const carriers = new Set([
  ...['docomo.ne.jp', 'ezweb.ne.jp', 'au.com', 'uqmobile.jp', 'biglobe.ne.jp'],
  ...['softbank.ne.jp', 'i.softbank.jp', 'ymobile.ne.jp', 'ymail.ne.jp'],
])
export const docomo = 'docomo.ne.jp'

/** Mobile carriers refuse by default what the sender's own domain does not vouch for. */
export const carrierRule: Check = {
  id: 'carrier-rule',
  start: ({ identity, senderRecords }) => {
    const sender = identity?.address.slice(identity.address.lastIndexOf('@') + 1) ?? ''
    const atCarriers = { count: 0, index: 0 }
    const atDocomo = { count: 0, index: 0 }
    const see = (seen: { count: number; index: number }, index: number) => {
      if (seen.count === 0) seen.index = index
      seen.count += 1
    }
    return {
      recipient({ domain, index }) {
        if (!carriers.has(domain)) return
        see(atCarriers, index)
        if (domain === docomo) see(atDocomo, index)
      },
      finish() {
        if (senderRecords === null || atCarriers.count === 0) return []
        const findings = []
        if (!senderRecords.spf)
          findings.push(
            finding('warning', 'carrier-rule', 'no-spf', { domain: sender, ...atCarriers }),
          )
        if (!senderRecords.dmarc && atDocomo.count > 0)
          findings.push(
            finding('warning', 'carrier-rule', 'no-dmarc', { domain: sender, ...atDocomo }),
          )
        return findings
      },
    }
  },
}
