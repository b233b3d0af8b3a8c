import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, powerMonitor, protocol } from 'electron'
import type { Core, CreateCore } from '../core.ts'
import { createAppHandler, readRendererFiles } from './app-protocol.ts'
import { lockWhenAway } from './auto-lock.ts'
import { endOnBug } from './crash-log.ts'
import { dataFolderOf } from './data-folder.ts'
import { bindCalls, pushEvents } from './ipc-binding.ts'
import { offerContextMenu } from './menu.ts'
import { lockNavigation } from './navigation-lock.ts'
import { lockSession } from './permission-lock.ts'
import { createPorts } from './ports.ts'
import { followPreferences } from './preferences.ts'
import { createPreviewHandler } from './preview-protocol.ts'
import { refusedStart } from './start-lock.ts'
import { openWindow, windowSession } from './window.ts'

interface AppParts {
  readonly createCore: CreateCore
  /** The folder of the built main module; preload/ and renderer/ are its neighbours. */
  readonly out: URL
}

/** The life of the program: refuse, lock, build, show, end. */
export function runApp(parts: AppParts): void {
  const refused = refusedStart({
    argv: process.argv.slice(1),
    env: process.env,
    isPackaged: app.isPackaged,
  })
  if (refused.length > 0) {
    process.stderr.write(`Sekisho does not start with ${refused.join(', ')}.\n`)
    app.exit(1)
    return
  }
  const dataFolder = dataFolderOf({
    argv: process.argv,
    platform: process.platform,
    env: process.env,
    appData: app.getPath('appData'),
  })
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  app.setPath('userData', join(dataFolder, 'shell'))
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    { scheme: 'preview', privileges: { standard: true, secure: true } },
  ])
  // FAULTS E21: one process per data folder; a second start only brings the first to the front.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0)
    return
  }
  app.on('second-instance', focusWindow)
  app.on('window-all-closed', () => app.quit())
  app
    .whenReady()
    .then(() => open(parts, dataFolder))
    .catch(endUnopened)
}

async function open({ createCore, out }: AppParts, dataFolder: string): Promise<void> {
  const ports = createPorts(dataFolder, new URL('./engine-process.js', out))
  endOnBug(ports.log)
  const core = createCore(ports)
  const preferences = await followPreferences(core, ports.language)
  app.on('web-contents-created', (_event, contents) => {
    lockNavigation(contents)
    offerContextMenu(contents, preferences.language)
  })
  const session = windowSession()
  await lockSession(session)
  const files = await readRendererFiles(new URL('./renderer-files.json', out))
  session.protocol.handle('app', createAppHandler(files, new URL('../renderer/', out)))
  session.protocol.handle('preview', createPreviewHandler(core.previewDocument))
  bindCalls(core, ports.log)
  pushEvents(core)
  lockWhenAway(core, powerMonitor)
  closeBeforeQuit(core)
  openWindow({ preload: new URL('../preload/bridge.cjs', out), dataFolder })
}

/** Nothing could be shown: a folder that cannot be written, a damaged installation. */
function endUnopened(error: unknown): void {
  dialog.showErrorBox('Sekisho', error instanceof Error ? error.message : String(error))
  app.exit(1)
}

/** The vault is closed before the process ends. */
function closeBeforeQuit(core: Core): void {
  let isClosed = false
  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void core.close().finally(() => {
      isClosed = true
      app.quit()
    })
  })
}

function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized() === true) window.restore()
  window?.show()
  window?.focus()
}
