import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ChecksOptions } from '../../../main/checks/checks.ts'
import type { CheckProgress } from '../../../preload/contract/checks.ts'
import type { Column } from '../../../preload/contract/import.ts'
import { author, makeCampaignDesk } from '../../support/campaign-desk.ts'
import { thrownProblemAsync } from '../../support/thrown-problem.ts'
import { workbookOf } from '../../support/workbook-file.ts'

const columns: Column[] = [
  { index: 0, name: 'メール', meaning: 'address' },
  { index: 1, name: '氏名', meaning: 'name' },
]
const csv = (rows: readonly string[]) => ['メール,氏名', ...rows]

async function deskWith(rows: readonly string[], more: Partial<ChecksOptions> = {}) {
  const desk = makeCampaignDesk(more)
  const list = await desk.importList('顧客', columns, csv(rows))
  const { handlers } = desk.message
  const { id } = await handlers['campaigns.create']({ name: '案内' }, author)
  const text = '{{ 氏名 }} 様\n関所商事 a@example.jp 配信停止は上記まで'
  const change = { campaign: id, lists: [list], subject: '件名', text, identity: 's-1' }
  await handlers['campaigns.update'](change, author)
  const found = async (check: string) =>
    (await desk.checks.resultsFor(id)).find((each) => each.check === check)
  return { desk, id, found, list }
}

const customers = Array.from({ length: 300 }, (_, at) => `customer${at}@example.com,顧客 第${at}号`)

test('a workbook that holds the list of another mailing is known by the address book', async () => {
  const { desk, id, found } = await deskWith(['taro@example.com,山田 太郎'])
  await desk.importList('別の顧客', columns, csv(customers))
  const file = join(desk.folder, 'leaflet.xlsx')
  const cells = customers
    .slice(0, 30)
    .map(
      (each, at) =>
        `<row r="${at}"><c t="inlineStr"><is><t>${each.split(',')[0]}</t></is></c></row>`,
    )
  writeFileSync(file, workbookOf({ rows: cells.join('') }))
  desk.choose(file)
  await desk.message.handlers['campaigns.attach']({ campaign: id }, author)
  expect(await found('list-attached')).toMatchObject({
    verdict: 'stop',
    findings: [{ code: 'addresses', params: { name: 'leaflet.xlsx', count: 30 } }],
  })
})

test('DNS is asked about the sender, and about nobody while there is none', async () => {
  const asked: string[] = []
  const { desk, id, found } = await deskWith(['taro@docomo.ne.jp,山田 太郎'], {
    async senderRecords(domain) {
      asked.push(domain)
      return { spf: false, dmarc: false, isDkimAligned: null }
    },
  })
  expect((await found('carrier-rule'))?.verdict).not.toBe('pass')
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatch(/^[a-z.-]+\.[a-z]+$/)
  const change = { campaign: id, identity: null }
  await desk.message.handlers['campaigns.update'](change, author)
  await found('carrier-rule')
  expect(asked).toHaveLength(1)
})

test('a run in its thread says how far it is, and gives what one in this thread gives', async () => {
  const steps: CheckProgress[] = []
  const { found, id } = await deskWith([...customers, 'x@gmai.com,山田様'], {
    onProgress: (each) => steps.push(each),
  })
  expect((await found('honorific'))?.findings).toMatchObject([{ params: { index: 300 } }])
  expect((await found('domain-typo'))?.verdict).toBe('warning')
  expect(steps).toEqual([
    { campaign: id, step: 'survey', done: 301, total: 301 },
    { campaign: id, step: 'messages', done: 301, total: 301 },
  ])
})

test('a run that a person ends says so, and the next one begins anew', async () => {
  const stopping: { now: () => void } = { now: () => undefined }
  const { desk, id, found } = await deskWith(customers, { onProgress: () => stopping.now() })
  stopping.now = () => void desk.checks.handlers['campaigns.check-stop']({ campaign: id }, author)
  const asked = desk.checks.handlers['campaigns.check']({ campaign: id }, author)
  const problem = await thrownProblemAsync(Promise.resolve(asked))
  expect(problem.code).toBe('checks.run-stopped')
  stopping.now = () => undefined
  expect((await found('honorific'))?.verdict).toBe('pass')
})

describe('against the last release', () => {
  const request = 'b'.repeat(64)

  test('others than last time are counted', async () => {
    const previous = () => ({ request, count: 60 })
    const { desk, found } = await deskWith(customers.slice(0, 60), { previous })
    expect((await found('audience-difference'))?.verdict).toBe('pass')
    await desk.importList('前回', columns, csv(customers.slice(100, 160)))
    desk.db.exec(
      `INSERT INTO book.mailing (contact_id, request, at)
       SELECT id, '${request}', 0 FROM book.contact WHERE address LIKE 'customer1__@%'`,
    )
    expect(await found('audience-difference')).toMatchObject({
      verdict: 'warning',
      findings: [{ code: 'replaced', params: { stayed: 0, previousCount: 60, count: 60 } }],
    })
  })

  test('names that an import has changed for many are found', async () => {
    const { desk, found, list } = await deskWith(customers.slice(0, 40))
    const slipped = customers
      .slice(0, 40)
      .map((each, at) => `${each.split(',')[0]},顧客 第${at + 1}号`)
    expect((await found('merge-shift'))?.verdict).toBe('pass')
    await desk.importAgain(list, columns, csv(slipped))
    expect(await found('merge-shift')).toMatchObject({
      verdict: 'warning',
      findings: [{ code: 'renamed', params: { count: 40, total: 40 } }],
    })
  })
})
