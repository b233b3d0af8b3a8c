/** Entry of the thread that reads one certificate file. It has the file and its password alone. */
import { parentPort, workerData } from 'node:worker_threads'
import { readSigningKeyPair } from './signing-certificate.ts'
import type { SigningFile, SigningFileRead } from './signing-work.ts'

function answerTo({ bytes, password, address, now }: SigningFile): SigningFileRead {
  const read = readSigningKeyPair(bytes, { password, address, now })
  if ('reason' in read) return { fault: read }
  const [signer] = read.certificates
  return {
    certificates: read.certificates.map((each) => Uint8Array.from(each.bytes)),
    sha256: signer?.sha256 ?? '',
    privateKey: Uint8Array.from(read.privateKey),
  }
}

function isStartData(data: unknown): data is { readonly signingFile: SigningFile } {
  return typeof data === 'object' && data !== null && 'signingFile' in data
}

if (isStartData(workerData)) parentPort?.postMessage(answerTo(workerData.signingFile))
