/**
 * Entry of a worker thread that verifies records from their bytes. It gets the chains, verifies them
 * for itself, and then batch after batch; it has no key and opens nothing.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '../../preload/problem.ts'
import { type Trust, type TrustMaterial, verifyTrust } from './directory.ts'
import { nameOf } from './replica.ts'
import { examineRecord } from './signature.ts'

export interface ExaminationData {
  readonly examinationOf: TrustMaterial & { readonly fingerprint: string }
}

/** A row of the replica: what its bytes have to be. */
export interface Examinee {
  readonly name: string
  readonly hash: string
  readonly bytes: Uint8Array
}

/** Whether the bytes are still those, and still hold by these chains. */
export function isWhole({ name, hash, bytes }: Examinee, trust: Trust): boolean {
  try {
    if (nameOf(bytes) !== name) return false
    const examined = examineRecord(bytes, trust)
    if (examined.verdict === 'verified') return examined.record.hash === hash
    return examined.verdict === 'newer' && examined.newer.hash === hash
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}

function isStartData(data: unknown): data is ExaminationData {
  return typeof data === 'object' && data !== null && 'examinationOf' in data
}

if (isStartData(workerData)) {
  const trust = verifyTrust(workerData.examinationOf)
  parentPort?.on('message', (batch: readonly Examinee[]) => {
    parentPort?.postMessage(batch.map((each) => isWhole(each, trust)))
  })
}
