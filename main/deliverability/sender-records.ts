import { examineDmarc } from './dmarc.ts'
import type { DnsClient } from './dns-client.ts'
import { LookupFailed, recordsOf } from './finding.ts'
import { isSpf } from './spf.ts'

/** What receivers ask for before they take bulk mail in a domain's name. */
export interface SenderRecords {
  readonly spf: boolean
  readonly dmarc: boolean
  /** Whether a DKIM signature in the given domain aligns; null without a policy or such a domain. */
  readonly isDkimAligned: boolean | null
}

/** Whether a domain has SPF, and DMARC by the tree walk; null where DNS does not say. */
export async function senderRecordsOf(
  dns: DnsClient,
  domain: string,
  dkim: string | null,
): Promise<SenderRecords | null> {
  const nobody = { domain, passes: 'unknown' } as const
  try {
    const spf = (await recordsOf(dns, domain, 'TXT')).some(isSpf)
    const signed = dkim === null ? nobody : ({ domain: dkim, passes: true } as const)
    const { verdict } = await examineDmarc(dns, { domain, spf: nobody, dkim: signed })
    const isDkimAligned =
      verdict === null || dkim === null ? null : Boolean(verdict.alignment.dkim.result)
    return { spf, dmarc: verdict !== null, isDkimAligned }
  } catch (error) {
    if (error instanceof LookupFailed) return null
    throw error
  }
}
