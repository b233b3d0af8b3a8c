import type { X509Certificate } from 'node:crypto'
import type { ReadPolicy } from './sts-book.ts'

/** What an examination asks besides DNS: only what the organization publishes of itself, and only when a person tests it. */
export interface Outside {
  /** The domain's own policy of MTA-STS, from its web server. */
  readonly policyOf: (domain: string) => Promise<ReadPolicy>
  /** What a mail host shows of itself when TLS begins. */
  readonly chainOf: (o: {
    readonly host: string
    readonly address: string
    readonly port: number
    readonly tls: 'implicit' | 'starttls'
    readonly clientName: string
  }) => Promise<readonly X509Certificate[] | { readonly fault: string }>
}
