import { join } from 'node:path'
import { expect } from '@playwright/test'
import { writeContactFile } from '../../build/demo/contact-file.ts'
import type { Relay } from '../../build/demo/relay.ts'
import type { WindowDesk } from './window-desk.ts'

/** The day's work in the window: a route, an import, a campaign, a review, a release. */

const patient = { timeout: 30_000 }

export async function defineRoute(desk: WindowDesk, o: { relay: Relay }): Promise<void> {
  const { page } = desk
  await desk.goTo('page.administration')
  await page.getByRole('tab', { name: desk.t('administration.tab-routes') }).click()
  await desk.press('routes.add')
  const dialog = desk.dialog()
  const field = (key: 'name' | 'host' | 'port' | 'user' | 'password' | 'ca' | 'dkim-domain') =>
    dialog.getByRole('textbox', { name: desk.t(`routes.${key}`), exact: true })
  await field('name').fill('庁内中継')
  await field('host').fill(o.relay.host)
  await field('port').fill(String(o.relay.port))
  await field('user').fill(o.relay.user)
  await field('ca').fill(o.relay.caPem)
  await field('dkim-domain').fill('sekisho.example.jp')

  await field('password').fill('not the password')
  await dialog.getByRole('button', { name: desk.t('routes.test') }).click()
  await expect(dialog.getByLabel(desk.t('routes.step-failed'))).toHaveCount(1, patient)
  await field('password').fill(o.relay.password)
  await dialog.getByRole('button', { name: desk.t('routes.test') }).click()
  await expect(dialog.getByText(desk.t('routes.test-ok'))).toBeVisible(patient)
  await desk.picture('route')

  await dialog
    .getByLabel(desk.t('app.code'))
    .first()
    .fill(await desk.code())
  await dialog.getByRole('button', { name: desk.t('routes.add-act') }).click()
  await expect(page.getByText(desk.t('routes.created', { name: '庁内中継' }))).toBeVisible(patient)
  await desk
    .dialog()
    .getByRole('button', { name: desk.t('app.close') })
    .click()
  await expect(page.getByRole('article', { name: '庁内中継' })).toBeVisible()
  await desk.picture('routes')
}

export async function defineSender(
  desk: WindowDesk,
  o: { name: string; address: string },
): Promise<void> {
  const { page } = desk
  await desk.goTo('page.administration')
  await page.getByRole('tab', { name: desk.t('administration.tab-identities') }).click()
  await desk.press('identities.add')
  const dialog = desk.dialog()
  await dialog.getByLabel(desk.t('identities.name')).fill(o.name)
  await dialog.getByLabel(desk.t('identities.address')).first().fill(o.address)
  await dialog
    .getByLabel(desk.t('app.code'))
    .first()
    .fill(await desk.code())
  await dialog.getByRole('button', { name: desk.t('identities.add-act') }).click()
  await expect(dialog).toBeHidden(patient)
  await expect(page.getByText(o.address)).toBeVisible()
}

export async function importFile(
  desk: WindowDesk,
  o: { folder: string; rowCount: number },
): Promise<void> {
  const { page } = desk
  const file = join(o.folder, '市民名簿.csv')
  const facts = writeContactFile({ file, rowCount: o.rowCount, seed: 7 })
  await desk.goTo('page.contacts')
  await page
    .getByRole('button', { name: desk.t('lists.import') })
    .first()
    .click()
  await desk.choose(file)
  await page
    .getByRole('button', { name: desk.t('import.choose') })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: desk.t('import.understood') })).toBeVisible(
    patient,
  )
  await expect(page.getByRole('combobox', { name: desk.t('import.encoding') })).toHaveText(
    desk.t('import.encoding-shift-jis'),
  )
  await desk.picture('import')
  await page
    .getByRole('button', {
      name: new RegExp(`^${desk.t('import.start', { count: '#' }).split('#')[0]}`),
    })
    .last()
    .click()
  await expect(page.getByText(desk.t('import.done', { name: '市民名簿.csv' }))).toBeVisible(patient)
  const invalid = Object.values(facts.invalid).reduce((sum, count) => sum + count, 0)
  for (const [key, count] of [
    ['added', facts.added],
    ['duplicate', facts.duplicate],
    ['invalid', invalid],
  ] as const)
    await expect(
      page.getByRole('tab', { name: `${desk.t(`import.outcome-${key}`)} ${count}` }),
    ).toBeVisible()
  await desk.picture('import-result')
  await desk.press('import.to-list')
  await expect(page.getByRole('grid', { name: '市民名簿' })).toBeVisible(patient)
  await desk.picture('contacts')
}

const text = [
  '{{ name }} 様',
  '',
  '12月1日(火)から、市役所本庁舎の窓口の受付時間を変更いたします。',
  '詳しくは添付の「窓口のご案内」をご覧ください。',
  '',
  '配信元: 関所市役所 広報課',
  '〒100-0000 関所市中央1-1  電話 03-0000-0000',
  '配信を停止するには info@sekisho.example.jp へご連絡ください。',
].join('\n')

const html = text
  .split('\n')
  .map((line) => `<p>${line}</p>`)
  .join('\n')

