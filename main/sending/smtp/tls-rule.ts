import { hash, X509Certificate } from 'node:crypto'
import { isIP, type Socket } from 'node:net'
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  type DetailedPeerCertificate,
  getCACertificates,
  type PeerCertificate,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import { type Problem, toProblem } from '../../../preload/problem.ts'

/**
 * How a connection to the relay is secured: implicit TLS or STARTTLS, always one of them, TLS 1.2 at
 * least, the certificate always checked (RFC 8314, RFC 3207). There is no way to switch it off for a
 * relay; what a receiver's own mail host has to prove, its domain says (see HostProof).
 */
export interface TlsTarget {
  readonly host: string
  /** PEM that the chain must end in; null: the authorities that the operating system trusts. */
  readonly ca: string | null
  /**
   * SHA-256 of the public keys (SubjectPublicKeyInfo, in hex) of which the relay must show one,
   * beside a valid chain: today's and the one that follows it. Empty: any.
   */
  readonly pins: readonly string[]
  /** Of a receiver's host: what its certificate has to prove. Absent: what a relay's has to. */
  readonly proof?: HostProof
}

/**
 * How a receiver's mail host is known. none: whoever answers, so that only those who listen are kept
 * out. authority: a chain to an authority, for the host's name. Or by a judgement over what it showed,
 * its own certificate first; null: it is the one.
 */
export type HostProof =
  | { readonly kind: 'none' | 'authority' }
  | {
      readonly kind: 'judged'
      readonly judge: (chain: readonly X509Certificate[]) => Problem | null
    }

export interface SecurePeer {
  readonly version: string
  readonly cipher: string
  /** SHA-256 of the leaf certificate's DER, in hex. */
  readonly certificateHash: string
  /** SHA-256 of the leaf's SubjectPublicKeyInfo, in hex: what a pin names. */
  readonly publicKeyHash: string
}

/** A failed handshake as what it is to a person; `starttls`: plaintext came before, RFC 3207. */
export class TlsFailure extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'TlsFailure'
    this.problem = problem
  }
}

const contexts = new Map<string, SecureContext>()

/** One context per set of authorities; none of them ever resumes a session of another route. */
function contextOf(ca: string | null): SecureContext {
  const known = contexts.get(ca ?? '')
  if (known) return known
  const system = ca === null ? getCACertificates('system') : []
  const authorities = ca === null ? (system.length > 0 ? system : undefined) : ca
  const made = createSecureContext({
    minVersion: 'TLSv1.2',
    ...(authorities === undefined ? {} : { ca: authorities }),
  })
  contexts.set(ca ?? '', made)
  return made
}

/**
 * Runs the handshake over a connected socket that nobody reads from. Resolves with the secured
 * socket; rejects with TlsFailure, after which the socket is gone.
 */
export function secure(
  plain: Socket,
  target: TlsTarget,
  options: { readonly afterStartTls: boolean; readonly timeoutMs: number },
): Promise<{ socket: TLSSocket; peer: SecurePeer }> {
  const port = plain.remotePort ?? 0
  const proof = target.proof ?? { kind: 'authority' as const }
  return new Promise((resolve, reject) => {
    const socket = connect({
      socket: plain,
      host: target.host,
      servername: isIP(target.host) ? '' : target.host,
      secureContext: contextOf(target.ca),
      minVersion: 'TLSv1.2',
      // An own judgement, or none, takes the place of the authorities: for receivers' hosts alone.
      rejectUnauthorized: proof.kind === 'authority',
      checkServerIdentity: (_name, certificate) => checkServerIdentity(target.host, certificate),
    })
    const refuse = (problem: Problem) => {
      clearTimeout(timer)
      socket.destroy()
      reject(new TlsFailure(problem))
    }
    const timer = setTimeout(
      () => refuse(unreachable(target.host, port, 'TLS handshake timed out')),
      options.timeoutMs,
    )
    const onError = (error: NodeJS.ErrnoException) =>
      refuse(toTlsProblem(error, { host: target.host, port }, options.afterStartTls))
    const onClose = () => refuse(unreachable(target.host, port, 'closed during the TLS handshake'))
    socket.once('error', onError)
    socket.once('close', onClose)
    socket.once('secureConnect', () => {
      clearTimeout(timer)
      socket.off('error', onError)
      socket.off('close', onClose)
      const peer = peerOf(socket)
      const fault = proof.kind === 'judged' ? proof.judge(chainOf(socket)) : null
      if (fault !== null) return refuse(fault)
      const isPinned = target.pins.length === 0 || target.pins.includes(peer.publicKeyHash)
      if (isPinned) resolve({ socket, peer })
      else refuse(toProblem('sending.certificate-pin', { host: target.host }))
    })
  })
}

function peerOf(socket: TLSSocket): SecurePeer {
  const raw = socket.getPeerCertificate().raw
  return {
    version: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    certificateHash: hash('sha256', raw),
    publicKeyHash: publicKeyHashOf(raw),
  }
}

/** What the host showed, each certificate before its issuer, as far as it goes. */
function chainOf(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = []
  let current: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true)
  while (current?.raw !== undefined && chain.length < shownMax) {
    const certificate = new X509Certificate(current.raw)
    if (chain.some(({ raw }) => raw.equals(certificate.raw))) break
    chain.push(certificate)
    current = current.issuerCertificate
  }
  return chain
}
const shownMax = 10

export function publicKeyHashOf(certificate: Uint8Array): string {
  const { publicKey } = new X509Certificate(certificate)
  return hash('sha256', publicKey.export({ type: 'spki', format: 'der' }))
}

const garbage =
  /WRONG_VERSION_NUMBER|UNEXPECTED_MESSAGE|HTTP_REQUEST|PACKET_LENGTH|BAD_RECORD|INVALID_RECORD|UNKNOWN_PROTOCOL|RECORD_LAYER/i
const tooOld =
  /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|VERSION_TOO_LOW|NO_PROTOCOLS|INAPPROPRIATE_FALLBACK/i

/** Names a handshake's error; the texts of the library never decide, its codes do. */
export function toTlsProblem(
  error: NodeJS.ErrnoException,
  { host, port }: { readonly host: string; readonly port: number },
  afterStartTls: boolean,
): Problem {
  const code = error.code ?? ''
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return toProblem('sending.certificate-expired', { host })
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return toProblem('sending.certificate-name', { host, names: namesOf(error) })
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return toProblem('sending.certificate-untrusted', { host, reason: 'self-signed' })
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_UNTRUSTED':
      return toProblem('sending.certificate-untrusted', { host, reason: 'unknown-authority' })
  }
  if (/^(CERT_|ERR_SSL_CERTIFICATE|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|CRL_)/.test(code))
    return toProblem('sending.certificate-untrusted', { host, reason: code })
  if (tooOld.test(code)) return toProblem('sending.tls-too-old', { host, version: 'TLS < 1.2' })
  if (afterStartTls && garbage.test(`${code} ${error.message}`))
    return toProblem('sending.starttls-injected', { host })
  return unreachable(host, port, `TLS: ${code || 'handshake failed'}`)
}

function unreachable(host: string, port: number, detail: string): Problem {
  return toProblem('sending.relay-unreachable', { host, port, detail })
}

/** What the certificate is for, from the error: the socket itself has let go of it by then. */
function namesOf(error: Error): string {
  const certificate = 'cert' in error ? (error.cert as Partial<PeerCertificate> | undefined) : null
  return certificate?.subjectaltname ?? String(certificate?.subject?.CN ?? '')
}
