/**
 * Entry of the worker thread that freezes and audits the rows of one audience. It has what it is
 * given step by step, and no way to the vault, the store or the network.
 */
import { parentPort } from 'node:worker_threads'
import { ProblemError } from '../../preload/problem.ts'
import { createAudienceSteps } from './audience-steps.ts'
import { type AudienceAnswer, type AudienceCall, transferable } from './audience-work.ts'

const steps = createAudienceSteps()

function answer({ step, input }: AudienceCall): AudienceAnswer {
  try {
    // The calls are our own core's: audience-work.ts gives every step its own input.
    const act: (input: never) => unknown = steps[step]
    return { value: act(input as never) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { problem: error.problem }
  }
}

parentPort?.on('message', (call: AudienceCall) => {
  const given = answer(call)
  parentPort?.postMessage(given, 'value' in given ? transferable(given.value) : [])
})
