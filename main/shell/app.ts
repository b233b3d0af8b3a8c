import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, protocol } from 'electron'
import type { Core, CreateCore } from '../core.ts'
import { createAppHandler, readRendererFiles } from './app-protocol.ts'
import { lockWhenAway } from './auto-lock.ts'
import { dataFolderOf } from './data-folder.ts'
import { bindCalls, pushEvents } from './ipc-binding.ts'
import { offerContextMenu, setMenu } from './menu.ts'
import { lockNavigation } from './navigation-lock.ts'
import { lockSession } from './permission-lock.ts'
import { createPorts } from './ports.ts'
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
  void app.whenReady().then(() => open(parts, dataFolder))
}

async function open({ createCore, out }: AppParts, dataFolder: string): Promise<void> {
  const ports = createPorts(dataFolder, new URL('./engine-process.js', out))
  const core = createCore(ports)
  let { language } = ports
  app.on('web-contents-created', (_event, contents) => {
    lockNavigation(contents)
    offerContextMenu(contents, () => language)
  })
  const session = windowSession()
  lockSession(session)
  const files = await readRendererFiles(new URL('./renderer-files.json', out))
  session.protocol.handle('app', createAppHandler(files, new URL('../renderer/', out)))
  session.protocol.handle('preview', createPreviewHandler(core.previewDocument))
  bindCalls(core, ports.log)
  pushEvents(core)
  lockWhenAway(core)
  setMenu(language)
  core.subscribe((name, payload) => {
    if (name !== 'app.changed') return
    const { preferences } = payload
    nativeTheme.themeSource = preferences.theme
    if (preferences.language !== language) setMenu(preferences.language)
    language = preferences.language
  })
  closeBeforeQuit(core)
  openWindow({ preload: new URL('../preload/bridge.cjs', out), dataFolder })
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
