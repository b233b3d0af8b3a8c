import { browser } from './browser.ts'
import type { HostSession } from './session.ts'
import type { HostWebContents } from './web-contents.ts'

/** Chromium's permission, and the name under which Electron asks about it. */
const permissions = [
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['camera', 'media'],
  ['microphone', 'media'],
  ['clipboard-read', 'clipboard-read'],
  ['midi', 'midi'],
  ['storage-access', 'storage-access'],
  ['idle-detection', 'idle-detection'],
] as const

/**
 * Electron asks the handler whenever a page wants something. Here it is asked once per window and
 * its answer is pinned in Chromium.
 */
export async function pinPermissions(
  contents: HostWebContents,
  session: HostSession,
): Promise<void> {
  for (const [name, electronName] of permissions) {
    const granted = await ask(contents, session, electronName)
    await browser().cdp.browser.send('Browser.setPermission', {
      permission: { name },
      setting: granted ? 'granted' : 'denied',
    })
  }
}

function ask(
  contents: HostWebContents,
  session: HostSession,
  permission: string,
): Promise<boolean> {
  const handler = session.permissionRequest as
    | ((
        contents: unknown,
        permission: string,
        answer: (granted: boolean) => void,
        details: object,
      ) => void)
    | null
  if (handler === null) return Promise.resolve(true)
  return new Promise((resolve) =>
    handler(contents, permission, resolve, { isMainFrame: true, requestingUrl: '' }),
  )
}
