import type { Session } from 'electron'
import { mayLoad } from './navigation-lock.ts'

/** Writing text that the person selected to the clipboard; everything else is refused. */
export function isPermitted(permission: string): boolean {
  return permission === 'clipboard-sanitized-write'
}

/** FAULTS E05 and E13: no permissions, no devices, no downloads, no network, no dictionaries. */
export async function lockSession(session: Session, mayCopy: boolean): Promise<void> {
  const isGiven = (permission: string) => mayCopy && isPermitted(permission)
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(isGiven(permission)),
  )
  session.setPermissionCheckHandler((_contents, permission) => isGiven(permission))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_source, answer) => answer({}))
  session.on('will-download', (event) => event.preventDefault())
  session.on('file-system-access-restricted', (_event, _details, answer) => answer('deny'))
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerDictionaryDownloadURL('app://sekisho/no-dictionaries/')
  session.webRequest.onBeforeRequest(({ url, resourceType }, answer) =>
    answer({ cancel: !mayLoad(url, resourceType) }),
  )
  await session.setProxy({ mode: 'direct' })
}
