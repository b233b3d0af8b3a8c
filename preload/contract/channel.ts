import * as v from 'valibot'
import type { Problem, ProblemFamily } from '../problem.ts'

/** What a member may do; DESIGN section 1. One person may hold several. */
export const roleNames = [
  'author',
  'list-manager',
  'approver',
  'sender',
  'administrator',
  'auditor',
] as const
export type Role = (typeof roleNames)[number]
export const Role = v.picklist(roleNames)

/** Opaque identifiers that the core makes: members, workstations, lists, campaigns, routes. */
export const Id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))
/** SHA-256 in lower-case hexadecimal. */
export const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
/** ISO 8601 in UTC, as Date.prototype.toISOString writes it. */
export const Instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  // Some spellings of ISO 8601 are none to Date.parse, and nothing is ever later than NaN.
  v.check((text) => !Number.isNaN(Date.parse(text))),
)
export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** One line that a person typed: trimmed, not empty, no control characters. */
export const Line = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(200),
  v.regex(/^\P{Cc}*$/u),
)
export const Text = v.pipe(v.string(), v.maxLength(2_000_000))
/** Six digits of an authenticator application (RFC 6238). */
export const Code = v.pipe(v.string(), v.regex(/^\d{6}$/))
/** Acts before which the policy can ask for the password too. */
export const passwordActs = ['approve', 'release', 'export', 'unmask', 'grant'] as const
export type PasswordAct = (typeof passwordActs)[number]
/** What a code is asked for; `own`: one's own account, and what takes nothing from anybody. */
export type StepUpAct = PasswordAct | 'own'
/** A code before an act that matters. Fails with `identity.password-needed` and the other `identity.*`. */
export type StepUp = (code: string, act: StepUpAct) => Promise<void>
/** A password as typed. The rules for a new one are identity's, with sentences of their own. */
export const Password = v.pipe(v.string(), v.minLength(1), v.maxLength(1024))
/** Stands for a file or folder that the person chose in a dialog of the main process. */
export const FileToken = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))
export const Page = { offset: Count, limit: v.pipe(Count, v.maxValue(1000)) }
/**
 * Texts under names from outside, such as a file's columns. Every own name counts, `__proto__` and
 * `constructor` too, which v.record leaves out; readers have to ask for own names only.
 */
export const NamedTexts = v.custom<Readonly<Record<string, string>>>(
  (input) =>
    input !== null &&
    typeof input === 'object' &&
    Object.getPrototypeOf(input) === Object.prototype &&
    Object.values(input).every((value) => typeof value === 'string'),
)
export const Nothing = v.strictObject({})

type AnySchema = v.GenericSchema<unknown, unknown>

type Access = 'anyone' | 'member' | readonly Role[]

/**
 * One way for the renderer to ask the core for something.
 * access: 'anyone' needs no session; 'member' any session; else one of the roles.
 * problems: the families of codes its answer may carry, besides 'ipc'.
 */
export interface Channel<
  I extends AnySchema = AnySchema,
  O extends AnySchema = AnySchema,
  A extends Access = Access,
> {
  readonly input: I
  readonly output: O
  readonly access: A
  readonly problems: readonly ProblemFamily[]
}

export type Channels = Readonly<Record<string, Channel>>

/** `access` stays exactly what was written: the type of the caller follows from it. */
export function channel<I extends AnySchema, O extends AnySchema, const A extends Access>(
  spec: Channel<I, O, A>,
): Channel<I, O, A> {
  return spec
}

export type Input<C extends Channel> = v.InferOutput<C['input']>
/** What the caller passes: before defaults and trimming. */
export type RawInput<C extends Channel> = v.InferInput<C['input']>
export type Output<C extends Channel> = v.InferOutput<C['output']>

/** What crosses from the core to whoever asked. Never an exception, never a stack. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }

/** Who asks, as the session knows them. */
export interface Caller {
  readonly member: string
  readonly roles: readonly Role[]
}

/**
 * The core's side of a part of the contract: one function per channel, total by type. Only where
 * anyone may ask may there be no caller.
 */
export type Handlers<C extends Channels> = {
  readonly [K in keyof C]: (
    input: Input<C[K]>,
    caller: C[K]['access'] extends 'anyone' ? Caller | null : Caller,
  ) => Promise<Output<C[K]>> | Output<C[K]>
}
