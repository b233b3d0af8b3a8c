import * as v from 'valibot'
import { Count } from '../../preload/contract/channel.ts'
import { DeliveryCounts, ReleasePhase } from '../../preload/contract/releases.ts'
import {
  type Problem,
  type ProblemCode,
  ProblemError,
  problemParams,
} from '../../preload/problem.ts'
import type { ApprovalMaterial, ReleaseParts, ReleaseSecrets } from '../approval/approval.ts'
import type { StsStanding } from '../deliverability/deliverability.ts'
import type { LateSuppression } from './late-suppression.ts'
import type { DirectPlace } from './mx/direct-place.ts'
import { dialogueLinesMax } from './smtp/dialogue.ts'

/**
 * What the core and the engine's process say to each other: structured clones of these values. The
 * core hands over bytes; the engine verifies them by itself.
 */
export type ToEngine =
  | {
      readonly type: 'start'
      readonly material: ApprovalMaterial
      /** Its rows follow piece by piece, in answer to `need-rows`. */
      readonly content: ReleaseParts
      readonly secrets: ReleaseSecrets
      readonly log: { readonly file: string; readonly key: Uint8Array }
      readonly runKey: Uint8Array
      /** 32 bytes, for jitter. */
      readonly seed: Uint8Array
      /** Where there is no relay: how receivers' mail hosts are found from here. */
      readonly direct: DirectPlace | null
    }
  | { readonly type: 'rows'; readonly piece: number; readonly bytes: Uint8Array }
  /** Everything that bears on the request as of now, in answer to `need-records`. */
  | {
      readonly type: 'records'
      readonly batch: number
      readonly material: ApprovalMaterial
      /** Who was suppressed since the rows were frozen. */
      readonly suppressed: readonly LateSuppression[]
    }
  /** Nothing may be sent for now; the engine asks again after a while. */
  | { readonly type: 'hold'; readonly batch: number; readonly problem: Problem }
  /** Nothing may be sent any more. */
  | { readonly type: 'refuse'; readonly batch: number; readonly problem: Problem }
  /** What a domain's policy of MTA-STS is, in answer to `need-sts`. */
  | { readonly type: 'sts'; readonly domain: string; readonly standing: StsStanding }
  | { readonly type: 'stop' }
  /** What was approved is approved no longer. */
  | { readonly type: 'halt'; readonly problem: Problem }
  | { readonly type: 'resume' }
  /** The PC has slept, or its clock has jumped: what the time is now. */
  | { readonly type: 'woke'; readonly now: number }

const ProblemValue = v.strictObject({
  code: v.pipe(
    v.string(),
    v.check((code) => code in problemParams),
  ),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
})

const FromEngineSchema = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  /** The last session with this relay that failed, redacted. */
  v.strictObject({
    type: v.literal('trouble'),
    host: v.string(),
    port: Count,
    lines: v.pipe(v.array(v.string()), v.maxLength(dialogueLinesMax + 1)),
  }),
  v.strictObject({
    type: v.literal('need-rows'),
    piece: Count,
    /** Of the recipients' own files a piece comes as it lies in the store. */
    of: v.picklist(['rows', 'files']),
  }),
  v.strictObject({ type: v.literal('need-sts'), domain: v.string() }),
  v.strictObject({
    type: v.literal('need-records'),
    batch: Count,
    firstIndex: Count,
    count: Count,
    counts: DeliveryCounts,
  }),
  v.strictObject({
    type: v.literal('progress'),
    phase: ReleasePhase,
    problem: v.nullable(ProblemValue),
    counts: DeliveryCounts,
    connections: Count,
  }),
  /** No dot leaves any more; what left before still waits for its answer. */
  v.strictObject({ type: v.literal('stopping'), counts: DeliveryCounts }),
  v.strictObject({
    type: v.literal('done'),
    phase: v.picklist(['finished', 'stopped', 'halted']),
    problem: v.nullable(ProblemValue),
    counts: DeliveryCounts,
  }),
])
export type FromEngine = v.InferOutput<typeof FromEngineSchema>

export function parseFromEngine(message: unknown): FromEngine {
  return v.parse(FromEngineSchema, message)
}

/** A problem that has crossed a process as a plain value. */
export function toProblemValue(value: v.InferOutput<typeof ProblemValue>): Problem {
  return { code: value.code as ProblemCode, params: value.params }
}

export function problemOf(error: unknown): Problem | null {
  return error instanceof ProblemError ? error.problem : null
}
