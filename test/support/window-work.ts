import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator } from '@playwright/test'
import { writeContactFile } from '../../build/demo/contact-file.ts'
import type { Relay } from '../../build/demo/relay.ts'
import { blankPdf } from './journey-words.ts'
import type { WindowDesk } from './window-desk.ts'

/** What is set up once and what is written: a route, a sender, an import, a campaign. */

export const patient = { timeout: 30_000 }

export async function defineRoute(desk: WindowDesk, o: { relay: Relay }): Promise<void> {
  const { page, words } = desk
  await desk.goTo('page.administration')
  await page.getByRole('tab', { name: desk.t('administration.tab-routes') }).click()
  await desk.press('routes.add')
  const dialog = desk.dialog()
  const field = (key: 'name' | 'host' | 'port' | 'user' | 'password' | 'ca' | 'dkim-domain') =>
    dialog.getByRole('textbox', { name: desk.t(`routes.${key}`), exact: true })
  const test = () => dialog.getByRole('button', { name: desk.t('routes.test') }).click()
  const failed = dialog.getByLabel(desk.t('routes.step-failed'))
  await field('name').fill(words.route)
  await field('host').fill(o.relay.host)
  await field('port').fill(String(o.relay.port))
  await field('user').fill(o.relay.user)
  await field('password').fill('not the password')
  await field('dkim-domain').fill('sekisho.example.jp')

  // An authority that nobody here knows, then a password that is wrong: both before anything is kept.
  await test()
  await desk.seesProblem('sending.certificate-untrusted')
  await field('ca').fill(o.relay.caPem)
  await test()
  await desk.seesProblem('sending.auth-refused')
  await expect(failed).toHaveCount(1)
  await desk.picture('route-refused')
  await field('password').fill(o.relay.password)
  await test()
  await expect(dialog.getByText(desk.t('routes.test-ok'))).toBeVisible(patient)
  await desk.picture('route')
  await dialog.getByRole('button', { name: desk.t('routes.more') }).click()
  await dialog.getByRole('checkbox', { name: desk.t('routes.use-ed25519') }).check()
  await desk.picture('route-more')

  await typeCodeIn(desk, dialog)
  await dialog.getByRole('button', { name: desk.t('routes.add-act') }).click()
  await expect(page.getByText(desk.t('routes.created', { name: words.route }))).toBeVisible(patient)
  await expect(desk.dialog().getByLabel(desk.t('routes.dns-text-second'))).toHaveValue(
    /^v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}=$/,
  )
  await desk
    .dialog()
    .getByRole('button', { name: desk.t('app.close') })
    .click()
  await expect(page.getByRole('article', { name: words.route })).toBeVisible()
  await desk.picture('routes')
}

export async function typeCodeIn(desk: WindowDesk, dialog: Locator, code?: string): Promise<void> {
  await dialog
    .getByLabel(desk.t('app.code'))
    .first()
    .fill(code ?? (await desk.code()))
}

export async function defineSender(desk: WindowDesk, address: string): Promise<void> {
  const { page, words } = desk
  await desk.goTo('page.administration')
  await page.getByRole('tab', { name: desk.t('administration.tab-identities') }).click()
  await desk.press('identities.add')
  const dialog = desk.dialog()
  await dialog.getByLabel(desk.t('identities.name')).fill(words.sender)
  await dialog.getByLabel(desk.t('identities.address')).first().fill(address)
  await typeCodeIn(desk, dialog)
  await desk.picture('sender')
  await dialog.getByRole('button', { name: desk.t('identities.add-act') }).click()
  await expect(dialog).toBeHidden(patient)
  await expect(page.getByText(address)).toBeVisible()
}

export async function importFile(
  desk: WindowDesk,
  o: { folder: string; rowCount: number },
): Promise<void> {
  const { page, words } = desk
  const name = `${words.listName}.csv`
  const file = join(o.folder, name)
  const facts = writeContactFile({ file, rowCount: o.rowCount, seed: 7 })
  await desk.goTo('page.contacts')
  await desk.picture('contacts-empty')
  await desk.press('lists.import')
  await desk.choose(file)
  await desk.press('import.choose')
  const understood = page.getByRole('heading', { name: desk.t('import.understood') })
  await expect(understood).toBeVisible(patient)
  await expect(page.getByRole('combobox', { name: desk.t('import.encoding') })).toHaveText(
    desk.t('import.encoding-shift-jis'),
  )
  await desk.picture('import')
  const [beforeCount = ''] = desk.t('import.start', { count: '#' }).split('#')
  await page
    .getByRole('button', { name: new RegExp(`^${beforeCount}`) })
    .last()
    .click()
  await expect(page.getByText(desk.t('import.done', { name }))).toBeVisible({ timeout: 60_000 })
  const invalid = Object.values(facts.invalid).reduce((sum, count) => sum + count, 0)
  const format = new Intl.NumberFormat('en')
  for (const [key, count] of [
    ['added', facts.added],
    ['duplicate', facts.duplicate],
    ['invalid', invalid],
  ] as const) {
    const tab = `${desk.t(`import.outcome-${key}`)} ${format.format(count)}`
    await expect(page.getByRole('tab', { name: tab })).toBeVisible()
  }
  await desk.picture('import-result')
  await desk.press('import.to-list')
  await expect(page.getByRole('grid', { name: words.listName })).toBeVisible(patient)
  await desk.picture('contacts')
}

