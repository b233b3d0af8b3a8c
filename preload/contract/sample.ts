import * as v from 'valibot'
import { Code, Count, channel, Nothing } from './channel.ts'

/** The four desks of the sample organization: one person each, with the roles of that desk. */
export const sampleDesks = ['staff', 'supervisor', 'auditor', 'it'] as const
export const SampleDesk = v.picklist(sampleDesks)
export type SampleDesk = v.InferOutput<typeof SampleDesk>

/** What each desk's guide asks for, in its order; a step ticks itself when its call has succeeded. */
export const sampleSteps = {
  staff: ['look-at-contacts', 'check', 'file', 'release', 'results'],
  supervisor: ['review', 'recipients', 'decide', 'watch'],
  auditor: ['entries', 'verify', 'evidence'],
  it: ['members', 'routes', 'rules', 'diagnostics'],
} as const satisfies Record<SampleDesk, readonly string[]>
export const sampleStepNames = [
  ...sampleSteps.staff,
  ...sampleSteps.supervisor,
  ...sampleSteps.auditor,
  ...sampleSteps.it,
] as const
export const SampleStep = v.picklist(sampleStepNames)
export type SampleStep = v.InferOutput<typeof SampleStep>

/** Where the window is while it shows the sample organization. */
export const SampleState = v.strictObject({
  desk: SampleDesk,
  desks: v.array(v.strictObject({ desk: SampleDesk, name: v.string() })),
  done: v.array(SampleStep),
  /** Messages that its relay has taken and thrown away. */
  discarded: Count,
})
export type SampleState = v.InferOutput<typeof SampleState>

/** How far the making of a sample is. */
export const SampleProgress = v.strictObject({ done: Count, total: Count })
export type SampleProgress = v.InferOutput<typeof SampleProgress>

const problems = ['sample', 'identity', 'journal', 'lists', 'message', 'sending', 'vault'] as const

export const sampleChannels = {
  /** Makes the sample in a data folder of its own and puts it in the window, staff first. */
  'sample.open': channel({ input: Nothing, output: Nothing, access: 'anyone', problems }),
  /** Somebody else sits down: the session ends, and theirs begins. Only in the sample. */
  'sample.switch': channel({
    input: v.strictObject({ desk: SampleDesk }),
    output: Nothing,
    access: 'anyone',
    problems,
  }),
  /** What the telephone of whoever is at this desk shows now; each is good once. Only in the sample. */
  'sample.code': channel({
    input: Nothing,
    output: v.strictObject({ code: Code }),
    access: 'anyone',
    problems,
  }),
  /** Deletes the sample, all of it, and shows this PC as it was before. */
  'sample.leave': channel({ input: Nothing, output: Nothing, access: 'anyone', problems }),
}
