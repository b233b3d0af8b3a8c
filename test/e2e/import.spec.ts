import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { Language } from '../../preload/contract/app.ts'
import type { PlainTextKey } from '../../renderer/i18n/catalog.ts'
import { WindowDesk } from '../support/window-desk.ts'
import { found, logIn } from '../support/window-people.ts'
import { workbookOf } from '../support/workbook-file.ts'

/** A workbook that is tried, imported, handed back and undone; then a file dropped, a table pasted. */

const [language = 'ja'] = (process.env.LANGUAGES ?? 'ja').split(',') as Language[]
const pictures = process.env.PICTURES ?? join(import.meta.dirname, '../../test-results/screenshots')
const patient = { timeout: 30_000 }
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const table = [
  ['氏名', 'メールアドレス', '会社名'],
  ['佐藤 太郎', 'sato@example.jp', '見本商事'],
  ['鈴木 花子', 'suzuki@example.jp', '見本商事'],
  ['外字\ue000子', 'gaiji@example.jp', '例示工業'],
  ['田中 一', 'tanaka.example.jp', '例示工業'],
  ['佐藤 再', 'sato@example.jp', '例示工業'],
]
const rows = table
  .map((cells, at) => {
    const inner = cells.map((text, column) => {
      const place = `${'ABC'.charAt(column)}${at + 1}`
      return `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
    })
    return `<row r="${at + 1}">${inner.join('')}</row>`
  })
  .join('')

let folder: string
let desk: WindowDesk

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

test('a workbook: its sheet is chosen, and a trial tells what would become of it', async () => {
  const { page } = desk
  const file = join(folder, 'members.xlsx')
  writeFileSync(file, workbookOf({ rows }))
  await desk.goTo('page.contacts')
  await desk.press('lists.import')
  await desk.choose(file)
  await desk.press('import.choose')
  const sheet = page.getByRole('combobox', { name: desk.t('import.sheet') })
  await expect(sheet).toHaveText('名簿', patient)
  await sheet.click()
  await page.getByRole('option', { name: '控え' }).click()
  await expect(page.getByRole('cell', { name: 'z@example.jp' })).toBeVisible(patient)
  await sheet.click()
  await page.getByRole('option', { name: '名簿' }).click()
  const title = page.getByRole('columnheader', { name: '会社名' })
  await expect(title).toBeVisible(patient)
  await desk.picture('import-workbook')
  await desk.press('import.try')
  await expect(page.getByRole('heading', { name: desk.t('import.trial-title') })).toBeVisible(
    patient,
  )
  await expect(page.getByText(desk.t('import.flag-user-defined')).last()).toBeVisible()
  await desk.seesProblem('lists.row-address-no-at')
  await desk.picture('import-trial')
})

test('it is imported, what was not taken is saved, and all of it is undone', async () => {
  const { page } = desk
  const [beforeCount = ''] = desk.t('import.start', { count: '#' }).split('#')
  await page
    .getByRole('button', { name: new RegExp(`^${beforeCount}`) })
    .last()
    .click()
  const done = desk.t('import.done', { name: 'members.xlsx' })
  await expect(page.getByText(done)).toBeVisible(patient)
  const saved = join(folder, 'back.csv')
  await desk.choose(saved)
  await desk.press('import.save-rows')
  await expect(page.getByText(desk.t('import.rows-saved', { count: 2 }))).toBeVisible(patient)
  expect(readFileSync(saved, 'utf8')).toContain('"tanaka.example.jp","例示工業","5",')
  await page.getByRole('tab', { name: desk.t('import.flagged') }).click()
  await expect(page.getByRole('cell', { name: desk.t('import.flag-user-defined') })).toBeVisible(
    patient,
  )
  await desk.picture('import-flagged')
  const undo = desk.t('import.undo-of', { name: 'members.xlsx' })
  await page.getByRole('button', { name: undo }).click()
  await expect(desk.dialog()).toContainText(desk.t('import.undo-body', { count: 3 }))
  await desk.picture('import-undo')
  await page.getByRole('button', { name: desk.t('import.undo-now', { count: 3 }) }).click()
  await expect(
    page.getByText(desk.t('import.undone-body', { removed: 3, restored: 0, kept: 0 })),
  ).toBeVisible(patient)
  await desk.picture('import-undone')
  await desk.press('app.close')
  await expect(page.getByText(desk.t('lists.empty'))).toBeVisible(patient)
})

test('what was pasted is gone after a lock, and the window says so', async () => {
  const { page } = desk
  await desk.press('lists.import')
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'メール\t氏名\nlock@example.jp\t錠\n')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  await expect(page.getByRole('cell', { name: 'lock@example.jp' })).toBeVisible(patient)
  await desk.press('app.lock')
  await logIn(desk)
  await desk.goTo('page.contacts')
  await desk.press('lists.import')
  const name = desk.t('import.pasted-name')
  await expect(page.getByText(desk.t('import.forgotten', { name }))).toBeVisible(patient)
  await desk.picture('import-forgotten')
  await desk.goTo('page.contacts')
})

test('a file is dropped, a table is pasted; what is too large says what to do', async () => {
  const { page } = desk
  await desk.press('lists.import')
  await expect(page.getByText(desk.t('import.choose-title'))).toBeVisible(patient)
  await expect(page.getByText(/members\.xlsx.*(元に戻しました|undone)/)).toBeVisible(patient)
  await desk.picture('import-history')
  const drop = async (name: string, content: string, copies: number) => {
    const dataTransfer = await page.evaluateHandle(
      ([fileName, text, count]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File(new Array<string>(count).fill(text), fileName))
        return transfer
      },
      [name, content, copies] as const,
    )
    await page
      .getByRole('heading', { name: desk.t('import.choose-title') })
      .or(page.getByText(desk.t('import.choose-title')))
      .first()
      .dispatchEvent('drop', { dataTransfer })
  }
  const sizeBytesMax = 64 * 1024 * 1024
  await drop('huge.csv', 'x'.repeat(1024 * 1024), 65)
  await expect(
    page.getByText(desk.t('import.drop-too-large', { name: 'huge.csv', sizeBytesMax })),
  ).toBeVisible(patient)
  await desk.picture('import-drop-too-large')
  await drop('dropped.csv', 'メール,氏名\na@example.jp,青木\n', 1)
  await expect(page.getByRole('cell', { name: 'a@example.jp' })).toBeVisible(patient)
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'メール\t氏名\nb@example.jp\t伴\n')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  await expect(page.getByRole('cell', { name: 'b@example.jp' })).toBeVisible(patient)
  await desk.picture('import-pasted')
  await page.getByRole('switch', { name: desk.t('import.record-consent-for-all') }).click()
  await page.getByLabel(desk.t('contacts.way'), { exact: true }).selectOption('paper')
  await page.getByLabel(desk.t('contacts.given-on'), { exact: true }).fill('2026-04-01')
  await desk.press('import.try')
  await expect(page.getByText(desk.t('import.consents')).last()).toBeVisible(patient)
  await expect(page.getByText(desk.t('import.trial-title'))).toBeVisible()
  // What counts is what shows: the trial has not hidden it.
  await expect(page.getByLabel(desk.t('contacts.given-on'), { exact: true })).toHaveValue(
    '2026-04-01',
  )
  await desk.picture('import-consent')
  expect(desk.complaints).toEqual([])
})

test('contacts are curated: changed one by one and many at once, merged, deleted', async () => {
  const { page } = desk
  const file = join(folder, 'curated.csv')
  const people = ['山田 太郎,見本商事,t@example.jp', '山田太郎,㈱見本商事,y@example.com']
  writeFileSync(file, `氏名,会社名,メール\n${people.join('\n')}\n佐藤,例示工業,s@example.jp\n`)
  await desk.choose(file)
  await desk.press('import.choose-other')
  await expect(page.getByRole('cell', { name: 's@example.jp' })).toBeVisible(patient)
  const [beforeCount = ''] = desk.t('import.start', { count: '#' }).split('#')
  await page
    .getByRole('button', { name: new RegExp(`^${beforeCount}`) })
    .last()
    .click()
  await desk.press('import.to-list')

  await page.getByRole('gridcell', { name: 's@example.jp', exact: true }).click(patient)
  const drawer = desk.dialog()
  await drawer.getByLabel(desk.t('lists.field-company'), { exact: true }).fill('例示商会')
  await desk.press('contacts.save')
  await expect(drawer.getByText(desk.t('contacts.saved'))).toBeVisible(patient)
  await drawer.getByLabel(desk.t('contacts.new-tag')).fill('重要')
  await desk.press('contacts.add-tag')
  await expect(drawer.getByRole('listitem').filter({ hasText: '重要' })).toBeVisible(patient)
  await desk.picture('contact-detail')
  await drawer.getByRole('tab', { name: desk.t('contacts.tab-consent') }).click()
  await desk.press('contacts.add-consent')
  await desk.field('contacts.given-on').fill('2026-04-01')
  await desk.field('contacts.wording').fill('お知らせを受け取ることに同意します')
  await desk.choose(file)
  await desk.press('contacts.choose-proof')
  await expect(page.getByText('curated.csv')).toBeVisible(patient)
  await desk.picture('contact-consent-new')
  await page
    .getByRole('button', { name: desk.t('contacts.save-consent') })
    .last()
    .click()
  await expect(page.getByText(desk.t('contacts.consent-given'))).toBeVisible(patient)
  await desk.picture('contact-consent')
  await drawer.getByRole('tab', { name: desk.t('contacts.tab-history') }).click()
  await expect(
    drawer.getByText(desk.t('contacts.changed-text', { before: '例示工業', after: '例示商会' })),
  ).toBeVisible(patient)
  await desk.picture('contact-history')
  await desk.press('app.close')

  const curate = async (key: PlainTextKey) => {
    await desk.press('contacts.curate')
    await page.getByRole('menuitem', { name: desk.t(key) }).click()
  }
  await curate('contacts.fields')
  await desk.field('contacts.field-name').fill('区分')
  await desk.field('contacts.field-kind').selectOption('choice')
  await desk.field('contacts.field-choices').fill('個人\n法人')
  await desk.press('contacts.save-field')
  await expect(page.getByRole('listitem').filter({ hasText: '法人' })).toBeVisible(patient)
  await desk.picture('contact-fields')
  await desk.press('app.cancel')

  await desk.press('contacts.bulk-found')
  await page.getByRole('radio', { name: desk.t('contacts.bulk-set-field') }).click()
  const named = (key: PlainTextKey) =>
    desk.dialog().getByRole('combobox', { name: desk.t(key), exact: true })
  await named('contacts.field').selectOption('区分')
  await named('contacts.value').selectOption('法人')
  await desk.picture('contact-bulk')
  await page.getByRole('button', { name: desk.t('contacts.bulk-now', { count: 3 }) }).click()
  await expect(page.getByText(desk.t('contacts.bulk-changed', { count: 3 }))).toBeVisible(patient)
  await expect(page.getByRole('gridcell', { name: '法人' }).first()).toBeVisible(patient)
  await desk.picture('contact-bulk-done')
  await curate('contacts.bulk-edits')
  await page.getByRole('button', { name: /区分/ }).click()
  await expect(
    page.getByText(desk.t('contacts.bulk-restored', { restored: 3, kept: 0 })),
  ).toBeVisible(patient)
  await desk.picture('contact-bulk-undone')
  await desk.press('app.close')

  await curate('contacts.duplicates')
  await desk.press('contacts.search-duplicates')
  await expect(page.getByText(desk.t('contacts.same-name'))).toBeVisible(patient)
  await desk.picture('contact-duplicates')
  await page.getByRole('button', { name: /t@example\.jp/ }).click()
  await page.getByRole('radio', { name: /y@example\.com/ }).click()
  await desk.picture('contact-merge')
  await page.getByRole('button', { name: desk.t('contacts.merge-now', { count: 2 }) }).click()
  await expect(page.getByText(desk.t('contacts.no-duplicates'))).toBeVisible(patient)
  await desk.press('app.close')

  const grid = page.getByRole('grid')
  await expect(grid.getByRole('gridcell', { name: 't@example.jp', exact: true })).toBeHidden()
  await grid.focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Space')
  await expect(page.getByText(desk.t('contacts.ticked', { count: 1 }))).toBeVisible(patient)
  await desk.press('contacts.erase')
  await desk.picture('contact-erase')
  await page.getByRole('button', { name: desk.t('contacts.erase-now', { count: 1 }) }).click()
  await expect(grid.getByRole('gridcell', { name: 's@example.jp', exact: true })).toBeHidden()
  await curate('contacts.find-erased')
  await desk.field('lists.field-address').fill('S@example.jp')
  await desk.press('contacts.find-erased-now')
  await expect(page.getByText(desk.t('contacts.erase-requested'))).toBeVisible(patient)
  await desk.picture('contact-erased')
  await desk.press('app.cancel')
  await curate('contacts.keeping')
  await desk.picture('contact-keeping')
  await desk.press('app.cancel')
  expect(desk.complaints).toEqual([])
})

test('a list belongs to a department once there is one, and can be given to another', async () => {
  const { page } = desk
  const departments = ['広報課', '税務課']
  await desk.goTo('page.administration')
  for (const name of departments) {
    await desk.press('departments.add')
    await desk.field('departments.name').fill(name)
    await desk.typeCode()
    await desk.press('departments.act')
    const kept = page.getByRole('list', { name: desk.t('departments.title') })
    await expect(kept.getByText(name)).toBeVisible(patient)
    await expect(desk.dialog()).toHaveCount(0)
  }
  await desk.goTo('page.contacts')
  await desk.press('lists.new')
  await desk.field('lists.name').fill('納税通知')
  const choose = async (name: string) => {
    await desk
      .dialog()
      .getByRole('combobox', { name: desk.t('lists.department') })
      .click()
    await page.getByRole('option', { name }).click()
  }
  await choose('税務課')
  await desk.picture('list-new-department')
  await desk.press('lists.new-now')
  const entry = page.getByRole('button', { name: /納税通知/ })
  await expect(entry).toContainText('税務課', patient)
  await desk.press('lists.move')
  await choose('広報課')
  await desk.picture('list-move')
  await desk.press('lists.move-now')
  await expect(entry).toContainText('広報課', patient)
  await desk.picture('list-of-department')
  expect(desk.complaints).toEqual([])
})
