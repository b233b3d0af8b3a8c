import { expect } from '@playwright/test'
import type { WindowDesk } from './window-desk.ts'
import { patient, typeCodeIn } from './window-work.ts'

/** What happens at the gate: a review, a decision, a release. */

async function openRequest(desk: WindowDesk, name: string): Promise<void> {
  const { page } = desk
  await desk.goTo('page.approvals')
  const row = page.getByRole('row').filter({ hasText: name })
  // The other PC sees the request when it next looks at the store.
  await expect(row).toBeVisible({ timeout: 40_000 })
  await row.click()
  await expect(items(desk).first()).toBeVisible(patient)
}

function items(desk: WindowDesk) {
  return desk.page.getByRole('list', { name: desk.t('approval.items') }).getByRole('button')
}

/** Opens one thing after the other; approving is possible only then, and only with a right code. */
export async function approve(desk: WindowDesk): Promise<void> {
  const { page, words } = desk
  await openRequest(desk, words.campaign.name)
  await expect(page.getByText(words.requestComment)).toBeVisible()
  await expect(desk.button('approval.approve')).toBeDisabled()
  const count = await items(desk).count()
  for (let at = 0; at < count; at += 1) {
    await items(desk).nth(at).click()
    const label = await items(desk).nth(at).textContent()
    if (label === null || !isMessage(desk, label)) continue
    await desk.seesPreview()
    await desk.picture('review')
    break
  }
  await readByKeyboard(desk, count)
  await desk.picture('review-attachment')
  await expect(desk.button('approval.approve')).toBeEnabled(patient)
  await desk.press('approval.approve')
  const dialog = desk.dialog()
  await desk.picture('approve')
  await typeCodeIn(desk, dialog, '000000')
  await dialog.getByRole('button').last().click()
  await desk.seesProblem('identity.wrong-code')
  await desk.picture('approve-refused')
  await typeCodeIn(desk, dialog)
  await dialog.getByRole('button').last().click()
  await expect(dialog).toBeHidden(patient)
  await expect(page.getByText(desk.t('approval.state-approved')).first()).toBeVisible(patient)
  await desk.picture('approved')
}

/** By keys alone from item to item, each to its end; for pictures all of them, else what is required. */
async function readByKeyboard(desk: WindowDesk, count: number): Promise<void> {
  await items(desk).first().click()
  const wanted = process.env.PICTURES === undefined ? 3 : count
  for (let at = 0; at < wanted; at += 1) {
    await seeToTheEnd(desk, at)
    await desk.picture(`review-item-${at}`)
    await items(desk).nth(at).press('j')
  }
  const next = desk.button('approval.open-next')
  // The button goes away by itself once the last of them counts as opened.
  await expect(async () => {
    if (await next.isVisible()) {
      await next.click({ timeout: 2_000 })
      const shown = items(desk).and(desk.page.locator('[aria-current=true]'))
      const labels = await items(desk).allTextContents()
      await seeToTheEnd(desk, labels.indexOf((await shown.textContent()) ?? ''))
    }
    expect(await next.isVisible()).toBe(false)
  }).toPass({ timeout: 90_000 })
}

async function seeToTheEnd(desk: WindowDesk, at: number): Promise<void> {
  const body = desk.page.getByRole('region', { name: desk.t('approval.item-body') })
  await expect(async () => {
    await body.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    const mark = items(desk).nth(at).getByLabel(desk.t('approval.opened'))
    await expect(mark).toBeVisible({ timeout: 1_000 })
  }).toPass(patient)
}

function isMessage(desk: WindowDesk, label: string): boolean {
  const [before = '', after = ''] = desk.t('approval.item-message', { number: '#' }).split('#')
  return label.includes(before) && label.includes(after)
}

/** Sends the other one back, with the reason. */
export async function returnSecond(desk: WindowDesk): Promise<void> {
  const { page, words } = desk
  await desk.goTo('page.home')
  const waiting = desk.t('home.decide', { name: words.returned.name })
  await expect(page.getByText(waiting)).toBeVisible({ timeout: 40_000 })
  await desk.picture('home-approver')
  await desk.goTo('page.approvals')
  await desk.picture('approvals')
  await openRequest(desk, words.returned.name)
  await openByLetter(desk, 'x')
  await page.keyboard.press('Escape')
  await expect(desk.dialog()).toHaveCount(0)
  await openByLetter(desk, 'r')
  const dialog = desk.dialog()
  await dialog.getByLabel(desk.t('approval.comment')).fill(words.returnComment)
  await typeCodeIn(desk, dialog)
  await desk.picture('return')
  await dialog.getByRole('button').last().click()
  await expect(dialog).toBeHidden(patient)
  await expect(page.getByText(desk.t('approval.state-returned')).first()).toBeVisible(patient)
}

