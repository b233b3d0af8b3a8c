import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createCore } from '../../main/core.ts'
import { createNodePorts } from '../../main/node-ports.ts'
import type { Ports } from '../../main/ports.ts'
import { createTamperingHost, type Tampering } from './tampering-host.ts'

/**
 * One workstation of the demo: a whole core in a process of its own. Its parent plays the person
 * in front of it: calls channels of the contract, answers the file dialogs, and moves the clock.
 */
export type ToWorkstation =
  | {
      readonly type: 'start'
      readonly dataFolder: string
      readonly name: string
      readonly language: 'ja' | 'en'
      readonly version: string
    }
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'choose'; readonly path: string }
  | { readonly type: 'clock'; readonly aheadMs: number }
  | { readonly type: 'tamper'; readonly tampering: Tampering | null }
  | { readonly type: 'loop-delay' }
  | { readonly type: 'close' }

export type FromWorkstation =
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'event'; readonly name: string; readonly payload: unknown }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'loop-delay'; readonly delay: LoopDelay }

/** How long the core's main loop kept others waiting, in ms. */
export interface LoopDelay {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

let chosen: string | null = null
let aheadMs = 0
let tampering: Tampering | null = null
let core: ReturnType<typeof createCore> | null = null
const loopDelay = monitorEventLoopDelay({ resolution: 1 })

const tell = (message: FromWorkstation): void => void process.send?.(message)
const choose = async (): Promise<string | null> => chosen

process.on('message', (message: ToWorkstation) => void receive(message))
process.on('disconnect', () => process.exit(0))

async function receive(message: ToWorkstation): Promise<void> {
  switch (message.type) {
    case 'start':
      core = createCore(portsOf(message))
      core.subscribe((name, payload) => tell({ type: 'event', name, payload }))
      return tell({ type: 'ready' })
    case 'call': {
      const answer = await core?.call(message.name, message.input)
      return tell({ type: 'answer', id: message.id, answer })
    }
    case 'choose':
      chosen = message.path
      return
    case 'clock':
      aheadMs = message.aheadMs
      return
    case 'tamper':
      tampering = message.tampering
      return
    case 'loop-delay':
      return tell({ type: 'loop-delay', delay: takeLoopDelay() })
    case 'close':
      await core?.close()
      process.exit(0)
  }
}

/** Since the last time; measuring begins with the first. */
function takeLoopDelay(): LoopDelay {
  const [p50 = 0, p99 = 0] = [50, 99].map((each) => loopDelay.percentile(each) / 1e6)
  const delay = { p50, p99, max: loopDelay.max / 1e6 }
  loopDelay.enable()
  loopDelay.reset()
  return delay
}

function portsOf(start: Extract<ToWorkstation, { type: 'start' }>): Ports {
  const ports = createNodePorts({
    dataFolder: start.dataFolder,
    workstationName: start.name,
    language: start.language,
    version: start.version,
    fileDialog: { chooseFile: choose, chooseFolder: choose, chooseSaveTarget: choose },
    log: {
      write: (level, event, facts) =>
        tell({ type: 'log', line: `${level} ${event} ${JSON.stringify(facts ?? {})}` }),
    },
  })
  return {
    ...ports,
    clock: { now: () => ports.clock.now() + aheadMs },
    engineHost: createTamperingHost(ports.engineHost, () => tampering),
  }
}
