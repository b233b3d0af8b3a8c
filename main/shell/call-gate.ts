import type { Answer } from '../../preload/contract/channel.ts'
import type { ChannelName } from '../../preload/contract.ts'
import { toProblem } from '../../preload/problem.ts'
import type { Core } from '../core.ts'
import { createCallRate } from '../ipc/call-rate.ts'
import type { Clock, Log } from '../ports.ts'
import { isTrustedSender, type Sender } from './sender-check.ts'

export interface CallGateParts {
  readonly core: Pick<Core, 'call'>
  readonly log: Log
  readonly clock: Clock
}

export type CallGate = (
  sender: Sender,
  name: ChannelName,
  input: unknown,
) => Promise<Answer<unknown>>

/**
 * FAULTS E08: what every call passes before the core: from our own page, and not faster than a person can cause.
 * Answers are values; the core parses, checks and translates everything else.
 */
export function createCallGate({ core, log, clock }: CallGateParts): CallGate {
  const isInTime = createCallRate(clock)
  let isTold = false
  return async (sender, name, input) => {
    if (!isTrustedSender(sender)) {
      log.write('warning', 'ipc.untrusted-sender', { channel: name })
      return { ok: false, problem: toProblem('ipc.untrusted-sender', {}) }
    }
    if (isInTime()) {
      isTold = false
      return core.call(name, input)
    }
    // Once, not once a call: a flood must not fill the log.
    if (!isTold) log.write('warning', 'ipc.too-many-calls', { channel: name })
    isTold = true
    return { ok: false, problem: toProblem('ipc.too-many-calls', {}) }
  }
}
