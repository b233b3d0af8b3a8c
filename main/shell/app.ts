import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, powerMonitor, protocol } from 'electron'
import type { CreateCore } from '../core.ts'
import type { MachinePolicy } from '../policy/policy.ts'
import { createAppHandler, readRendererFiles } from './app-protocol.ts'
import { lockWhenAway } from './auto-lock.ts'
import { createCallGate } from './call-gate.ts'
import { closeBeforeQuit } from './close-before-quit.ts'
import { askBeforeClosing } from './closing-while-sending.ts'
import { keepFromCopying } from './copy-lock.ts'
import { endOnBug } from './crash-log.ts'
import { windowPolicyFor } from './csp.ts'
import { dataFolderOf } from './data-folder.ts'
import { bindCalls, pushEvents } from './ipc-binding.ts'
import { offerContextMenu } from './menu.ts'
import { lockNavigation } from './navigation-lock.ts'
import { lockSession } from './permission-lock.ts'
import { endExplaining, policyOfMachine } from './policy-explain.ts'
import { createPorts } from './ports.ts'
import { followPreferences } from './preferences.ts'
import { createPreviewHandler } from './preview-protocol.ts'
import { showWhileSending } from './sending-tray.ts'
import { focusWindow, openWindow, windowSession } from './window.ts'

interface AppParts {
  readonly createCore: CreateCore
  /** The folder of the built main module; preload/ and renderer/ are its neighbours. */
  readonly out: URL
}

/** The life of the program, once main/index.ts lets it start: lock, build, show, end. */
export function runApp(parts: AppParts): void {
  const machinePolicy = policyOfMachine(process.argv, app.isPackaged)
  if (endExplaining(machinePolicy)) return
  const dataFolder = dataFolderOf({
    argv: process.argv,
    platform: process.platform,
    env: process.env,
    appData: app.getPath('appData'),
  })
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  app.setPath('userData', join(dataFolder, 'shell'))
  // FAULTS E14: no crash reporter is started; what a system writes by itself holds keys and goes.
  const dumps = join(dataFolder, 'shell', 'crashes')
  app.setPath('crashDumps', dumps)
  rmSync(dumps, { recursive: true, force: true })
  // As on the installed shortcut and in electron-builder.yml: Windows shows notices of no other program.
  app.setAppUserModelId('jp.sekisho.desktop')
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
    .then(() => open(parts, dataFolder, machinePolicy))
    .catch(endUnopened)
}

async function open(
  { createCore, out }: AppParts,
  dataFolder: string,
  machinePolicy: MachinePolicy,
): Promise<void> {
  const { values } = machinePolicy
  const ports = createPorts(dataFolder, new URL('./engine-process.js', out), machinePolicy)
  endOnBug(ports.log)
  const core = createCore(ports)
  const preferences = await followPreferences(core, ports.language, values.PreventCopy !== true)
  app.on('web-contents-created', (_event, contents) => {
    lockNavigation(contents)
    offerContextMenu(contents, preferences.language, values.PreventCopy !== true)
    if (values.PreventCopy === true) keepFromCopying(contents)
  })
  const session = windowSession()
  await lockSession(session, values.PreventCopy !== true)
  const files = await readRendererFiles(new URL('./renderer-files.json', out))
  session.protocol.handle(
    'app',
    createAppHandler(files, new URL('../renderer/', out), windowPolicyFor(values)),
  )
  session.protocol.handle(
    'preview',
    createPreviewHandler((token) => core.previewDocument(token)),
  )
  bindCalls(createCallGate({ core, log: ports.log, clock: ports.clock }))
  pushEvents(core)
  lockWhenAway(core, powerMonitor, values.IdleMinutesMax)
  closeBeforeQuit(core)
  const isCaptured = values.PreventScreenCapture !== true
  const window = openWindow({
    preload: new URL('../preload/bridge.cjs', out),
    dataFolder,
    isCaptured,
  })
  const ask = (question: Electron.MessageBoxOptions) => dialog.showMessageBox(window, question)
  askBeforeClosing({ core, window, language: preferences.language, ask })
  showWhileSending(core, window, preferences.language)
}

/** Nothing could be shown: a folder that cannot be written, a damaged installation. */
function endUnopened(error: unknown): void {
  dialog.showErrorBox('Sekisho', error instanceof Error ? error.message : String(error))
  app.exit(1)
}
