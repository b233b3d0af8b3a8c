import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

/** A running Sekisho with its first window, over a data folder of its own. */
export interface RunningApp {
  readonly application: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  readonly close: () => Promise<void>
}

interface LaunchOptions {
  /** Kept by the caller; without it, a new one that goes away with the application. */
  readonly dataFolder?: string
  readonly env?: Readonly<Record<string, string>>
  readonly switches?: readonly string[]
}

export async function launchApp({
  dataFolder,
  env = {},
  switches = [],
}: LaunchOptions = {}): Promise<RunningApp> {
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), 'sekisho-e2e-'))
  const application = await _electron.launch({
    args: [join(import.meta.dirname, '../..'), `--data-dir=${folder}`, ...switches],
    env: { ...inherited(), ...env },
  })
  const page = await application.firstWindow()
  // The window exists before its page does.
  await page.locator('#root > *').first().waitFor()
  return {
    application,
    page,
    dataFolder: folder,
    async close() {
      await application.close()
      if (dataFolder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']))
}
