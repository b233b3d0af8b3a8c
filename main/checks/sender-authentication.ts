import { carriers, docomo } from './carrier-rule.ts'
import { type Check, finding, type JudgedFinding } from './check.ts'

/**
 * Whether receivers can tell that the mail is the sender's: SPF and DMARC of the domain in From, and a
 * DKIM signature that aligns with it (RFC 9989). What mobile carriers would refuse for the same reason
 * is told by their own check, and not here again.
 */
export const senderAuthentication: Check = {
  id: 'sender-authentication',
  start: ({ identity, senderRecords, route }) => {
    let isAtCarriers = false
    let isAtDocomo = false
    return {
      recipient({ domain }) {
        isAtCarriers ||= carriers.has(domain)
        isAtDocomo ||= domain === docomo
      },
      finish() {
        if (senderRecords === null || identity === null) return []
        const { spf, dmarc, isDkimAligned } = senderRecords
        const domain = identity.address.slice(identity.address.lastIndexOf('@') + 1)
        const findings: JudgedFinding[] = []
        if (isDkimAligned === false && route !== null)
          findings.push(
            finding('warning', 'sender-authentication', 'not-aligned', {
              ...{ domain, signingDomain: route.dkimDomain },
            }),
          )
        if (!spf && !isAtCarriers)
          findings.push(finding('warning', 'sender-authentication', 'no-spf', { domain }))
        if (!dmarc && !isAtDocomo)
          findings.push(finding('warning', 'sender-authentication', 'no-dmarc', { domain }))
        return findings
      },
    }
  },
}
