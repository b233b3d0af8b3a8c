import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BrowserWindow, nativeTheme, screen, session } from 'electron'
import { lockedPreferences } from './locked-preferences.ts'
import { appEntry } from './origin.ts'
import { readPlace, type WindowPlace, writePlace } from './window-place.ts'

interface WindowOptions {
  readonly preload: URL
  readonly dataFolder: string
  /** Whether captures and shared screens show what is in the window. */
  readonly isCaptured: boolean
}

/** In memory only (FAULTS E23): no cookie, cache or storage of a window reaches the disk. */
const partition = 'sekisho'

export function windowSession(): Electron.Session {
  return session.fromPartition(partition, { cache: false })
}

/** Opens the window, where and as large as it was last time. FAULTS E01, E11, E13. */
export function openWindow({ preload, dataFolder, isCaptured }: WindowOptions): BrowserWindow {
  const placeFile = join(dataFolder, 'window.json')
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const place = readPlace(placeFile, areas)
  const window = new BrowserWindow({
    ...(place === null ? { width: 1280, height: 800 } : bounds(place)),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: '関所 Sekisho',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#ffffff',
    webPreferences: {
      preload: fileURLToPath(preload),
      partition,
      ...lockedPreferences,
    },
  })
  if (!isCaptured) window.setContentProtection(true)
  window.once('ready-to-show', () => {
    if (place?.isMaximized === true) window.maximize()
    window.show()
  })
  window.on('close', () =>
    writePlace(placeFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
  )
  comeBackAfterCrash(window)
  load(window)
  return window
}

/** A window that is closed while it loads has nothing to say; any other failure is a bug. */
function load(window: BrowserWindow): void {
  window.loadURL(appEntry).catch((error) => {
    if (!window.isDestroyed()) throw error
  })
}

const reloadsMax = 3

/** Nothing is lost with a page: it is loaded again, unless it keeps dying. */
function comeBackAfterCrash(window: BrowserWindow): void {
  let reloads = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed() || ++reloads > reloadsMax) return
    load(window)
  })
}

function bounds({ x, y, width, height }: WindowPlace) {
  return { x, y, width, height }
}

export function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized() === true) window.restore()
  window?.show()
  window?.focus()
}
