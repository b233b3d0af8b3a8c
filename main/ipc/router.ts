import * as v from 'valibot'
import type { Answer, Caller, Channel, Handlers } from '../../preload/contract/channel.ts'
import { type ChannelName, type Contract, contract } from '../../preload/contract.ts'
import { familyOf, type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import type { Log, Random } from '../ports.ts'
import { isWithinLimits } from './input-limit.ts'

export interface RouterOptions {
  readonly handlers: Handlers<Contract>
  /** Who is signed in now; null while nobody is. */
  readonly caller: () => Caller | null
  readonly log: Log
  readonly random: Random
}

export interface Router {
  /** Never rejects: whatever goes wrong is a problem in the answer. */
  readonly call: (name: string, input: unknown) => Promise<Answer<unknown>>
}

type AnyHandler = (input: unknown, caller: Caller | null) => unknown

/** The one way in: name, input, session, role, handler, output, in this order. */
export function createRouter(options: RouterOptions): Router {
  return {
    async call(name, input) {
      if (!isChannelName(name)) return refuse(toProblem('ipc.unknown-channel', { channel: '' }))
      const channel: Channel = contract[name]
      const isReadable = isPlainObject(input) && isWithinLimits(input)
      const parsed = isReadable ? v.safeParse(channel.input, input) : null
      if (!parsed?.success) {
        const field = parsed ? (v.getDotPath(parsed.issues[0]) ?? '') : ''
        return refuse(toProblem('ipc.invalid-input', { channel: name, field }))
      }
      const caller = options.caller()
      const refusal = checkAccess(name, channel, caller)
      if (refusal) return refuse(refusal)
      try {
        // The table of handlers is total by type; per-name input types cannot survive the lookup.
        const handler = options.handlers[name] as AnyHandler
        const output = await handler(parsed.output, caller)
        return { ok: true, value: v.parse(channel.output, output) }
      } catch (error) {
        return refuse(toAnswerable(error, name, channel, options))
      }
    },
  }
}

function isChannelName(name: string): name is ChannelName {
  return Object.hasOwn(contract, name)
}

/** Valibot takes any object for an object, an array too: an input is one plain object. */
function isPlainObject(input: unknown): input is object {
  return (
    input !== null && typeof input === 'object' && Object.getPrototypeOf(input) === Object.prototype
  )
}

function checkAccess(name: ChannelName, channel: Channel, caller: Caller | null): Problem | null {
  const { access } = channel
  if (access === 'anyone') return null
  if (!caller) return toProblem('ipc.locked', {})
  if (access === 'member') return null
  return access.some((role) => caller.roles.includes(role))
    ? null
    : toProblem('ipc.not-allowed', { channel: name })
}

/**
 * What may leave: a problem of a family that the channel declares. Anything else is a fault of
 * ours: it is logged under an incident number, and the number is all that leaves.
 */
function toAnswerable(
  error: unknown,
  name: ChannelName,
  channel: Channel,
  { log, random }: RouterOptions,
): Problem {
  if (error instanceof ProblemError) {
    const family = familyOf(error.problem.code)
    if (family === 'ipc' || channel.problems.includes(family)) return error.problem
  }
  const incident = Buffer.from(random.bytes(4)).toString('hex')
  log.write('error', 'ipc.internal', {
    incident,
    channel: name,
    kind: error instanceof Error ? error.name : typeof error,
    code: error instanceof ProblemError ? error.problem.code : '',
    where: error instanceof Error ? firstFrame(error) : '',
  })
  return toProblem('ipc.internal', { incident })
}

/** File and line of the throw: enough to find it, and nothing that a message could carry. */
function firstFrame(error: Error): string {
  const line = error.stack?.split('\n').find((each) => each.trimStart().startsWith('at ')) ?? ''
  return /([\w.-]+:\d+:\d+)\)?$/.exec(line)?.[1] ?? ''
}

function refuse(problem: Problem): Answer<never> {
  return { ok: false, problem }
}
