import type { Reply } from './reply.ts'

/** What a server said it can, in the EHLO that counts: the one inside TLS. Nothing is assumed. */
export interface Capabilities {
  readonly startTls: boolean
  readonly pipelining: boolean
  readonly enhancedStatusCodes: boolean
  readonly eightBitMime: boolean
  readonly smtpUtf8: boolean
  /** SIZE was announced (RFC 1870); `sizeBytesMax` null: without a limit, or not announced. */
  readonly size: boolean
  readonly sizeBytesMax: number | null
  readonly auth: readonly string[]
  /** CHUNKING (RFC 3030): BDAT in place of DATA. */
  readonly chunking: boolean
  /** DSN (RFC 3461): ENVID, RET, NOTIFY and ORCPT. */
  readonly dsn: boolean
  /**
   * LIMITS MAILMAX (RFC 9422). Its RCPTMAX and RCPTDOMAINMAX are kept by having one recipient in
   * every transaction.
   */
  readonly mailMax: number | null
}

export const noCapabilities: Capabilities = {
  startTls: false,
  pipelining: false,
  enhancedStatusCodes: false,
  eightBitMime: false,
  smtpUtf8: false,
  size: false,
  sizeBytesMax: null,
  auth: [],
  chunking: false,
  dsn: false,
  mailMax: null,
}

export function toCapabilities(reply: Reply): Capabilities {
  const lines = reply.lines.slice(1).map((line) => line.trim().split(/ +/))
  const keywords = new Map(lines.map(([keyword = '', ...rest]) => [keyword.toUpperCase(), rest]))
  const sizeBytes = Number(keywords.get('SIZE')?.[0] ?? 0)
  const mailMax = /^MAILMAX=(\d{1,9})$/i
  const limits = keywords.get('LIMITS')?.map((each) => Number(mailMax.exec(each)?.[1] ?? 0)) ?? []
  return {
    startTls: keywords.has('STARTTLS'),
    pipelining: keywords.has('PIPELINING'),
    enhancedStatusCodes: keywords.has('ENHANCEDSTATUSCODES'),
    eightBitMime: keywords.has('8BITMIME'),
    smtpUtf8: keywords.has('SMTPUTF8'),
    size: keywords.has('SIZE'),
    sizeBytesMax: Number.isSafeInteger(sizeBytes) && sizeBytes > 0 ? sizeBytes : null,
    auth: keywords.get('AUTH') ?? [],
    chunking: keywords.has('CHUNKING'),
    dsn: keywords.has('DSN'),
    mailMax: limits.find((each) => each > 0) ?? null,
  }
}
