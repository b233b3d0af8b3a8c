import * as v from 'valibot'

/** What an authenticator application needs, as a QR code and for typing by hand. */
export const TotpSecret = v.strictObject({
  /** otpauth:// URI, for the QR code that the renderer draws. */
  uri: v.string(),
  /** Base32, in groups of four. */
  secret: v.string(),
})
export type TotpSecret = v.InferOutput<typeof TotpSecret>
