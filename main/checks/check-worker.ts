/**
 * Entry of the worker thread that runs the checks and reads attachments. It has what it is given
 * step by step, and no way to the vault, the store or the network: whatever a hostile file does to a
 * parser, it does there.
 */
import { parentPort } from 'node:worker_threads'
import { ProblemError } from '../../preload/problem.ts'
import { createCheckSteps } from './check-steps.ts'
import type { CheckAnswer, CheckCall } from './check-work.ts'

const steps = createCheckSteps()

async function answer({ step, input }: CheckCall): Promise<CheckAnswer> {
  try {
    // The calls are our own core's: check-work.ts gives every step its own input.
    const act: (input: never) => unknown = steps[step]
    return { value: await act(input as never) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { problem: error.problem }
  }
}

let last: Promise<void> = Promise.resolve()
parentPort?.on('message', (call: CheckCall) => {
  last = last.then(async () => parentPort?.postMessage(await answer(call)))
})
