import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Answer } from '../../preload/contract/channel.ts'
import { channelNames } from '../../preload/contract.ts'
import { toProblem } from '../../preload/problem.ts'
import type { Core } from '../core.ts'
import type { Log } from '../ports.ts'
import { isTrustedSender, type Sender } from './sender-check.ts'

/**
 * The only user of ipcMain (FAULTS E08): every channel of the contract and no other, from our own
 * page only. Answers are values; the core has parsed, checked and translated everything.
 */
export function bindCalls(core: Core, log: Log): void {
  for (const name of channelNames) {
    ipcMain.handle(name, async (event, input: unknown): Promise<Answer<unknown>> => {
      if (!isTrustedSender(senderOf(event))) {
        log.write('warning', 'ipc.untrusted-sender', { channel: name })
        return { ok: false, problem: toProblem('ipc.untrusted-sender', {}) }
      }
      return core.call(name, input)
    })
  }
}

/** What the core tells reaches every window. */
export function pushEvents(core: Core): void {
  core.subscribe((name, payload) => {
    for (const window of BrowserWindow.getAllWindows())
      if (!window.isDestroyed()) window.webContents.send(name, payload)
  })
}

function senderOf({ sender, senderFrame }: IpcMainInvokeEvent): Sender {
  return {
    url: senderFrame?.url ?? '',
    isMainFrame: senderFrame !== null && senderFrame.parent === null,
    isOurWindow: BrowserWindow.fromWebContents(sender) !== null,
  }
}
