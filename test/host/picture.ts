import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { BrowserWindow } from './browser-window.ts'
import { ignoreGone } from './cdp.ts'

const everyMs = 2000

/** Keeps a picture of the window in a file, for a machine without a display. */
export function keepPicture(file: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const take = async (): Promise<void> => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined || window.webContents.getURL() === '') return
    const { channel } = await window.webContents.made
    const { data } = await channel.send('Page.captureScreenshot', { format: 'png' })
    writeFileSync(`${file}.new`, Buffer.from(data, 'base64'))
    renameSync(`${file}.new`, file)
  }
  setInterval(() => void take().catch(ignoreGone), everyMs).unref()
}
