import { Worker } from 'node:worker_threads'

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const workerFile = import.meta.url.endsWith('.ts')
  ? './frequent-password-worker.ts'
  : './frequent-password-worker.js'

/**
 * Whether one of these spellings is a password that guessers try early: 49,000 leaked ones, 28,000
 * Japanese words and names, and phrases of our own. Offline on purpose: no service is asked
 * anything. In a worker that ends with the answer, since the lists take a quarter of a second to
 * load, and nobody needs them twice.
 */
export function isFrequentPassword(spellings: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(workerFile, import.meta.url), {
      workerData: { frequentPassword: spellings },
    })
    worker.on('message', (isFrequent: unknown) => resolve(isFrequent === true))
    worker.on('error', reject)
  })
}
