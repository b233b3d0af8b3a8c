import { expect, type Locator } from '@playwright/test'
import type { TextKey } from '../../renderer/i18n/catalog.ts'
import { Authenticator } from './authenticator.ts'
import type { WindowDesk } from './window-desk.ts'

/** First run, joining, admitting and logging in, as people do them in the window. */

export async function found(
  desk: WindowDesk,
  o: { password: string; store: string },
): Promise<string[]> {
  const { page, words: typed } = desk
  await desk.picture('first-run')
  await page.getByRole('button', { name: desk.t('identity.found') }).click()
  await desk.field('identity.organization-name').fill(typed.organization)
  await desk.field('identity.member-name').fill(typed.administrator)
  await desk.press('app.next')
  await typePassword(desk, o.password)
  await desk.picture('first-run-password')
  await desk.press('app.next')
  await desk.choose(o.store)
  await desk.press('identity.folder-choose')
  await expect(page.getByRole('textbox', { name: desk.t('identity.folder') })).toHaveValue(o.store)
  await desk.press('app.next')
  await readSecret(desk)
  await desk.picture('first-run-authenticator')
  await desk.press('app.next')
  const wordsOf = (name: string) =>
    page.getByRole('list', { name }).getByRole('listitem').allInnerTexts()
  const words = [
    ...(await wordsOf(desk.t('identity.sheet-words'))),
    ...(await wordsOf(desk.t('keepers.sheet-recovery'))),
  ].map((word) => word.replace(/^\d+\s*/, ''))
  expect(words).toHaveLength(49)
  desk.sheet = words
  await page.getByRole('checkbox', { name: desk.t('identity.sheet-kept') }).check()
  await desk.picture('first-run-sheet')
  await desk.press('app.next')
  const fields = page.getByLabel(readBackPattern(desk))
  await expect(fields).toHaveCount(2)
  for (const field of await fields.all()) {
    const label = await page.locator(`label[for="${await field.getAttribute('id')}"]`).textContent()
    const position = Number(/\d+/.exec(label ?? '')?.[0])
    await field.fill(words[position - 1] ?? '')
  }
  await desk.picture('first-run-read-back')
  await desk.press('app.next')
  await desk.typeCode()
  await desk.press('identity.found-now')
  await expect(
    page.getByText(desk.t('identity.done-title', { organization: typed.organization })),
  ).toBeVisible({ timeout: 30_000 })
  const fingerprint = await page
    .getByRole('list', { name: desk.t('identity.fingerprint') })
    .getByRole('listitem')
    .allInnerTexts()
  await desk.press('identity.done-start')
  await desk.isAt('page.home')
  desk.password = o.password
  return fingerprint
}

function readBackPattern(desk: WindowDesk): RegExp {
  const [before = '', after = ''] = desk.t('identity.read-back', { position: 0 }).split('0')
  const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`${quoted(before)}\\d+${quoted(after)}`)
}

export async function typePassword(desk: WindowDesk, password: string): Promise<void> {
  await desk.page.getByLabel(desk.t('identity.password'), { exact: true }).fill(password)
  await desk.page.getByLabel(desk.t('identity.password-again'), { exact: true }).fill(password)
}

export async function readSecret(desk: WindowDesk): Promise<void> {
  const secret = await desk.field('identity.secret').inputValue()
  desk.authenticator = new Authenticator(secret)
}

