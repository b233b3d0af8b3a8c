import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Answer } from '../../preload/contract/channel.ts'
import type {
  ChannelName,
  ChannelOutput,
  ChannelRawInput,
  EventName,
  EventPayload,
} from '../../preload/contract.ts'
import { ProblemError } from '../../preload/problem.ts'
import type { Tampering } from './tampering-host.ts'
import type { FromWorkstation, LoopDelay, ToWorkstation } from './workstation-process.ts'

export interface WorkstationOptions {
  readonly dataFolder: string
  readonly name: string
  readonly language: 'ja' | 'en'
  readonly version: string
}

/** A workstation in a process of its own, driven through the same contract as the window. */
export class Workstation {
  readonly name: string
  readonly logLines: string[] = []
  readonly #child: ChildProcess
  readonly #answers = new Map<number, (answer: Answer<unknown>) => void>()
  readonly #listeners = new Map<string, Set<(payload: never) => void>>()
  #delayed: (delay: LoopDelay) => void = () => {}
  #calls = 0

  private constructor(child: ChildProcess, name: string) {
    this.#child = child
    this.name = name
  }

  static async start(options: WorkstationOptions): Promise<Workstation> {
    const entry = fileURLToPath(new URL('./workstation-process.ts', import.meta.url))
    const child = fork(entry, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const workstation = new Workstation(child, options.name)
    const ready = new Promise<void>((resolve, reject) => {
      child.on('message', (message: FromWorkstation) => workstation.#receive(message, resolve))
      child.on('exit', (exitCode) =>
        reject(new Error(`workstation ${options.name} ended with ${exitCode}`)),
      )
    })
    workstation.#send({ type: 'start', ...options })
    await ready
    return workstation
  }

  /** Calls a channel; a problem in the answer is thrown as ProblemError. */
  async call<N extends ChannelName>(name: N, input: ChannelRawInput<N>): Promise<ChannelOutput<N>> {
    const answer = await this.ask(name, input)
    if (answer.ok) return answer.value
    throw new ProblemError(answer.problem)
  }

  async ask<N extends ChannelName>(
    name: N,
    input: ChannelRawInput<N>,
  ): Promise<Answer<ChannelOutput<N>>> {
    const id = ++this.#calls
    const answer = await new Promise<Answer<unknown>>((resolve) => {
      this.#answers.set(id, resolve)
      this.#send({ type: 'call', id, name, input })
    })
    // The router has parsed the output against this channel's schema.
    return answer as Answer<ChannelOutput<N>>
  }

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  /** What the person will choose in the next file dialogs. */
  choose(path: string): void {
    this.#send({ type: 'choose', path })
  }

  moveClock(aheadMs: number): void {
    this.#send({ type: 'clock', aheadMs })
  }

  tamper(tampering: Tampering | null): void {
    this.#send({ type: 'tamper', tampering })
  }

  /** Of the core's main loop since the last question; the first one begins to measure. */
  loopDelay(): Promise<LoopDelay> {
    return new Promise((resolve) => {
      this.#delayed = resolve
      this.#send({ type: 'loop-delay' })
    })
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()))
    this.#send({ type: 'close' })
    await ended
  }

  #send(message: ToWorkstation): void {
    // To a workstation that has just ended: its exit says so.
    this.#child.send(message, () => undefined)
  }

  #receive(message: FromWorkstation, ready: () => void): void {
    switch (message.type) {
      case 'ready':
        ready()
        return
      case 'answer':
        this.#answers.get(message.id)?.(message.answer as Answer<unknown>)
        this.#answers.delete(message.id)
        return
      case 'event':
        for (const listener of this.#listeners.get(message.name) ?? [])
          listener(message.payload as never)
        return
      case 'log':
        this.logLines.push(message.line)
        return
      case 'loop-delay':
        this.#delayed(message.delay)
    }
  }
}
