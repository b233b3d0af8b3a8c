import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Language } from '../../preload/contract/app.ts'
import { catalogs, type TextKey } from '../../renderer/i18n/catalog.ts'
import { WindowDesk } from '../support/window-desk.ts'
import { found, logIn, regain } from '../support/window-people.ts'

/** What a person does about their own password, codes and data, and what locks the screen. */

const [language = 'ja'] = (process.env.LANGUAGES ?? 'ja').split(',') as Language[]
const pictures = process.env.PICTURES ?? join(import.meta.dirname, '../../test-results/screenshots')
test.describe.configure({ mode: 'serial', timeout: 120_000 })

let folder: string
let desk: WindowDesk
let recoveryCode = ''

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

async function choose(item: TextKey): Promise<void> {
  await desk.press('app.settings')
  await desk.page.getByRole('menuitem', { name: desk.t(item as 'identity.own-password') }).click()
}

const clipboardText = () => desk.app.application.evaluate(({ clipboard }) => clipboard.readText())

test('the password is changed with the old one and a code', async () => {
  const { page } = desk
  await choose('identity.own-password')
  const dialog = desk.dialog()
  await dialog.getByLabel(desk.t('identity.password-now')).fill(desk.password)
  desk.password = 'kaze no nai hi no hata'
  await dialog.getByLabel(desk.t('identity.password'), { exact: true }).fill(desk.password)
  await dialog.getByLabel(desk.t('identity.password-again'), { exact: true }).fill(desk.password)
  await desk.typeCode()
  await desk.picture('own-password')
  await desk.button('identity.change-password-act', dialog).click()
  await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 30_000 })
})

test('new recovery codes are shown once', async () => {
  await choose('identity.own-codes')
  await desk.typeCode()
  await desk.press('identity.renew-codes-act')
  const codes = desk.dialog().getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  await expect(codes).toHaveCount(10, { timeout: 30_000 })
  recoveryCode = (await codes.first().textContent()) ?? ''
  await codes.first().click({ clickCount: 3 })
  await desk.page.keyboard.press('Control+C')
  await expect.poll(clipboardText).toContain(recoveryCode)
  await desk.picture('own-codes')
  await desk.press('identity.renew-codes-kept')
})

test('the data is backed up and checked', async () => {
  const target = join(folder, 'monday.sekisho-backup')
  await desk.choose(target)
  await choose('identity.own-backup')
  await desk.typeCode()
  await desk.picture('own-backup')
  await desk.press('identity.back-up-act')
  await expect(desk.page.getByText(target)).toBeVisible({ timeout: 30_000 })
  expect(existsSync(target)).toBe(true)
  await desk.press('app.close')
  await choose('identity.own-check')
  await desk.press('identity.check-vault-act')
  await expect(desk.page.getByText(desk.t('identity.check-vault-good'))).toBeVisible({
    timeout: 30_000,
  })
  await desk.picture('own-check')
  await desk.press('app.close')
})

test('diagnostics are read, saved as they were read, and hold nobody', async () => {
  const target = join(folder, 'diagnostics.txt')
  await desk.choose(target)
  await choose('app.diagnostics')
  await desk.press('app.diagnostics-prepare')
  const field = desk.dialog().getByLabel(desk.t('app.diagnostics-text'))
  await expect(field).toHaveValue(/\[vault integrity\]\nno findings/, { timeout: 30_000 })
  await desk.picture('diagnostics')
  const shown = await field.inputValue()
  await desk.press('app.diagnostics-save')
  await expect(desk.page.getByText(desk.t('app.diagnostics-saved', { path: target }))).toBeVisible()
  expect(readFileSync(target, 'utf8')).toBe(shown)
  expect(shown).toContain('"event":"identity.organization-founded"')
  expect(shown).not.toContain(desk.words.organization)
  expect(shown).not.toMatch(/@|[^\x20-\x7e\n]/)
  await desk.press('app.close')
  await desk.choose(join(folder, 'monday.sekisho-backup'))
})

test('the command palette finds acts, places and objects, in either language', async () => {
  const { keyboard } = desk.page
  const field = desk.page.getByRole('combobox', { name: desk.t('frame.palette') })
  await keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await desk.picture('palette')
  await field.fill('approval')
  await expect(desk.page.getByRole('option')).toHaveCount(1)
  await keyboard.press('Enter')
  await desk.isAt('page.approvals')
  await keyboard.press('Control+k')
  await field.fill(catalogs.ja['identity.own-password'])
  await desk.picture('palette-found')
  await keyboard.press('Enter')
  await expect(desk.dialog().getByLabel(desk.t('identity.password-now'))).toBeVisible()
  // What is being typed is not left by a shortcut.
  await keyboard.press('Control+k')
  await keyboard.press('Control+1')
  await expect(field).toHaveCount(0)
  await desk.press('app.cancel')
  await desk.isAt('page.approvals')
  await keyboard.press('Control+k')
  await field.fill('zzzz')
  await expect(desk.page.getByText(desk.t('frame.found-none'))).toBeVisible()
  await keyboard.press('Escape')
  await expect(field).toHaveCount(0)
})

test('F1 tells how each role goes about its work, and the way back is where it was', async () => {
  await desk.page.keyboard.press('F1')
  await expect(desk.page.getByText(desk.t('help.author-step-1'))).toBeVisible()
  await desk.picture('help')
  await desk.page.getByRole('tab', { name: desk.t('role.auditor') }).click()
  await expect(desk.page.getByText(desk.t('help.auditor-know'))).toBeVisible()
  await desk.press('app.back')
  await desk.isAt('page.approvals')
})

test('E15 what was copied is gone ten seconds later', async () => {
  await expect.poll(clipboardText, { timeout: 30_000 }).toBe('')
})

test('E24 E15 the lock screen locks, and a recovery code stands in for the telephone', async () => {
  await desk.page.evaluate(() =>
    window.sekisho.call('clipboard.copy', { text: 'seen', kind: 'shown' }),
  )
  expect(await clipboardText()).toBe('seen')
  // In the middle of a dialog's closing: what it hid from a screen reader has to come back.
  await desk.app.application.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('lock-screen')
  })
  const { page } = desk
  await page.getByLabel(desk.t('identity.password'), { exact: true }).fill(desk.password)
  expect(await clipboardText()).toBe('')
  await desk.press('identity.login-submit')
  await desk.press('identity.use-recovery-code')
  await desk.field('identity.recovery-code').fill(recoveryCode)
  await desk.picture('login-recovery-code')
  await desk.press('identity.login-submit')
  await desk.isAt('page.home')
})

test('a backup is restored from the login page, and its administrator goes on', async () => {
  await desk.app.application.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend')
  })
  await desk.press('identity.restore-choose')
  const dialog = desk.dialog()
  await dialog.getByLabel(desk.t('identity.restore-password')).fill(desk.password)
  await desk.picture('restore')
  await desk.button('identity.restore-act', dialog).click()
  await expect(desk.dialog()).toHaveCount(0, { timeout: 60_000 })
  await logIn(desk)
  expect(desk.complaints).toEqual([])
})

test('A10 the printed sheet opens the data when the password is forgotten', async () => {
  await desk.press('app.lock')
  await regain(desk, 'yama no mukou no machi')
  expect(desk.complaints).toEqual([])
})
