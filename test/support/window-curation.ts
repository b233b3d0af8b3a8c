import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { WindowDesk } from './window-desk.ts'
import { patient, typeCodeIn } from './window-work.ts'

/** What a list manager keeps in order, and what two people do together. */

export async function makeSegment(desk: WindowDesk): Promise<void> {
  const { page } = desk
  await desk.goTo('page.contacts')
  await desk.press('segments.new')
  const dialog = desk.dialog()
  await dialog.getByLabel(desk.t('segments.name')).fill('example.jp')
  await dialog
    .getByRole('button', { name: desk.t('segments.add-test') })
    .first()
    .click()
  await dialog.getByRole('combobox', { name: desk.t('segments.subject') }).click()
  await page.getByRole('option', { name: desk.t('segments.mailed') }).click()
  await dialog
    .getByRole('button', { name: desk.t('segments.add-group') })
    .first()
    .click()
  await dialog
    .getByRole('combobox', { name: desk.t('segments.subject') })
    .last()
    .click()
  await page.getByRole('option', { name: desk.t('segments.domain') }).click()
  await dialog.getByLabel(desk.t('segments.value')).last().fill('example.jp')
  await desk.picture('segment-builder')
  await dialog.getByRole('button', { name: desk.t('segments.save') }).click()
  await expect(dialog).toBeHidden(patient)
  await page.getByRole('tab', { name: desk.t('lists.tab-segments') }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'example.jp' })).toBeVisible()
  await desk.picture('segments')
  await page
    .getByRole('button', { name: desk.t('segments.edit-title', { name: 'example.jp' }) })
    .click()
  // Kept and read again, the group is where it was.
  await expect(desk.dialog().getByRole('group', { name: desk.t('segments.group') })).toBeVisible()
  await expect(desk.dialog().getByLabel(desk.t('segments.value')).last()).toHaveValue('example.jp')
  await page.keyboard.press('Escape')
}

export async function suppressAndLift(desk: WindowDesk): Promise<void> {
  const { page } = desk
  await desk.goTo('page.contacts')
  await page.getByRole('tab', { name: desk.t('lists.tab-suppression') }).click()
  await expect(page.getByText(desk.t('suppression.none'), { exact: true })).toBeVisible(patient)
  await desk.picture('suppression-none')
  await desk.press('suppression.add')
  await desk
    .dialog()
    .getByLabel(desk.t('suppression.values'))
    .fill('taro@example.jp\nbad.example\nnot one\n*@x.example')
  await desk.picture('suppression-add')
  await desk
    .dialog()
    .getByRole('button', { name: desk.t('suppression.add-count', { count: 4 }) })
    .click()
  await expect(
    desk.dialog().getByText(desk.t('suppression.refused-line', { line: 3, value: 'not one' })),
  ).toBeVisible(patient)
  await desk.picture('suppression-added')
  await desk.press('app.close')
  await expect(page.getByRole('row')).toHaveCount(4)
  await desk.picture('suppression')
  await page.getByRole('row').filter({ hasText: 'bad.example' }).click()
  await desk.dialog().getByLabel(desk.t('permits.reason')).fill('確認済み')
  await typeCodeIn(desk, desk.dialog())
  await desk.picture('suppression-lift')
  await desk
    .dialog()
    .getByRole('button', { name: desk.t('suppression.lift'), exact: true })
    .click()
  await expect(desk.dialog()).toBeHidden(patient)
  await expect(page.getByRole('row')).toHaveCount(3)
}

/** One asks, another agrees, and the first takes the list out, once. */
export async function exportWithPermit(
  office: WindowDesk,
  approver: WindowDesk,
  o: { readonly folder: string },
): Promise<void> {
  await office.goTo('page.contacts')
  await office.press('permits.ask-export')
  await office.dialog().getByLabel(office.t('permits.reason')).fill('名簿の照合')
  await typeCodeIn(office, office.dialog())
  await office.picture('permit-ask')
  await office
    .dialog()
    .getByRole('button', { name: office.t('permits.ask') })
    .click()
  await expect(
    office.page.getByText(office.t('permits.state-waiting'), { exact: true }),
  ).toBeVisible(patient)
  await office.picture('permits')

  await approver.goTo('page.home')
  await approver.press('home.decide-act')
  await approver.page.getByRole('row').nth(1).click()
  await approver
    .dialog()
    .getByRole('radio', { name: approver.t('permits.agree-what') })
    .check()
  await typeCodeIn(approver, approver.dialog())
  await approver.picture('permit-decide')
  await approver
    .dialog()
    .getByRole('button', { name: approver.t('permits.agree'), exact: true })
    .click()
  await expect(approver.page.getByText(approver.t('permits.state-agreed'))).toBeVisible(patient)

  await expect(office.page.getByText(office.t('permits.state-agreed'))).toBeVisible(patient)
  await office.page.getByRole('row').nth(1).click()
  const file = join(o.folder, 'export.csv')
  await office.choose(file)
  await typeCodeIn(office, office.dialog())
  await office.picture('permit-export')
  await office
    .dialog()
    .getByRole('button', { name: office.t('permits.export-act') })
    .click()
  await expect(office.dialog().getByText(/export\.csv/)).toBeVisible(patient)
  await office.press('app.close')
  await expect(office.page.getByText(office.t('permits.state-used'))).toBeVisible(patient)
  expect(readFileSync(file, 'utf8')).toContain('名簿の照合')
}

/** A list gets its last day, and its end is told of where it matters. */
export async function keepUntilTomorrow(desk: WindowDesk): Promise<void> {
  const { page } = desk
  await desk.goTo('page.contacts')
  await desk.press('lists.keep')
  const tomorrow = new Date(Date.now() + 26 * 3_600_000).toISOString().slice(0, 10)
  await desk.dialog().getByLabel(desk.t('lists.keep-until')).fill(tomorrow)
  await desk.picture('list-keep')
  await desk
    .dialog()
    .getByRole('button', { name: desk.t('lists.keep-set') })
    .click()
  await expect(page.getByRole('button', { name: desk.t('lists.keep-change') })).toBeVisible(patient)
  await desk.picture('list-ends')
  await desk.goTo('page.home')
  await expect(page.getByRole('button', { name: desk.t('home.list-ends-act') })).toBeVisible(
    patient,
  )
  await desk.picture('home-list-ends')
}
