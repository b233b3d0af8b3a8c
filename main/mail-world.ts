import type { MailWorld } from './ports.ts'

/** RFC 5321 section 4.5.4.2, RFC 8461 section 3.3. */
export const realMailWorld: MailWorld = {
  smtpPort: 25,
  httpsPort: 443,
  ca: null,
  isLoopback: false,
}
