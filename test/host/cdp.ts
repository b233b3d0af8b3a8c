import { EventEmitter } from 'node:events'
import type { CDPSession } from '@playwright/test'

/** One attached target, or the browser itself. Typed by Playwright's protocol description. */
export interface Channel {
  readonly send: CDPSession['send']
  readonly on: CDPSession['on']
}

interface Pending {
  readonly method: string
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

interface Frame {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

/** The Chrome DevTools Protocol over one WebSocket, with flat sessions. */
export class Cdp {
  closed = false
  readonly browser: Channel
  readonly #socket: WebSocket
  readonly #pending = new Map<number, Pending>()
  readonly #sessions = new Map<string, EventEmitter>()
  readonly #closeListeners: (() => void)[] = []
  #lastId = 0

  static async connect(url: string): Promise<Cdp> {
    const socket = new WebSocket(url)
    await new Promise<void>((resolve, reject) => {
      socket.onopen = () => resolve()
      socket.onerror = () => reject(new Error('test host: cannot connect to Chromium'))
    })
    return new Cdp(socket)
  }

  constructor(socket: WebSocket) {
    this.#socket = socket
    this.browser = this.session('')
    socket.onmessage = (event) => this.#receive(JSON.parse(String(event.data)))
    socket.onclose = () => this.#close()
  }

  session(sessionId: string): Channel {
    const emitter = this.#emitterOf(sessionId)
    const send = (method: string, params: object = {}) => this.#send(method, params, sessionId)
    return {
      send: send as CDPSession['send'],
      on: emitter.on.bind(emitter) as unknown as CDPSession['on'],
    }
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener)
  }

  #emitterOf(sessionId: string): EventEmitter {
    const known = this.#sessions.get(sessionId)
    if (known !== undefined) return known
    const made = new EventEmitter()
    this.#sessions.set(sessionId, made)
    return made
  }

  #send(method: string, params: object, sessionId: string): Promise<unknown> {
    if (this.closed) return Promise.reject(new Error(`${method}: connection closed`))
    const id = ++this.#lastId
    const target = sessionId === '' ? {} : { sessionId }
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { method, resolve, reject })
      this.#socket.send(JSON.stringify({ id, method, params, ...target }))
    })
  }

  #receive(frame: Frame): void {
    if (frame.id === undefined) {
      if (frame.method !== undefined)
        this.#emitterOf(frame.sessionId ?? '').emit(frame.method, frame.params)
      return
    }
    const pending = this.#pending.get(frame.id)
    this.#pending.delete(frame.id)
    if (frame.error === undefined) pending?.resolve(frame.result)
    else pending?.reject(new Error(`${pending.method}: ${frame.error.message}`))
  }

  #close(): void {
    this.closed = true
    for (const { method, reject } of this.#pending.values())
      reject(new Error(`${method}: connection closed`))
    this.#pending.clear()
    for (const listener of this.#closeListeners) listener()
  }
}

const goneTexts =
  /closed|Session with given id|No target|InterceptionId|not found|detached|Not attached/i

/** For calls whose target may be going away: a closing window answers nothing, and need not. */
export function ignoreGone(error: unknown): void {
  if (error instanceof Error && goneTexts.test(error.message)) return
  throw error
}
