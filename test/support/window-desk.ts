import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator } from '@playwright/test'
import type { Language } from '../../preload/contract/app.ts'
import type { ProblemCode } from '../../preload/problem.ts'
import { catalogs, type TextKey, type TextParams } from '../../renderer/i18n/catalog.ts'
import { formatProblem } from '../../renderer/i18n/problem.ts'
import { fillIn } from '../../renderer/i18n/sentence.ts'
import type { Authenticator } from './authenticator.ts'
import { launchApp, type RunningApp } from './electron-app.ts'
import { type JourneyWords, journeyWords } from './journey-words.ts'
import { keepOfficeTime } from './office-time.ts'

export interface DeskOptions {
  readonly dataFolder: string
  readonly language: Language
  readonly theme?: 'light' | 'dark'
  /** Where pictures of the window are kept; none without it. */
  readonly pictures?: string | undefined
  readonly switches?: readonly string[]
}

/** Long enough for Argon2id on a busy machine. */
const patience = { timeout: 30_000 }

/** A person in front of a window: says what is on the screen in the words of the screen. */
export class WindowDesk {
  /** What no screen may do: break the policy, log an error, or shut out a screen reader. */
  readonly complaints: string[] = []
  authenticator: Authenticator | null = null
  password = ''
  /** The 49 words of the recovery sheet, as it was printed. */
  sheet: readonly string[] = []
  #app: RunningApp
  readonly #options: DeskOptions

  private constructor(app: RunningApp, options: DeskOptions) {
    this.#app = app
    this.#options = options
    this.#listen()
  }

  static async open(options: DeskOptions): Promise<WindowDesk> {
    const { dataFolder, language, theme = 'light' } = options
    mkdirSync(dataFolder, { recursive: true })
    writeFileSync(join(dataFolder, 'preferences.json'), JSON.stringify({ language, theme }))
    return new WindowDesk(await launch(options), options)
  }

  /** Closes the program and starts it again, as on the next morning. */
  async restart(): Promise<void> {
    await this.close()
    this.#app = await launch(this.#options)
    this.#listen()
  }

  #listen(): void {
    const { page } = this
    page.on('console', (message) => {
      // Asked for by the browser of the development host, now and then; the page names none.
      if (message.location().url.endsWith('/favicon.ico')) return
      if (message.type() === 'error' || /Content Security|Trusted Type/.test(message.text()))
        this.complaints.push(`${message.text()} ${message.location().url}`)
    })
    page.on('pageerror', (error) => this.complaints.push(String(error)))
  }

  get app() {
    return this.#app
  }

  get page() {
    return this.#app.page
  }

  get words(): JourneyWords {
    return journeyWords[this.#options.language]
  }

  t<K extends TextKey>(key: K, ...params: TextParams<K>): string {
    const { language } = this.#options
    return fillIn(catalogs[language][key], params[0] ?? {}, language)
  }

  button(key: TextKey, within: Locator = this.page.locator('body')): Locator {
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

  /** Waits until the window tells of a problem: by the longest part that names no particular. */
  async seesProblem(code: ProblemCode): Promise<void> {
    const sentence = formatProblem({ code, params: {} }, this.#options.language)
    const parts = sentence.split(/\{[^}]*\}/).sort((a, b) => b.length - a.length)
    await expect(this.page.getByText(parts[0] ?? sentence).first()).toBeVisible(patience)
  }

  /** Waits until a message is rendered; its frame is another process, which paints when it can. */
  async seesPreview(): Promise<void> {
    await expect(this.page.locator('iframe')).toBeVisible(patience)
    await this.page.waitForTimeout(1_000)
  }

  /** The next six digits of the person's authenticator. */
  async code(): Promise<string> {
    if (!this.authenticator) throw new Error('there is no authenticator yet')
    return this.authenticator.code()
  }

  async typeCode(code?: string): Promise<void> {
    await this.field('app.code').fill(code ?? (await this.code()))
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
  async isAt(key: TextKey): Promise<void> {
    await expect(this.#entry(key)).toHaveAttribute('aria-current', 'page', patience)
  }

  #entry(key: TextKey): Locator {
    return this.page
      .getByRole('navigation', { name: this.#plain('app.navigation') })
      .getByRole('button', { name: this.#plain(key), exact: true })
  }

  /** Looks at the screen: keeps a picture, and asks whether everybody can use it. */
  async picture(name: string): Promise<void> {
    const { pictures, language, theme = 'light' } = this.#options
    if (pictures === undefined) return
    mkdirSync(pictures, { recursive: true })
    const suffix = theme === 'dark' ? `${language}-dark` : language
    // Away from whatever answers to the pointer.
    await this.page.mouse.move(640, 798)
    // What moves has come to rest, and what loads has arrived.
    await this.page.waitForTimeout(350)
    await this.page.screenshot({
      path: join(pictures, `${name}-${suffix}.png`),
      animations: 'disabled',
    })
    await this.#checkAccess(name)
  }

  async #checkAccess(name: string): Promise<void> {
    // The preview is somebody's mail, and not ours to judge; the other hold the focus for Fluent.
    const { violations } = await new AxeBuilder({ page: this.page })
      .setLegacyMode()
      .exclude('iframe')
      .exclude('[data-tabster-dummy]')
      .analyze()
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        this.complaints.push(`${name}: ${id} at ${target.join(' ')}: ${failureSummary ?? ''}`)
  }

  async close(): Promise<void> {
    await this.app.close()
  }
}

async function launch({ dataFolder, language, switches = [] }: DeskOptions): Promise<RunningApp> {
  // The time of an office in Japan, and its language in what the browser itself draws.
  const env = { TZ: 'Asia/Tokyo', LANGUAGE: language }
  const app = await launchApp({ dataFolder, switches, env })
  await keepOfficeTime(app.application)
  return app
}
