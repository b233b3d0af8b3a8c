import { Worker } from 'node:worker_threads'
import { type Problem, toProblem } from '../../preload/problem.ts'
import type { CertificateFault } from './signing-certificate.ts'

/** What the thread is given: a file as somebody chose it, and its password. */
export interface SigningFile {
  readonly bytes: Uint8Array
  readonly password: string
  /** The sender's, which has to stand in the certificate. */
  readonly address: string
  /** Milliseconds. */
  readonly now: number
}

/** What it answers with. */
export type SigningFileRead =
  | {
      /** DER; the signer's first. */
      readonly certificates: readonly Uint8Array[]
      readonly sha256: string
      /** PKCS #8, DER. Whoever gets it overwrites it. */
      readonly privateKey: Uint8Array
    }
  | { readonly fault: CertificateFault }

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const workerFile = import.meta.url.endsWith('.ts') ? './signing-worker.ts' : './signing-worker.js'

/**
 * Reads a certificate file in a thread of its own: its password is stretched on purpose, and its
 * structure is whatever somebody made it. 'unreadable' also when that took the thread down.
 */
export function readSigningFile(file: SigningFile): Promise<SigningFileRead> {
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    workerData: { signingFile: file },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  })
  return new Promise((resolve) => {
    const unreadable: SigningFileRead = { fault: { reason: 'unreadable' } }
    worker.once('message', (read: SigningFileRead) => resolve(read))
    worker.once('error', () => resolve(unreadable))
    worker.once('exit', () => resolve(unreadable))
  })
}

/** The sentence for a person. */
export function toCertificateProblem(fault: CertificateFault): Problem {
  switch (fault.reason) {
    case 'chain': {
      const { subject, issuer } = fault
      return toProblem('message.certificate-chain', { subject, issuer })
    }
    case 'address': {
      const { subject, addresses } = fault
      return toProblem('message.certificate-address', { subject, addresses })
    }
    case 'password':
    case 'unreadable':
    case 'no-key':
    case 'no-certificate':
      return toProblem(`message.certificate-${fault.reason}`, {})
    default:
      return toProblem(`message.certificate-${fault.reason}`, { subject: fault.subject })
  }
}
