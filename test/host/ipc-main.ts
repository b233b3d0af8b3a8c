import { EventEmitter } from 'node:events'
import type { Members } from './strict.ts'

type Handler = (event: Electron.IpcMainInvokeEvent, ...args: never[]) => unknown

class HostIpcMain extends EventEmitter implements Members<Electron.IpcMain> {
  readonly handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel)
  }
}

export const ipcMain = new HostIpcMain()