/** Keys that mean more by themselves open nothing; the letter alone does, and is not typed anywhere. */
async function openByLetter(desk: WindowDesk, letter: string): Promise<void> {
  const { page } = desk
  await items(desk).first().focus()
  await page.keyboard.press(`Alt+${letter}`)
  await typeInComposition(desk, letter)
  // With something still unopened, nobody can approve.
  await page.keyboard.press('a')
  expect(await desk.dialog().count()).toBe(0)
  await page.keyboard.press(letter)
  await expect(desk.dialog().getByLabel(desk.t('approval.comment'))).toHaveValue('')
  // What was typed is in the field by now, if it ever gets there.
  await page.keyboard.type('0')
  await expect(desk.dialog().getByLabel(desk.t('approval.comment'))).toHaveValue('0')
}

/** What Chromium reports while an IME composes with a key. */
async function typeInComposition(desk: WindowDesk, key: string): Promise<void> {
  await items(desk)
    .first()
    .evaluate((element, key) => {
      const composed = { key, bubbles: true, cancelable: true }
      element.dispatchEvent(new KeyboardEvent('keydown', { ...composed, isComposing: true }))
      element.dispatchEvent(new KeyboardEvent('keydown', { ...composed, keyCode: 229 }))
    }, key)
}

/** What came back says why, and a copy of it is a draft again. */
export async function takeUpReturned(desk: WindowDesk): Promise<void> {
  const { page, words } = desk
  await desk.goTo('page.home')
  await page.getByRole('button', { name: desk.t('home.returned-act') }).click()
  await expect(page.getByText(words.returnComment)).toBeVisible({ timeout: 40_000 })
  await expect(desk.button('approval.copy')).toBeVisible(patient)
  await desk.picture('returned')
  await desk.press('approval.copy')
  await expect(page.getByRole('navigation', { name: desk.t('campaigns.path') })).toBeVisible(
    patient,
  )
}

/** Releases, watches to the end, and returns how many were sent. */
export async function startRelease(desk: WindowDesk): Promise<number> {
  const { page, words } = desk
  await desk.goTo('page.approvals')
  await page.getByRole('tab').nth(1).click()
  await page.getByRole('row').filter({ hasText: words.campaign.name }).click()
  await expect(desk.button('releases.start')).toBeVisible({ timeout: 40_000 })
  await desk.picture('release-ready')
  await desk.press('releases.start')
  const dialog = desk.dialog()
  const [beforeCount = '', afterCount = ''] = desk
    .t('releases.type-count-hint', { count: '#' })
    .split('#')
  const hint = await dialog
    .getByText(beforeCount)
    .filter({ hasText: afterCount })
    .last()
    .textContent()
  const count = Number(/\d[\d,]*/.exec(hint ?? '')?.[0].replaceAll(',', ''))
  await dialog.getByLabel(desk.t('releases.type-count')).fill(String(count))
  await typeCodeIn(desk, dialog)
  await desk.picture('release-start')
  await dialog.getByRole('button').last().click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  const stop = desk.button('releases.stop')
  await stop.or(finished(desk)).first().waitFor(patient)
  await page
    .getByText(/^[3-9]\d(\.\d)?%$|^100%$/)
    .first()
    .waitFor({ timeout: 120_000 })
  await desk.picture('release')
  await desk.goTo('page.home')
  await desk.picture('home')
  await desk.goTo('page.releases')
  await desk.picture('releases')
  await page.getByRole('row').filter({ hasText: words.campaign.name }).click()
  await expect(finished(desk)).toBeVisible({ timeout: 180_000 })
  await expect(page.getByText('100%').first()).toBeVisible(patient)
  await desk.picture('release-done')
  return count
}

function finished(desk: WindowDesk) {
  return desk.page.getByText(desk.t('releases.phase-finished')).first()
}
