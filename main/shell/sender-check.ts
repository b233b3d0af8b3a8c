import { appOrigin } from './origin.ts'

/** What is known about who calls, without Electron's types. */
export interface Sender {
  readonly url: string
  readonly isMainFrame: boolean
  /** The webContents belongs to a window that the shell opened. */
  readonly isOurWindow: boolean
}

/** FAULTS E08: only the main frame of one of our windows, showing our own page. */
export function isTrustedSender({ url, isMainFrame, isOurWindow }: Sender): boolean {
  return isOurWindow && isMainFrame && url.startsWith(`${appOrigin}/`)
}