export async function join(
  desk: WindowDesk,
  o: { password: string; store: string; fingerprint: readonly string[] },
): Promise<string[]> {
  const { page } = desk
  await page.getByRole('button', { name: desk.t('identity.join') }).click()
  await desk.choose(o.store)
  await desk.press('identity.folder-choose')
  await desk.press('app.next')
  await desk.field('identity.member-name').fill(desk.words.approver)
  await typePassword(desk, o.password)
  await desk.press('app.next')
  const list = page.getByRole('list', { name: desk.t('identity.fingerprint') })
  await expect(list).toBeVisible({ timeout: 30_000 })
  expect(await list.getByRole('listitem').allInnerTexts()).toEqual(o.fingerprint)
  await page.getByRole('checkbox', { name: desk.t('identity.compare-checked') }).check()
  await desk.picture('join-compare')
  await desk.press('app.next')
  await page.getByRole('checkbox', { name: desk.t('identity.sheet-kept') }).check()
  await desk.press('app.next')
  await readSecret(desk)
  await desk.typeCode()
  await desk.press('identity.join-now')
  const words = page.getByRole('list', { name: desk.t('identity.enrolment-words') })
  await expect(words).toBeVisible({ timeout: 30_000 })
  const spoken = await words.getByRole('listitem').allInnerTexts()
  await expect(page.getByRole('heading', { name: desk.t('identity.waiting-title') })).toBeVisible()
  expect(await words.getByRole('listitem').allInnerTexts()).toEqual(spoken)
  await desk.picture('waiting')
  desk.password = o.password
  return spoken
}

export async function admit(
  desk: WindowDesk,
  o: { words: readonly string[]; roles: readonly TextKey[] },
): Promise<void> {
  const { page } = desk
  await desk.goTo('page.administration')
  const compare = page.getByRole('button', { name: desk.t('members.compare') })
  await expect(compare).toBeVisible({ timeout: 30_000 })
  await compare.click()
  const dialog = desk.dialog()
  const words = dialog.getByRole('list', { name: desk.t('members.admit-words') })
  expect(await words.getByRole('listitem').allInnerTexts()).toEqual(o.words)
  await dialog.getByRole('checkbox', { name: desk.t('members.admit-compare') }).check()
  for (const role of o.roles)
    await dialog.getByRole('checkbox', { name: desk.t(role as 'role.author') }).check()
  await desk.typeCode()
  await desk.picture('admit')
  await dialog.getByRole('button', { name: desk.t('members.admit-act') }).click()
  await expect(dialog).toBeHidden({ timeout: 30_000 })
}

/** With a code or two that are wrong before the one that is right. */
export async function logIn(desk: WindowDesk, wrongCodes: readonly string[] = []): Promise<void> {
  const { page } = desk
  await expect(page.getByLabel(desk.t('identity.password'), { exact: true })).toBeVisible({
    timeout: 60_000,
  })
  await page.getByLabel(desk.t('identity.password'), { exact: true }).fill(desk.password)
  await desk.picture('login')
  await desk.press('identity.login-submit')
  await expect(desk.field('app.code')).toBeVisible({ timeout: 30_000 })
  for (const code of wrongCodes) {
    await desk.typeCode(code)
    await desk.seesProblem('identity.wrong-code')
  }
  await desk.typeCode()
  await desk.isAt('page.home')
}

/** Where the words of a recovery sheet are typed. */
export function sheetField(desk: WindowDesk, position: number): Locator {
  return desk.page.getByLabel(desk.t('keepers.proof-sheet', { position }))
}

/** From the login page, with the whole sheet of a sole administrator. */
export async function regain(desk: WindowDesk, password: string): Promise<void> {
  await desk.press('keepers.forgotten')
  await sheetField(desk, 1).fill(desk.sheet.slice(24, 48).join(' '))
  await expect(desk.button('app.next')).toHaveAttribute('aria-disabled', 'true')
  await sheetField(desk, 1).fill(desk.sheet.join(' '))
  await desk.picture('forgotten-sheets')
  await desk.press('app.next')
  await typePassword(desk, password)
  await desk.picture('forgotten-password')
  await desk.press('app.next')
  await desk.page
    .getByRole('checkbox', { name: desk.t('identity.sheet-kept') })
    .check({ timeout: 30_000 })
  await desk.press('app.next')
  await readSecret(desk)
  await desk.typeCode()
  await desk.picture('forgotten-authenticator')
  await desk.press('keepers.forgotten-act')
  await desk.isAt('page.home')
  desk.password = password
}
