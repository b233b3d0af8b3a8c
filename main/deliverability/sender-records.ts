import { examineDmarc } from './dmarc.ts'
import type { DnsClient } from './dns-client.ts'
import { LookupFailed, recordsOf } from './finding.ts'
import { isSpf } from './spf.ts'

/** What receivers ask for before they take bulk mail in a domain's name. */
export interface SenderRecords {
  readonly spf: boolean
  readonly dmarc: boolean
}

/** Whether a domain has SPF, and DMARC by the tree walk; null where DNS does not say. */
export async function senderRecordsOf(
  dns: DnsClient,
  domain: string,
): Promise<SenderRecords | null> {
  const nobody = { domain, passes: 'unknown' } as const
  try {
    const spf = (await recordsOf(dns, domain, 'TXT')).some(isSpf)
    const { verdict } = await examineDmarc(dns, { domain, spf: nobody, dkim: nobody })
    return { spf, dmarc: verdict !== null }
  } catch (error) {
    if (error instanceof LookupFailed) return null
    throw error
  }
}
