import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator } from '@playwright/test'
import type { Language } from '../../preload/contract/app.ts'
import { catalogs, type TextKey, type TextParams } from '../../renderer/i18n/catalog.ts'
import { fillIn } from '../../renderer/i18n/sentence.ts'
import type { Authenticator } from './authenticator.ts'
import { launchApp, type RunningApp } from './electron-app.ts'

export interface DeskOptions {
  readonly dataFolder: string
  readonly language: Language
  readonly theme?: 'light' | 'dark'
  /** Where pictures of the window are kept; none without it. */
  readonly pictures?: string | undefined
}

/** A person in front of a window: says what is on the screen in the words of the screen. */
export class WindowDesk {
  readonly app: RunningApp
  readonly complaints: string[] = []
  authenticator: Authenticator | null = null
  password = ''
  readonly #options: DeskOptions

  private constructor(app: RunningApp, options: DeskOptions) {
    this.app = app
    this.#options = options
    app.page.on('console', (message) => {
      if (/Content Security Policy|Trusted Type/.test(message.text()))
        this.complaints.push(message.text())
    })
    app.page.on('pageerror', (error) => this.complaints.push(String(error)))
  }

  static async open(options: DeskOptions): Promise<WindowDesk> {
    const { dataFolder, language, theme = 'light' } = options
    mkdirSync(dataFolder, { recursive: true })
    writeFileSync(join(dataFolder, 'preferences.json'), JSON.stringify({ language, theme }))
    return new WindowDesk(await launchApp({ dataFolder }), options)
  }

  get page() {
    return this.app.page
  }

  t<K extends TextKey>(key: K, ...params: TextParams<K>): string {
    const { language } = this.#options
    return fillIn(catalogs[language][key], params[0] ?? {}, language)
  }

  button(
    key: Parameters<WindowDesk['t']>[0],
    within: Locator = this.page.locator('body'),
  ): Locator {
    return within.getByRole('button', { name: this.#plain(key), exact: true })
  }

  #plain(key: TextKey): string {
    return catalogs[this.#options.language][key]
  }

  field(key: TextKey): Locator {
    return this.page.getByLabel(this.#plain(key)).first()
  }

  dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'))
  }

  async press(key: TextKey): Promise<void> {
    await this.button(key).first().click()
  }

  /** The next six digits of the person's authenticator. */
  async code(): Promise<string> {
    if (!this.authenticator) throw new Error('there is no authenticator yet')
    return this.authenticator.code()
  }

  async typeCode(): Promise<void> {
    await this.field('app.code').fill(await this.code())
  }

  /** What the person will choose in the next dialogs of the system. */
  async choose(path: string): Promise<void> {
    await this.app.application.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen })
    }, path)
  }

  /** Opens a page by its entry in the navigation. */
  async goTo(key: TextKey): Promise<void> {
    await this.#entry(key).click()
    await this.isAt(key)
  }

  /** Waits until the page is open, as the navigation tells. */
  async isAt(key: TextKey, timeout = 30_000): Promise<void> {
    await expect(this.#entry(key)).toHaveAttribute('aria-current', 'page', { timeout })
  }

  #entry(key: TextKey): Locator {
    return this.page
      .getByRole('navigation', { name: this.#plain('app.navigation') })
      .getByRole('button', { name: this.#plain(key), exact: true })
  }

  async picture(name: string): Promise<void> {
    const { pictures, language, theme = 'light' } = this.#options
    if (pictures === undefined) return
    mkdirSync(pictures, { recursive: true })
    const suffix = theme === 'dark' ? `${language}-dark` : language
    // What moves has come to rest, and what loads has arrived.
    await this.page.waitForTimeout(350)
    await this.page.screenshot({
      path: join(pictures, `${name}-${suffix}.png`),
      animations: 'disabled',
    })
  }

  async close(): Promise<void> {
    await this.app.close()
  }
}
