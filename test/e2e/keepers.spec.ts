import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import type { Language } from '../../preload/contract/app.ts'
import { WindowDesk } from '../support/window-desk.ts'
import { found, readSecret, sheetField, typePassword } from '../support/window-people.ts'

/** What the recovery sheets are for, in the window: S24. */

const [language = 'ja'] = (process.env.LANGUAGES ?? 'ja').split(',') as Language[]
const pictures = process.env.PICTURES ?? join(import.meta.dirname, '../../test-results/screenshots')
test.describe.configure({ mode: 'serial', timeout: 120_000 })

let folder: string
let desk: WindowDesk
let newSheets: string[][] = []

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sekisho-e2e-'))
  mkdirSync(join(folder, 'store'))
  desk = await WindowDesk.open({ dataFolder: join(folder, 'office'), language, pictures })
  await found(desk, { password: 'kanri no tobira 2026', store: join(folder, 'store') })
})
test.afterAll(async () => {
  await desk?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('S24 other keepers take over, and two of their three sheets bring back a lost PC', async () => {
  const { page } = desk
  await desk.goTo('page.administration')
  await page.getByRole('tab', { name: desk.t('administration.tab-organization-key') }).click()
  await desk.picture('organization-key')
  await desk.press('keepers.rotation')
  const dialog = desk.dialog()
  await dialog.getByRole('radio', { name: desk.t('keepers.choice-three') }).check()
  await desk.picture('rotation-choice')
  await desk.button('app.next', dialog).click()
  newSheets = []
  for (const number of [1, 2, 3]) newSheets.push(await keepSheet(dialog, number))
  await sheetField(desk, 1).fill(desk.sheet.slice(0, 24).join(' '))
  await desk.typeCode()
  await desk.picture('rotation-sign')
  await desk.button('keepers.rotation-act', dialog).click()
  await expect(desk.dialog()).toHaveCount(0, { timeout: 30_000 })
  await expect(page.getByText(desk.t('organization-key.of', { needed: 2, count: 3 }))).toBeVisible()
  await desk.picture('organization-key-rotated')
  expect(desk.complaints).toEqual([])
  await desk.close()

  desk = await WindowDesk.open({ dataFolder: join(folder, 'new-pc'), language, pictures })
  await desk.press('keepers.takeover')
  await desk.choose(join(folder, 'store'))
  await desk.press('identity.folder-choose')
  await desk.press('app.next')
  await desk.press('keepers.sheet-more')
  await sheetField(desk, 1).fill(newSheets[2]?.join(' ') ?? '')
  await sheetField(desk, 2).fill(newSheets[0]?.join(' ') ?? '')
  await desk.picture('takeover-sheets')
  await desk.press('app.next')
  desk.password = 'mizu no oto wo kiku'
  await expect(desk.field('identity.password')).toBeVisible({ timeout: 30_000 })
  await typePassword(desk, desk.password)
  await desk.picture('takeover-password')
  await desk.press('app.next')
  await desk.page
    .getByRole('checkbox', { name: desk.t('identity.sheet-kept') })
    .check({ timeout: 30_000 })
  await desk.press('app.next')
  await readSecret(desk)
  await desk.typeCode()
  await desk.picture('takeover-authenticator')
  await desk.press('keepers.takeover-act')
  await desk.isAt('page.home')
  expect(desk.complaints).toEqual([])
})

async function keepSheet(dialog: Locator, number: number): Promise<string[]> {
  const wordsOf = (name: string) =>
    dialog.getByRole('list', { name }).getByRole('listitem').allInnerTexts()
  await expect(dialog.getByText(desk.t('keepers.sheet-title', { number, count: 3 }))).toBeVisible({
    timeout: 30_000,
  })
  const words = [
    ...(await wordsOf(desk.t('identity.sheet-words'))),
    ...(await wordsOf(desk.t('keepers.sheet-recovery'))),
  ].map((word) => word.replace(/^\d+\s*/, ''))
  await dialog.getByRole('checkbox', { name: desk.t('keepers.sheet-kept') }).check()
  await desk.picture(`rotation-sheet-${number}`)
  await desk.button('app.next', dialog).click()
  const fields = dialog.getByRole('textbox')
  await expect(fields).toHaveCount(2)
  for (const field of await fields.all()) {
    const id = await field.getAttribute('id')
    const label = await dialog.locator(`label[for="${id}"]`).textContent()
    await field.fill(words[Number(/\d+/.exec(label ?? '')?.[0]) - 1] ?? '')
  }
  await desk.button('app.next', dialog).click()
  return words
}
