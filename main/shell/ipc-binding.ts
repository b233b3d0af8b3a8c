import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { channelNames } from '../../preload/contract.ts'
import type { Core } from '../core.ts'
import type { CallGate } from './call-gate.ts'
import type { Sender } from './sender-check.ts'

/** The only user of ipcMain (FAULTS E08): every channel of the contract and no other, through one gate. */
export function bindCalls(gate: CallGate): void {
  for (const name of channelNames)
    ipcMain.handle(name, (event, input: unknown) => gate(senderOf(event), name, input))
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
