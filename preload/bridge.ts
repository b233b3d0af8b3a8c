import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge } from './contract.ts'
import { channelNames, eventNames } from './contract.ts'
import { toProblem } from './problem.ts'

/**
 * All that a page gets of the main process: calls and events of the contract, by their names.
 * Electron freezes what it exposes; inputs are checked where they arrive, not here.
 */
const calls: ReadonlySet<string> = new Set(channelNames)
const pushed: ReadonlySet<string> = new Set(eventNames)

const bridge: Bridge = {
  call: (name, input) =>
    calls.has(name)
      ? ipcRenderer.invoke(name, input)
      : Promise.resolve({
          ok: false,
          problem: toProblem('ipc.unknown-channel', { channel: String(name) }),
        }),
  subscribe(name, listener) {
    if (!pushed.has(name)) return () => {}
    const forward = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload)
    ipcRenderer.on(name, forward)
    return () => {
      ipcRenderer.removeListener(name, forward)
    }
  },
}

contextBridge.exposeInMainWorld('sekisho', bridge)
