import type { CertificateView } from '../../preload/contract/certificate.ts'
import { type Problem, toProblem } from '../../preload/problem.ts'
import type { CertificateFacts } from '../checks/checks.ts'
import type { PolicyDetail, SenderCertificate } from '../journal/journal.ts'
import { type Certificate, readCertificate } from '../message/message.ts'
import { fromBase64 } from './base64.ts'
import { hasSenderKey } from './sender-key.ts'

type Smime = SenderCertificate | undefined

/** Null where nothing is signed, or where what administrators have signed for is no certificate. */
function chainOf(smime: Smime): readonly [Certificate, ...Certificate[]] | null {
  if (smime === undefined) return null
  const read = smime.certificates.map((each) => readCertificate(fromBase64(each)))
  const [first, ...others] = read.filter((each) => each !== null)
  const isWhole = others.length + 1 === smime.certificates.length
  return first === undefined || !isWhole || first.sha256 !== smime.sha256
    ? null
    : [first, ...others]
}

/** What the checks judge of a campaign's sender; null where its mail is not signed. */
export function certificateFacts(
  detail: PolicyDetail,
  chosen: Readonly<Record<'identity' | 'route', string | null>>,
): CertificateFacts | null {
  const sender = detail.senderIdentities.find(({ id }) => id === chosen.identity)
  const route = detail.routes.find(({ id }) => id === chosen.route)
  const chain = chainOf(sender?.smime)
  if (sender === undefined || chain === null) return null
  const first = chain.reduce((one, other) => (other.notAfterMs < one.notAfterMs ? other : one))
  return {
    subject: first.subjectName,
    notAfterMs: first.notAfterMs,
    route: route?.name ?? null,
    hasKey: route !== undefined && hasSenderKey(detail, route, sender),
  }
}

/** Why a sender's mail cannot be signed at this time (milliseconds), or null. */
export function certificateProblem(smime: Smime, at: number): Problem | null {
  if (smime === undefined) return null
  const chain = chainOf(smime)
  if (chain === null) return toProblem('message.smime-key-invalid', {})
  const ended = chain.find(({ notAfterMs }) => at > notAfterMs)
  if (ended === undefined) return null
  const endsAt = new Date(ended.notAfterMs).toISOString()
  return toProblem('approval.certificate-ends', { subject: ended.subjectName, endsAt })
}

export function toCertificateView(smime: Smime): CertificateView | null {
  const chain = chainOf(smime)
  if (chain === null) return null
  const [signer, ...authorities] = chain
  const toInstant = (ms: number) => new Date(ms).toISOString()
  return {
    subject: signer.subjectName,
    issuer: signer.issuerName,
    addresses: [...signer.addresses],
    notBefore: toInstant(Math.max(...chain.map(({ notBeforeMs }) => notBeforeMs))),
    notAfter: toInstant(Math.min(...chain.map(({ notAfterMs }) => notAfterMs))),
    sha256: signer.sha256,
    key: { ...signer.key },
    chain: authorities.map(({ subjectName }) => subjectName),
  }
}

/** One line for whoever compares two; '' where nothing is signed. */
export function certificateText(smime: Smime): string {
  const chain = chainOf(smime)
  if (smime === undefined) return ''
  const [signer] = chain ?? []
  return `${signer?.subjectName ?? ''} (${signer?.issuerName ?? ''}; SHA-256 ${smime.sha256})`
}
