import { ipcMain } from './ipc-main.ts'
import { clone } from './strict.ts'
import type { HostWebContents } from './web-contents.ts'
import { createCodec } from './world/codec.ts'

export const codec = createCodec()

type FromPage =
  | { readonly t: 'invoke'; readonly id: number; readonly channel: string; readonly a: string }
  | { readonly t: 'send'; readonly channel: string; readonly a: string }
  | { readonly t: 'preload-error'; readonly message: string }

/** What the preload script of a window sent through the binding. */
export async function receiveFromPage(contents: HostWebContents, text: string): Promise<void> {
  const call = JSON.parse(text) as FromPage
  const event = { sender: contents, senderFrame: contents.mainFrame, frameId: 1, processId: 1 }
  switch (call.t) {
    case 'preload-error':
      console.error('test host: the preload script failed:', call.message)
      contents.emit('preload-error', {}, '', new Error(call.message))
      return
    case 'send':
      ipcMain.emit(call.channel, event, ...(codec.decode(call.a) as unknown[]))
      return
    case 'invoke': {
      const { id, channel } = call
      contents.deliver({ t: 'reply', id, ...(await invoke(event, channel, call.a)) })
      return
    }
  }
}

async function invoke(event: object, channel: string, args: string): Promise<object> {
  const handler = ipcMain.handlers.get(channel) as
    | ((event: object, ...args: unknown[]) => unknown)
    | undefined
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return { v: codec.encode(clone(await handler(event, ...(codec.decode(args) as unknown[])))) }
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    return { t: 'failure', m: String(error) }
  }
}
