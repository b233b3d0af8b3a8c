import * as v from 'valibot'
import { Count, Hash, Instant } from './channel.ts'

/** A certificate that signs mail (S/MIME), as every screen shows it. */
export const CertificateView = v.strictObject({
  /** Distinguished names, the most particular part first. */
  subject: v.string(),
  issuer: v.string(),
  addresses: v.array(v.string()),
  notBefore: Instant,
  /** The first end of its whole chain. */
  notAfter: Instant,
  /** Of the signer's own certificate. */
  sha256: Hash,
  key: v.strictObject({ kind: v.picklist(['rsa', 'ec', 'other']), bits: Count }),
  /** Subjects of the authorities that are sent along, from the issuer up. */
  chain: v.array(v.string()),
})
export type CertificateView = v.InferOutput<typeof CertificateView>