/** A list without anybody in it: the check stops the campaign, and nothing can be filed. */
export async function fileToNobody(desk: WindowDesk): Promise<void> {
  const { page, words } = desk
  await desk.goTo('page.contacts')
  await desk.press('lists.new')
  await desk.dialog().getByLabel(desk.t('lists.name')).fill(words.emptyList)
  await desk.button('lists.new-now', desk.dialog()).click()
  await expect(page.getByText(desk.t('lists.empty'))).toBeVisible(patient)
  await desk.picture('list-empty')
  await newCampaign(desk, words.toNobody)
  await page.getByRole('checkbox', { name: words.emptyList, exact: true }).check()
  await seesAudience(desk)
  await desk.press('app.next')
  await write(desk, words.returned)
  await desk.press('app.next')
  await desk.press('app.next')
  await expect(page.getByText(desk.t('checks.must-fix')).first()).toBeVisible(patient)
  await expect(desk.button('app.next')).toBeDisabled()
  await desk.picture('checks-stop')
  await page.getByRole('button', { name: desk.t('campaigns.step-filing') }).click()
  await expect(desk.button('campaigns.file')).toBeDisabled()
  await desk.picture('filing-stopped')
}

/** The campaign of the day: with an attachment, a page, and every screen looked at. */
export async function fileCampaign(desk: WindowDesk, o: { folder: string }): Promise<void> {
  const { page, words } = desk
  const attachment = join(o.folder, words.attachmentName)
  writeFileSync(attachment, blankPdf())
  await newCampaign(desk, words.campaign.name)
  await page.getByRole('checkbox', { name: words.listName, exact: true }).check()
  await seesAudience(desk)
  await desk.picture('campaign-audience')
  await desk.press('app.next')
  await write(desk, words.campaign)
  await desk.choose(attachment)
  await desk.press('campaigns.attach')
  await expect(page.getByText(words.attachmentName).first()).toBeVisible(patient)
  await expect(page.getByText(desk.t('campaigns.saved'))).toBeVisible(patient)
  await expect(page.frameLocator('iframe').getByRole('table')).toBeVisible(patient)
  await desk.press('app.next')
  await page.getByRole('combobox', { name: desk.t('campaigns.route') }).click()
  await page.getByRole('option').first().click()
  await expect(desk.button('app.next')).toBeEnabled(patient)
  await desk.picture('campaign-route')
  await page.getByRole('button', { name: desk.t('campaigns.step-message') }).click()
  await desk.seesPreview()
  await desk.picture('campaign')
  await page.getByRole('button', { name: desk.t('campaigns.step-checks') }).click()
  await waiveAll(desk)
  await desk.picture('checks')
  await desk.press('app.next')
  await page.getByLabel(desk.t('campaigns.comment')).fill(words.requestComment)
  await desk.picture('campaign-filing')
  await file(desk)
  await desk.picture('filed')
}

/** Another one, that will come back. */
export async function fileSecondCampaign(desk: WindowDesk): Promise<void> {
  const { page, words } = desk
  await newCampaign(desk, words.returned.name)
  await page.getByRole('checkbox', { name: words.listName, exact: true }).check()
  await desk.press('app.next')
  await write(desk, words.returned)
  await expect(page.getByText(desk.t('campaigns.saved'))).toBeVisible(patient)
  await desk.press('app.next')
  await expect(desk.button('app.next')).toBeEnabled(patient)
  await desk.press('app.next')
  await waiveAll(desk)
  await desk.press('app.next')
  await file(desk)
  await desk.goTo('page.campaigns')
  await expect(page.getByRole('row').filter({ hasText: words.returned.name })).toBeVisible()
  await desk.picture('campaigns')
}

async function seesAudience(desk: WindowDesk): Promise<void> {
  const name = desk.t('campaigns.audience-result')
  await expect(desk.page.getByRole('heading', { name, exact: true })).toBeVisible(patient)
  await expect(desk.page.getByText(desk.t('campaigns.audience-domains')).first()).toBeVisible(
    patient,
  )
}

export async function newCampaign(desk: WindowDesk, name: string): Promise<void> {
  await desk.goTo('page.campaigns')
  await desk.press('campaigns.new')
  await desk.dialog().getByLabel(desk.t('campaigns.name')).fill(name)
  await desk.button('campaigns.new-now', desk.dialog()).click()
  await expect(desk.page.getByRole('heading', { level: 1, name })).toBeVisible(patient)
}

async function write(
  desk: WindowDesk,
  { subject, text, html }: { subject: string; text: string; html: string },
): Promise<void> {
  const { page } = desk
  await page.getByLabel(desk.t('manifest.subject'), { exact: true }).fill(subject)
  // The preview has one of the same name.
  await page
    .getByRole('tab', { name: desk.t('campaigns.body-text') })
    .first()
    .click()
  await page.getByRole('textbox', { name: desk.t('campaigns.body-text') }).fill(text)
  if (html === '') return
  await page.getByRole('tab', { name: desk.t('campaigns.body-html') }).click()
  await page.getByRole('textbox', { name: desk.t('campaigns.body-html') }).fill(html)
}

async function file(desk: WindowDesk): Promise<void> {
  await expect(desk.button('campaigns.file')).toBeEnabled(patient)
  await desk.press('campaigns.file')
  await expect(desk.page.getByText(desk.t('approval.state-filed')).first()).toBeVisible(patient)
}

/** Reads each warning, and gives the reason why it is all right. */
async function waiveAll(desk: WindowDesk): Promise<void> {
  const { page, words } = desk
  await expect(desk.button('app.next')).toBeVisible(patient)
  for (;;) {
    const open = page.getByRole('button', { name: desk.t('checks.waive') })
    const count = await open.count()
    if (count === 0) break
    await page.getByLabel(desk.t('checks.reason')).first().fill(words.waiveReason)
    await open.first().click()
    await expect(open).toHaveCount(count - 1, patient)
  }
  await expect(desk.button('app.next')).toBeEnabled(patient)
}
