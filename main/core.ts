import type { Answer } from '../preload/contract/channel.ts'
import type { ChannelName, EventName, EventPayload } from '../preload/contract.ts'
import { toProblem } from '../preload/problem.ts'
import type { Ports } from './ports.ts'

/** The whole application without Electron. */
export interface Core {
  readonly call: (name: ChannelName, input: unknown) => Promise<Answer<unknown>>
  readonly subscribe: (listener: CoreListener) => () => void
  /** The HTML of a preview, by the token that the core gave to whoever asked for it. */
  readonly previewDocument: (token: string) => string | null
  readonly close: () => Promise<void>
}

/** Distributes over the names, so that testing the name narrows the payload. */
export type CoreListener = (
  ...event: { [N in EventName]: [name: N, payload: EventPayload<N>] }[EventName]
) => void

export type CreateCore = (ports: Ports) => Core

/** Stands in until the capabilities are wired: a workstation that has just been installed. */
export function createCore({ language, version }: Ports): Core {
  const state = {
    phase: 'first-run',
    organization: null,
    workstation: null,
    members: [],
    session: null,
    enrolmentWords: null,
    store: null,
    preferences: { language, theme: 'system' },
    version,
  }
  return {
    call: async (name) =>
      name === 'app.state'
        ? { ok: true, value: state }
        : { ok: false, problem: toProblem('ipc.locked', {}) },
    subscribe: () => () => {},
    previewDocument: () => null,
    close: async () => {},
  }
}
