import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { AppPaths } from './app-paths.ts'
import { runningBrowser } from './browser.ts'
import { ignoreGone } from './cdp.ts'
import { HostCommandLine } from './command-line.ts'
import { hasEnded, isQuitting, isReady, markEnded, markQuitting, markReady } from './lifecycle.ts'
import { SingleInstance } from './single-instance.ts'
import { type Members, preventable, strict } from './strict.ts'

/** What must be over before the process may end: open windows, utility processes. */
interface QuitParts {
  readonly closeWindows: () => Promise<boolean>
  readonly killUtilities: () => void
}

export class HostApp extends EventEmitter implements Members<Electron.App, 'commandLine'> {
  name = 'Electron'
  readonly isPackaged = false
  readonly commandLine = strict('app.commandLine', new HostCommandLine())
  version = '0.0.0'
  appPath = process.cwd()
  sandboxEnabled = false
  quitParts: QuitParts | null = null
  private readonly paths = new AppPaths()
  private readonly lock = new SingleInstance()
  private readonly readiness = Promise.withResolvers<void>()

  whenReady(): Promise<void> {
    return this.readiness.promise
  }

  isReady(): boolean {
    return isReady()
  }

  /** The host's own step, once main is loaded and Chromium runs. */
  becomeReady(): void {
    markReady()
    this.emit('will-finish-launching')
    this.emit('ready', {}, {})
    this.readiness.resolve()
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.name = name
  }

  getVersion(): string {
    return this.version
  }

  getAppPath(): string {
    return this.appPath
  }

  getLocale(): string {
    return process.env.LANG?.startsWith('ja') === true ? 'ja' : 'en-US'
  }

  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()]
  }

  setAppUserModelId(): void {}

  /** An image that nothing is drawn from. */
  async getFileIcon(): Promise<Electron.NativeImage> {
    return {} as Electron.NativeImage
  }

  enableSandbox(): void {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready')
    this.sandboxEnabled = true
  }

  getPath(name: string): string {
    return this.paths.get(name, this.name)
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path)
  }

  requestSingleInstanceLock(additionalData?: object): boolean {
    return this.lock.take({
      file: join(this.getPath('userData'), 'host.lock'),
      handOver: { argv: process.argv, cwd: process.cwd(), data: additionalData ?? null },
      onSecond: ({ argv, cwd, data }) => this.emit('second-instance', {}, argv, cwd, data),
    })
  }

  hasSingleInstanceLock(): boolean {
    return this.lock.isHeld
  }

  releaseSingleInstanceLock(): void {
    this.lock.release()
  }

  quit(): void {
    if (isQuitting()) return
    markQuitting(true)
    const event = preventable({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) markQuitting(false)
    else void this.closeAndExit()
  }

  exit(code = 0): void {
    if (hasEnded()) return
    markEnded()
    this.emit('quit', {}, code)
    this.quitParts?.killUtilities()
    const chromium = runningBrowser()
    if (chromium === null || chromium.process.exitCode !== null) {
      void this.lock.handedOver.then(() => process.exit(code))
      return
    }
    chromium.process.once('exit', () => process.exit(code))
    chromium.cdp.browser.send('Browser.close').catch(ignoreGone)
    setTimeout(() => chromium.process.kill('SIGKILL'), 2000)
  }

  private async closeAndExit(): Promise<void> {
    const closed = (await this.quitParts?.closeWindows()) ?? true
    const event = preventable({})
    if (closed) this.emit('will-quit', event)
    if (!closed || event.defaultPrevented) markQuitting(false)
    else this.exit(0)
  }
}

export const app = strict('app', new HostApp())
