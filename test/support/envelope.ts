import type { SigningKey } from '../../main/vault/vault.ts'

/** An envelope made without the product's own signer: for payloads that it would refuse to sign. */
export function forgeEnvelope(
  type: string,
  payload: Uint8Array,
  keys: readonly SigningKey[],
): Buffer {
  const body = Buffer.from(payload)
  const pae = Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `),
    body,
  ])
  return Buffer.from(
    JSON.stringify({
      payloadType: type,
      payload: body.toString('base64'),
      signatures: keys.map((key) => ({
        keyid: key.publicKey,
        sig: Buffer.from(key.sign(pae)).toString('base64'),
      })),
    }),
  )
}

/** The payload of an envelope as a value, read without verifying anything. */
export function payloadOf(envelope: Uint8Array): Record<string, unknown> {
  const outer = JSON.parse(Buffer.from(envelope).toString())
  return JSON.parse(Buffer.from(outer.payload, 'base64').toString())
}
