import { app } from './app.ts'
import { BrowserWindow, closeAllWindows } from './browser-window.ts'
import { ClipboardItem, clipboard } from './clipboard.ts'
import { nativeTheme, powerMonitor, screen, shell } from './desktop.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { Notification } from './notification.ts'
import { safeStorage } from './safe-storage.ts'
import { protocol, session } from './session.ts'
import { absent } from './strict.ts'
import { Tray } from './tray.ts'
import { killUtilities, utilityProcess } from './utility-process.ts'
import { webContents } from './web-contents.ts'

/** The module `electron` as the application's main process sees it. */
app.quitParts = { closeWindows: closeAllWindows, killUtilities }

export {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
}

export const autoUpdater = absent('autoUpdater')
export const contentTracing = absent('contentTracing')
export const crashReporter = absent('crashReporter')
export const desktopCapturer = absent('desktopCapturer')
export const globalShortcut = absent('globalShortcut')
export const nativeImage = absent('nativeImage')
export const net = absent('net')
export const netLog = absent('netLog')
export const powerSaveBlocker = absent('powerSaveBlocker')
export const systemPreferences = absent('systemPreferences')
export const webFrameMain = absent('webFrameMain')
