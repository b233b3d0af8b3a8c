import type { WorldBridge } from './bridge.ts'
import type { Codec } from './codec.ts'

interface PreloadParts {
  readonly codec: Codec
  readonly bridge: WorldBridge
  /** Hands one line of text to the host. */
  readonly send: (text: string) => void
}

type Listener = (event: object, ...args: unknown[]) => void

/**
 * What a sandboxed preload script can require: `electron` with contextBridge and ipcRenderer.
 * Self-contained: its source text is evaluated in the page's isolated world.
 */
export function createPreloadModules({ codec, bridge, send }: PreloadParts) {
  type FromHost =
    | { t: 'reply'; id: number; v: string }
    | { t: 'failure'; id: number; m: string }
    | { t: 'event'; channel: string; a: string }
  type Pending = [(v: unknown) => void, (e: unknown) => void, string]

  const listeners = new Map<string, Listener[]>()
  const pending = new Map<number, Pending>()
  const exposed = new Set<string>()
  let lastId = 0

  const encode = (value: unknown): string => {
    try {
      return codec.encode(structuredClone(value))
    } catch (error) {
      throw new Error('An object could not be cloned.', { cause: error })
    }
  }
  const missing = (name: string) => () => {
    throw new Error(`test host: ${name} is not implemented`)
  }
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const a = encode(args)
        pending.set(++lastId, [resolve, reject, channel])
        send(JSON.stringify({ t: 'invoke', id: lastId, channel, a }))
      }),
    send: (channel: string, ...args: unknown[]) =>
      send(JSON.stringify({ t: 'send', channel, a: encode(args) })),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    removeListener: (channel: string, listener: Listener) => {
      const rest = (listeners.get(channel) ?? []).filter((known) => known !== listener)
      listeners.set(channel, rest)
      return ipcRenderer
    },
    off: (channel: string, listener: Listener) => ipcRenderer.removeListener(channel, listener),
    sendSync: missing('ipcRenderer.sendSync'),
    postMessage: missing('ipcRenderer.postMessage'),
  }
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (exposed.has(key))
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      exposed.add(key)
      bridge.expose(key, api)
    },
  }
  const deliver = (text: string): void => {
    const m = JSON.parse(text) as FromHost
    if (m.t === 'event') {
      for (const listener of listeners.get(m.channel) ?? [])
        listener({ sender: ipcRenderer, ports: [] }, ...(codec.decode(m.a) as unknown[]))
      return
    }
    const [resolve, reject, channel] = pending.get(m.id) ?? []
    pending.delete(m.id)
    if (m.t === 'reply') resolve?.(codec.decode(m.v))
    else reject?.(new Error(`Error invoking remote method '${channel}': ${m.m}`))
  }
  const require = (id: string): object => {
    if (id === 'electron' || id === 'electron/renderer') return { contextBridge, ipcRenderer }
    throw new Error(`module not found: ${id}`)
  }
  return { require, deliver }
}
