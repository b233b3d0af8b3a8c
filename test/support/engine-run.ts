import { join } from 'node:path'
import {
  type FromEngine,
  parseFromEngine,
  type ToEngine,
} from '../../main/sending/engine-channel.ts'
import type { DirectPlace } from '../../main/sending/mx/direct-place.ts'
import type { Problem } from '../../preload/problem.ts'
import type { ApprovedRelease } from './approved-release.ts'
import { createForkEngineHost } from './engine-host.ts'
import { systemRandom } from './random.ts'

export type Done = Extract<FromEngine, { type: 'done' }>
type Need = Extract<FromEngine, { type: 'need-records' }>
type Answer = Extract<ToEngine, { type: 'records' | 'hold' | 'refuse' }>

export interface EngineRun {
  readonly messages: readonly FromEngine[]
  /** Null: the process ended without a word. */
  readonly done: Promise<Done | null>
  readonly stop: () => void
  readonly halt: (problem: Problem) => void
  readonly resume: () => void
  /** SIGKILL: nothing in it gets another instruction. */
  readonly kill: () => void
  readonly processIds: readonly number[]
}

export interface EngineRunOptions {
  readonly release: Pick<ApprovedRelease, 'material' | 'content' | 'secrets'> &
    Partial<Pick<ApprovedRelease, 'filePieces'>>
  readonly folder: string
  readonly keys: { readonly log: Uint8Array; readonly run: Uint8Array }
  readonly answer?: (need: Need) => Answer
  readonly content?: ApprovedRelease['content']
  readonly onMessage?: (message: FromEngine) => void
  /** For a route without a relay. */
  readonly direct?: DirectPlace
  /** A command that runs the engine's process, such as a tracer. */
  readonly through?: readonly string[]
}

export const makeKeys = () => ({ log: systemRandom.bytes(32), run: systemRandom.bytes(32) })

/** The core's end of an engine process, with the test in the core's place. */
export function runEngine(options: EngineRunOptions): EngineRun {
  const { release, folder, keys } = options
  const host = createForkEngineHost(options.through)
  const engine = host.start()
  const messages: FromEngine[] = []
  const post = (message: ToEngine) => engine.post(message)
  const done = new Promise<Done | null>((resolve) => {
    engine.onExit(() => resolve(null))
    engine.onMessage((raw) => {
      const message = parseFromEngine(raw)
      messages.push(message)
      options.onMessage?.(message)
      if (message.type === 'done') resolve(message)
      if (message.type === 'ready')
        post({
          type: 'start',
          material: release.material(),
          content: options.content ?? release.content,
          secrets: release.secrets,
          log: { file: join(folder, 'flight.db'), key: keys.log },
          runKey: keys.run,
          seed: systemRandom.bytes(32),
          direct: options.direct ?? null,
        })
      if (message.type === 'need-sts')
        post({ type: 'sts', domain: message.domain, standing: { kind: 'absent' } })
      if (message.type === 'need-rows') {
        const { rows } = options.content ?? release.content
        const pieces = message.of === 'rows' ? rows : (release.filePieces ?? [])
        const bytes = pieces[message.piece] ?? new Uint8Array()
        post({ type: 'rows', piece: message.piece, bytes })
      }
      if (message.type === 'need-records')
        post(
          options.answer?.(message) ?? {
            type: 'records',
            batch: message.batch,
            suppressed: [],
            material: release.material(),
          },
        )
    })
  })
  return {
    messages,
    done,
    stop: () => post({ type: 'stop' }),
    halt: (problem) => post({ type: 'halt', problem }),
    resume: () => post({ type: 'resume' }),
    processIds: host.processIds,
    kill: () => {
      const [processId] = host.processIds
      if (processId) process.kill(processId, 'SIGKILL')
    },
  }
}
