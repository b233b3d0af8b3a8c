import { fail } from '../../preload/problem.ts'
import type { Manifest, ReleaseSecrets } from '../approval/approval.ts'
import { type CmsSigner, createCmsSigner, createMemoryKey } from '../message/message.ts'

/**
 * What signs a release's messages with the approved certificate; null where nothing is S/MIME signed.
 * The key's bytes are zero afterwards. Fails with `message.smime-key-invalid` when certificate and key
 * are not the approved ones, and when one of the two is missing.
 */
export function createReleaseSigner(o: {
  readonly manifest: Pick<Manifest, 'smime'>
  readonly secrets: Pick<ReleaseSecrets, 'smimeKey'>
}): CmsSigner | null {
  const { smime } = o.manifest
  const { smimeKey } = o.secrets
  if (smime === undefined && smimeKey === undefined) return null
  if (smime === undefined || smimeKey === undefined) return fail('message.smime-key-invalid', {})
  return createCmsSigner({
    certificates: smime.certificates.map((each) => Buffer.from(each, 'base64')),
    sha256: smime.sha256,
    key: createMemoryKey(smimeKey),
  })
}