export async function fileCampaign(desk: WindowDesk, o: { attachment: string }): Promise<void> {
  const { page } = desk
  await desk.goTo('page.campaigns')
  await desk.press('campaigns.new')
  await desk.dialog().getByLabel(desk.t('campaigns.name')).fill('窓口時間変更のお知らせ')
  await desk
    .dialog()
    .getByRole('button', { name: desk.t('campaigns.new-now') })
    .click()
  await page.getByRole('checkbox', { name: '市民名簿' }).check()
  await expect(page.getByText(desk.t('campaigns.audience-count'))).toBeVisible(patient)
  await desk.picture('campaign-audience')
  await desk.press('app.next')

  await page
    .getByLabel(desk.t('manifest.subject'), { exact: true })
    .fill('【関所市】窓口の受付時間が変わります')
  await page.getByRole('textbox', { name: desk.t('campaigns.body-text') }).fill(text)
  await page.getByRole('tab', { name: desk.t('campaigns.body-html') }).click()
  await page.getByRole('textbox', { name: desk.t('campaigns.body-html') }).fill(html)
  await desk.choose(o.attachment)
  await desk.press('campaigns.attach')
  await expect(page.getByText('窓口のご案内.txt').first()).toBeVisible(patient)
  await expect(page.getByText(desk.t('campaigns.saved'))).toBeVisible(patient)
  const frame = page.frameLocator('iframe')
  await expect(frame.getByText('窓口の受付時間を変更').first()).toBeVisible(patient)
  await desk.picture('campaign')
  await desk.press('app.next')

  await page.getByRole('combobox', { name: desk.t('campaigns.identity') }).click()
  await page.getByRole('option').first().click()
  await page.getByRole('combobox', { name: desk.t('campaigns.route') }).click()
  await page.getByRole('option').first().click()
  await expect(page.getByRole('button', { name: desk.t('app.next') })).toBeEnabled(patient)
  await desk.picture('campaign-route')
  await desk.press('app.next')
  await waiveAll(desk)
  await desk.picture('checks')
  await desk.press('app.next')

  await page
    .getByLabel(desk.t('campaigns.comment'))
    .fill('12月1日からの変更です。件数をご確認ください。')
  await desk.picture('campaign-filing')
  await desk.press('campaigns.file')
  await expect(page.getByText(desk.t('approval.state-filed')).first()).toBeVisible(patient)
}

/** Reads each warning, and gives the reason why it is all right. */
async function waiveAll(desk: WindowDesk): Promise<void> {
  const { page } = desk
  await expect(page.getByRole('button', { name: desk.t('app.next') })).toBeVisible(patient)
  for (;;) {
    const open = page.getByRole('button', { name: desk.t('checks.waive') })
    const count = await open.count()
    if (count === 0) break
    await page
      .getByLabel(desk.t('checks.reason'))
      .first()
      .fill('名簿を確かめ、問題がないことを確認しました。')
    await open.first().click()
    await expect(open).toHaveCount(count - 1, patient)
  }
  await expect(page.getByRole('button', { name: desk.t('app.next') })).toBeEnabled(patient)
}

export async function review(desk: WindowDesk): Promise<void> {
  const { page } = desk
  await desk.goTo('page.approvals')
  const row = page.getByRole('row').filter({ hasText: '窓口時間変更のお知らせ' })
  await expect(row).toBeVisible({ timeout: 40_000 })
  await desk.picture('approvals')
  await row.click()
  const items = page.getByRole('list', { name: desk.t('approval.items') }).getByRole('button')
  await expect(items.first()).toBeVisible(patient)
  await expect(desk.button('approval.approve')).toBeDisabled()
  const count = await items.count()
  for (let at = 0; at < count; at += 1) {
    await items.nth(at).click()
    if (at === 3) await desk.picture('review')
  }
  await expect(desk.button('approval.approve')).toBeEnabled(patient)
  await desk.press('approval.approve')
  const dialog = desk.dialog()
  await dialog.getByLabel(desk.t('app.code')).first().fill('000000')
  await dialog.getByRole('button', { name: approveNow(desk) }).click()
  await expect(dialog.getByRole('alert').or(dialog.getByText(/コード|code/i).nth(1))).toBeVisible(
    patient,
  )
  await dialog
    .getByLabel(desk.t('app.code'))
    .first()
    .fill(await desk.code())
  await desk.picture('approve')
  await dialog.getByRole('button', { name: approveNow(desk) }).click()
  await expect(dialog).toBeHidden(patient)
  await expect(page.getByText(desk.t('approval.state-approved')).first()).toBeVisible(patient)
  await desk.picture('approved')
}

function approveNow(desk: WindowDesk): RegExp {
  const [before = '', after = ''] = desk.t('approval.approve-now', { count: '#' }).split('#')
  return new RegExp(`^${before}.*${after}$`)
}

/** Releases, watches to the end, and returns how many were sent. */
export async function startRelease(desk: WindowDesk): Promise<number> {
  const { page } = desk
  await desk.goTo('page.approvals')
  await page.getByRole('tab').nth(1).click()
  await page.getByRole('row').filter({ hasText: '窓口時間変更のお知らせ' }).click()
  await expect(desk.button('releases.start')).toBeVisible({ timeout: 40_000 })
  await desk.press('releases.start')
  const dialog = desk.dialog()
  const hint = await dialog
    .getByText(/\d/)
    .filter({ hasText: desk.t('releases.type-count-hint', { count: '#' }).split('#')[0] ?? '' })
    .first()
    .textContent()
  const count = Number(/[\d,]+/.exec(hint ?? '')?.[0].replace(',', ''))
  await dialog.getByLabel(desk.t('releases.type-count')).fill(String(count))
  await dialog
    .getByLabel(desk.t('app.code'))
    .first()
    .fill(await desk.code())
  await desk.picture('release-start')
  await dialog.getByRole('button').last().click()
  await expect(dialog).toBeHidden({ timeout: 60_000 })
  await desk.picture('release-live')
  await expect(page.getByText(desk.t('releases.phase-finished')).first()).toBeVisible({
    timeout: 120_000,
  })
  await desk.picture('release')
  return count
}
