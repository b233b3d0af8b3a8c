import { generateKeyPairSync, sign } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

const forMs = 2_000

/** rsa-2048 signatures a second with every processor doing nothing else: what no signing sender passes. */
export async function countSignatures(): Promise<number> {
  const counts = await Promise.all(
    Array.from({ length: availableParallelism() }, () => {
      const worker = new Worker(new URL(import.meta.url), { workerData: 'signatures' })
      return new Promise<number>((resolve, reject) => {
        worker.once('message', resolve)
        worker.once('error', reject)
      })
    }),
  )
  return (counts.reduce((sum, each) => sum + each, 0) * 1000) / forMs
}

if (!isMainThread) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const input = Buffer.alloc(900, 'x')
  const until = performance.now() + forMs
  let count = 0
  for (; performance.now() < until; count += 1) sign('sha256', input, privateKey)
  parentPort?.postMessage(count)
}
