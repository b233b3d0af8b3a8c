import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { onTargetGone } from './browser.ts'
import { contentsOf } from './contents-registry.ts'
import { isQuitting, isReady } from './lifecycle.ts'
import { type Members, preventable } from './strict.ts'
import { HostWebContents } from './web-contents.ts'

const windows = new Map<number, BrowserWindow>()
let lastId = 0
let focused: BrowserWindow | null = null

type WindowState = 'normal' | 'minimized' | 'maximized'

export class BrowserWindow
  extends EventEmitter
  implements Members<Electron.BrowserWindow, 'webContents'>
{
  readonly id = ++lastId
  readonly webContents: HostWebContents
  #bounds: Electron.Rectangle
  #isContentProtected = false
  #title: string
  #visible: boolean
  #state: WindowState = 'normal'
  #destroyed = false

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused
  }

  static fromWebContents(contents: HostWebContents | undefined): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((w) => w.webContents === contents) ?? null
  }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    if (!isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const preferences = options.webPreferences ?? {}
    refuseUnsafe(preferences)
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.#bounds = { x, y, width, height }
    this.#title = options.title ?? app.getName()
    this.#visible = options.show !== false
    this.webContents = new HostWebContents({ preferences, width, height })
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    windows.set(this.id, this)
    focused = this
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  show(): void {
    this.#visible = true
    this.emit('show')
  }

  hide(): void {
    this.#visible = false
    this.emit('hide')
  }

  focus(): void {
    focused = this
    this.emit('focus')
  }

  isVisible(): boolean {
    return this.#visible
  }

  isFocused(): boolean {
    return focused === this
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  minimize(): void {
    this.#enter('minimized', 'minimize')
  }

  maximize(): void {
    this.#enter('maximized', 'maximize')
  }

  restore(): void {
    this.#enter('normal', 'restore')
  }

  unmaximize(): void {
    this.#enter('normal', 'unmaximize')
  }

  isMinimized(): boolean {
    return this.#state === 'minimized'
  }

  isMaximized(): boolean {
    return this.#state === 'maximized'
  }

  isFullScreen(): boolean {
    return false
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    const { width, height } = this.#bounds
    void this.webContents.made.then(({ resize }) => resize(width, height))
    this.emit('resize')
  }

  setMenu(): void {}

  removeMenu(): void {}

  setMenuBarVisibility(): void {}

  setAutoHideMenuBar(): void {}

  setContentProtection(enable: boolean): void {
    this.#isContentProtected = enable
  }

  isContentProtected(): boolean {
    return this.#isContentProtected
  }

  setProgressBar(): void {}

  flashFrame(): void {}

  setTitle(title: string): void {
    this.#title = title
  }

  getTitle(): string {
    return this.#title
  }

  close(): void {
    void this.tryClose()
  }

  destroy(): void {
    void this.webContents.closeTarget()
    this.markClosed()
  }

  /** False when a listener of `close` prevented it. */
  async tryClose(): Promise<boolean> {
    if (this.#destroyed) return true
    const event = preventable({})
    this.emit('close', event)
    if (event.defaultPrevented) return false
    await this.webContents.closeTarget()
    this.markClosed()
    return true
  }

  markClosed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this.id)
    if (focused === this) focused = null
    this.webContents.markDestroyed()
    this.emit('closed')
    if (windows.size > 0 || isQuitting()) return
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else app.quit()
  }

  #enter(state: WindowState, event: string): void {
    this.#state = state
    this.emit(event)
  }
}

function refuseUnsafe(preferences: Electron.WebPreferences): void {
  const isUnsafe =
    preferences.contextIsolation === false ||
    preferences.sandbox === false ||
    preferences.webSecurity === false ||
    preferences.nodeIntegration === true
  if (isUnsafe) throw new Error('test host: only sandboxed, context-isolated windows are supported')
}

onTargetGone((targetId) => BrowserWindow.fromWebContents(contentsOf(targetId))?.markClosed())

/** Closes one window after the other; false as soon as one refuses. */
export async function closeAllWindows(): Promise<boolean> {
  for (const window of BrowserWindow.getAllWindows()) if (!(await window.tryClose())) return false
  return true
}
