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

/** A batch in one piece of memory, which changes hands instead of being copied. */
export interface PackedBatch {
  readonly rows: readonly { readonly name: string; readonly hash: string; readonly end: number }[]
  readonly bytes: ArrayBuffer
}

export function packBatch(batch: readonly Examinee[]): PackedBatch {
  const bytes = new Uint8Array(batch.reduce((sum, each) => sum + each.bytes.length, 0))
  let end = 0
  const rows = batch.map((each) => {
    bytes.set(each.bytes, end)
    end += each.bytes.length
    return { name: each.name, hash: each.hash, end }
  })
  return { rows, bytes: bytes.buffer }
}

function unpackBatch({ rows, bytes }: PackedBatch): readonly Examinee[] {
  return rows.map(({ name, hash, end }, at) => {
    const start = rows[at - 1]?.end ?? 0
    return { name, hash, bytes: new Uint8Array(bytes, start, end - start) }
  })
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
  parentPort?.on('message', (batch: PackedBatch) => {
    parentPort?.postMessage(unpackBatch(batch).map((each) => isWhole(each, trust)))
  })
}
