import { EventEmitter } from 'node:events'
import { type AttachedPage, browser, onPopup } from './browser.ts'
import { type Channel, ignoreGone } from './cdp.ts'
import { addContents, allContents, contentsOf, removeContents } from './contents-registry.ts'
import { hasEnded } from './lifecycle.ts'
import { bindingName, deliverName, isolatedWorld } from './page-scripts.ts'
import { createPageTarget, type PageTarget } from './page-target.ts'
import { pinPermissions } from './permission.ts'
import { codec, receiveFromPage } from './renderer-calls.ts'
import { answerPaused, type PausedCall } from './request-interception.ts'
import { toApp, toWeb } from './scheme.ts'
import { type HostSession, session } from './session.ts'
import { clone, type Members, preventable, strict } from './strict.ts'
import { HostFrame } from './web-frame.ts'

type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

interface ContentsOptions {
  readonly preferences: Electron.WebPreferences
  readonly width: number
  readonly height: number
}

let lastId = 0

export class HostWebContents
  extends EventEmitter
  implements Members<Electron.WebContents, 'session' | 'mainFrame'>
{
  readonly id = ++lastId
  readonly session: HostSession
  readonly mainFrame = new HostFrame(this.id, null)
  readonly preferences: Electron.WebPreferences
  /** Resolves when the window exists in Chromium. */
  readonly made: Promise<PageTarget>
  private target: PageTarget | null = null
  private destroyed = false
  private title = ''
  private isolatedContext: string | null = null
  private expectedUrl: string | null = null
  private windowOpen: WindowOpenHandler | null = null
  private openedUrl = ''

  constructor({ preferences, width, height }: ContentsOptions) {
    super()
    this.preferences = preferences
    this.session = session.fromPartition(preferences.partition ?? '')
    const self = strict('webContents', this)
    this.made = createPageTarget({
      width,
      height,
      preload: preferences.preload,
      listen: (channel, targetId) => self.listen(channel, targetId),
      onWindowOpen: (webUrl) => self.askWindowOpen(webUrl),
      onFrame: (channel) =>
        channel.on('Fetch.requestPaused', (paused) => self.intercept(paused, channel)),
    }).then(async (target) => {
      self.target = target
      await pinPermissions(self, self.session)
      await target.channel.send('Runtime.runIfWaitingForDebugger')
      return target
    })
    this.made.catch((error) => {
      if (!hasEnded()) console.error('test host: cannot make the window:', error)
    })
    // biome-ignore lint/correctness/noConstructorReturn: every holder must see the same strict object
    return self
  }

  async loadURL(url: string): Promise<void> {
    const { channel } = await this.made
    this.expectedUrl = toWeb(url)
    this.emit('did-start-loading')
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    const { errorText } = await channel.send('Page.navigate', { url: this.expectedUrl })
    if (errorText !== undefined) {
      this.emit('did-fail-load', {}, -2, errorText, url, true)
      throw new Error(`${errorText} (${url})`)
    }
    await loaded
  }

  getURL(): string {
    return this.mainFrame.url
  }

  getTitle(): string {
    return this.title
  }

  getType(): 'window' {
    return 'window'
  }

  isDestroyed(): boolean {
    return this.destroyed
  }

  isLoading(): boolean {
    return false
  }

  forcefullyCrashRenderer(): void {
    this.target?.channel.send('Page.crash').catch(ignoreGone)
  }

  isDevToolsOpened(): boolean {
    return false
  }

  focus(): void {}

  setZoomFactor(): void {}

  setZoomLevel(): void {}

  getZoomLevel(): number {
    return 0
  }

  async setVisualZoomLevelLimits(): Promise<void> {}

  setWebRTCIPHandlingPolicy(): void {}

  /** Not in electron.d.ts, but real Electron has it and its own tests use it. */
  getLastWebPreferences(): Electron.WebPreferences {
    return {
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      ...this.preferences,
    }
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpen = handler
  }

  send(channel: string, ...args: unknown[]): void {
    this.deliver({ t: 'event', channel, a: codec.encode(clone(args)) })
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const { channel } = await this.made
    const { result, exceptionDetails } = await channel.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  /** What Electron asks of Chromium, asked over its debugging protocol. */
  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    const { channel } = await this.made
    const { pageSize, headerTemplate = '', footerTemplate = '', ...flags } = options
    if (pageSize !== 'A4') throw new Error('test host: only A4 is printed')
    const { data } = await channel.send('Page.printToPDF', {
      ...{ paperWidth: 8.27, paperHeight: 11.69, headerTemplate, footerTemplate },
      printBackground: flags.printBackground ?? false,
      preferCSSPageSize: flags.preferCSSPageSize ?? false,
      displayHeaderFooter: flags.displayHeaderFooter ?? false,
      generateTaggedPDF: flags.generateTaggedPDF ?? false,
    })
    return Buffer.from(data, 'base64')
  }

  /** To the isolated world; lost when the page is between two documents, as in Electron. */
  deliver(frame: object): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed')
    if (this.target === null || this.isolatedContext === null) return
    const expression = `${deliverName}(${JSON.stringify(JSON.stringify(frame))})`
    this.target.channel
      .send('Runtime.evaluate', { expression, uniqueContextId: this.isolatedContext })
      .catch(ignoreGone)
  }

  applyTheme(source: string): void {
    const features = source === 'system' ? [] : [{ name: 'prefers-color-scheme', value: source }]
    void this.made
      .then(({ channel }) => channel.send('Emulation.setEmulatedMedia', { features }))
      .catch(ignoreGone)
  }

  async closeTarget(): Promise<void> {
    const { targetId } = await this.made
    await browser().cdp.browser.send('Target.closeTarget', { targetId }).catch(ignoreGone)
  }

  markDestroyed(): void {
    this.destroyed = true
    this.mainFrame.destroyed = true
    if (this.target !== null) removeContents(this.target.targetId)
    this.emit('destroyed')
  }

  /** A link with a target made a window of its own: it goes, whatever the answer. */
  answerPopup({ targetId }: AttachedPage): void {
    this.askWindowOpen(this.openedUrl)
    browser().cdp.browser.send('Target.closeTarget', { targetId }).catch(ignoreGone)
  }

  private askWindowOpen(webUrl: string): void {
    const url = toApp(webUrl)
    const details = { url, frameName: '', features: '', disposition: 'foreground-tab' }
    const answer = this.windowOpen?.(details as Electron.HandlerDetails)
    if (answer?.action !== 'deny') console.error('test host: window.open is only ever denied here')
  }

  private listen(channel: Channel, targetId: string): void {
    addContents(targetId, this)
    channel.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === isolatedWorld && context.auxData?.frameId === targetId)
        this.isolatedContext = context.uniqueId
    })
    channel.on('Runtime.executionContextsCleared', () => {
      this.isolatedContext = null
    })
    channel.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === bindingName && !this.destroyed) void receiveFromPage(this, payload)
    })
    channel.on('Fetch.requestPaused', (paused) => this.intercept(paused, channel))
    channel.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return
      this.mainFrame.movedTo(frame.url + (frame.urlFragment ?? ''))
      this.emit('did-navigate', {}, this.getURL(), 200, 'OK')
    })
    channel.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === targetId) this.mainFrame.movedTo(url)
    })
    channel.on('Page.loadEventFired', () => {
      if (this.getURL() !== 'about:blank') this.emit('did-finish-load', {})
    })
    channel.on('Page.windowOpen', ({ url }) => {
      this.openedUrl = url
    })
    channel.on('Inspector.targetCrashed', () => {
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    })
  }

  private intercept(paused: PausedCall, channel: Channel): void {
    const isMainFrame = paused.frameId === this.target?.targetId
    void answerPaused({
      paused,
      channel,
      isMainFrame,
      session: this.session,
      contentsId: this.id,
      mayNavigate: () => this.mayNavigate(paused.request.url, isMainFrame),
    })
  }

  /** Fires the navigation events, unless the application itself asked for this document. */
  private mayNavigate(webUrl: string, isMainFrame: boolean): boolean {
    const [withoutHash] = webUrl.split('#')
    const isExpected = isMainFrame && webUrl === this.expectedUrl
    const isReload = isMainFrame && withoutHash === toWeb(this.getURL()).split('#')[0]
    if (isMainFrame) this.expectedUrl = null
    if (isExpected || isReload) return true
    const url = toApp(webUrl)
    const event = preventable({ url, isMainFrame, isSameDocument: false, frame: this.mainFrame })
    this.emit('will-frame-navigate', event)
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, url, false, true)
    return !event.defaultPrevented
  }
}

onPopup((page) => {
  if (page.openerId !== undefined) contentsOf(page.openerId)?.answerPopup(page)
})

export const webContents = strict('webContents', {
  getAllWebContents: allContents,
  fromId: (id: number) => allContents().find((contents) => contents.id === id),
  fromDevToolsTargetId: contentsOf,
})
