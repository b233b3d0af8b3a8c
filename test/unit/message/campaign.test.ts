import { createHash } from 'node:crypto'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { markFiled, messageMigrations, snapshotCampaign } from '../../../main/message/message.ts'
import { createPreviewDocuments } from '../../../main/message/preview.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import { CampaignView, MessagePreview } from '../../../preload/contract/campaigns.ts'
import type { Column } from '../../../preload/contract/import.ts'
import {
  author,
  type CampaignDesk,
  listManager,
  makeCampaignDesk,
} from '../../support/campaign-desk.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { thrownProblem, thrownProblemAsync } from '../../support/thrown-problem.ts'

const columns: Column[] = [
  { index: 0, name: 'メール', meaning: 'address' },
  { index: 1, name: '氏名', meaning: 'name' },
  { index: 2, name: '会員番号', meaning: 'field' },
]
const rows = ['メール,氏名,会員番号', 'taro@example.com,山田 太郎,1', 'hanako@example.org,,2']

const create = async (desk: CampaignDesk, name = '年末のご案内') =>
  v.parse(CampaignView, await desk.message.handlers['campaigns.create']({ name }, author))

async function written(desk: CampaignDesk) {
  const list = await desk.importList('顧客', columns, rows)
  const { id } = await create(desk)
  await desk.message.handlers['campaigns.update'](
    {
      campaign: id,
      lists: [list],
      subject: "{{ 氏名 | default: 'お客様' }}へ",
      text: '会員番号 {{ 会員番号 }}',
      html: '<p>{{ 会員番号 }}</p>',
    },
    author,
  )
  return id
}

describe('a copy', () => {
  test('is a draft that says the same, with the same editors and files of its own', async () => {
    const desk = makeCampaignDesk()
    const id = await written(desk)
    const { handlers } = desk.message
    const path = join(desk.folder, '案内.txt')
    writeFileSync(path, '案内')
    desk.choose(path)
    const original = v.parse(
      CampaignView,
      await handlers['campaigns.attach']({ campaign: id }, author),
    )
    markFiled(desk.db, id, 'a'.repeat(64))
    const second = { member: 'm-second', roles: ['author'] as const }
    const copy = v.parse(CampaignView, await handlers['campaigns.copy']({ campaign: id }, second))
    const { name, lists, subject, text, html, fields } = original
    expect(copy).toMatchObject({ name, lists, subject, text, html, fields, state: 'draft' })
    expect(copy).toMatchObject({ request: null, attachments: [{ name: '案内.txt' }] })
    expect(copy.attachments[0]?.sha256).toBe(original.attachments[0]?.sha256)
    expect(copy.attachments[0]?.id).not.toBe(original.attachments[0]?.id)
    expect(snapshotCampaign(desk.db, copy.id).editors).toEqual(['m-author', 'm-second'])
    await handlers['campaigns.update']({ campaign: copy.id, subject: '直した件名' }, second)
    expect((await handlers['campaigns.get']({ campaign: id }, author)).subject).toBe(subject)
  })

  test('leaves behind a list that is gone and a window that has passed', async () => {
    const desk = makeCampaignDesk()
    const id = await written(desk)
    const { handlers } = desk.message
    const windowUntil = '2020-01-01T00:00:00.000Z'
    await handlers['campaigns.update']({ campaign: id, windowUntil }, author)
    desk.db.prepare('DELETE FROM list').run()
    const copy = await handlers['campaigns.copy']({ campaign: id }, author)
    expect(copy).toMatchObject({ lists: [], windowFrom: null, windowUntil: null })
    expect((await handlers['campaigns.get']({ campaign: id }, author)).lists).toEqual([])
  })

  test('migration 20 keeps the campaigns that were there, copies of nothing', () => {
    const file = join(makeTempFolder(), 'old.db')
    const db = openWritable({ file, key: systemRandom.bytes(32) })
    migrate(db, 'message', messageMigrations.slice(0, 1))
    db.exec(`INSERT INTO campaign (id, name, state, subject, text, html, updated_at)
      VALUES ('c-1', '古い', 'draft', '', '', '', 1)`)
    migrate(db, 'message', messageMigrations)
    expect(db.prepare('SELECT id, copied_from FROM campaign').all()).toEqual([
      { id: 'c-1', copied_from: null },
    ])
    db.close()
  })
})

describe('a draft', () => {
  test('is created empty, changed by what is named, and read back', async () => {
    const desk = makeCampaignDesk()
    const { id } = await create(desk)
    const { handlers } = desk.message
    await handlers['campaigns.update']({ campaign: id, subject: '件名', identity: 's-1' }, author)
    const windowFrom = '2026-11-25T00:00:00.000Z'
    await handlers['campaigns.update']({ campaign: id, text: '本文', windowFrom }, author)
    const view = v.parse(CampaignView, await handlers['campaigns.get']({ campaign: id }, author))
    expect(view).toMatchObject({
      name: '年末のご案内',
      state: 'draft',
      request: null,
      subject: '件名',
      text: '本文',
      html: '',
      identity: 's-1',
      route: null,
      windowFrom,
      windowUntil: null,
      fields: [],
    })
    expect(await handlers['campaigns.list']({}, author)).toMatchObject([{ id, state: 'draft' }])
  })

  test('notes everybody who changed anything', async () => {
    const desk = makeCampaignDesk()
    const id = await written(desk)
    await desk.message.handlers['campaigns.update']({ campaign: id, lists: [] }, listManager)
    expect(snapshotCampaign(desk.db, id).editors).toEqual(['m-author', 'm-lists'])
  })

  test('a list manager chooses lists and writes nothing', async () => {
    const desk = makeCampaignDesk()
    const id = await written(desk)
    const act = () =>
      desk.message.handlers['campaigns.update']({ campaign: id, subject: 'x' }, listManager)
    expect(thrownProblem(act).code).toBe('ipc.not-allowed')
  })

  test('a window has to end after it begins', async () => {
    const desk = makeCampaignDesk()
    const { id } = await create(desk)
    const act = () =>
      desk.message.handlers['campaigns.update'](
        {
          campaign: id,
          windowFrom: '2026-11-25T00:00:00.000Z',
          windowUntil: '2026-11-24T00:00:00.000Z',
        },
        author,
      )
    expect(thrownProblem(act).code).toBe('message.window-ends-first')
  })

  test('what does not exist is named as such', () => {
    const desk = makeCampaignDesk()
    const { handlers } = desk.message
    expect(thrownProblem(() => handlers['campaigns.get']({ campaign: 'c-0' }, author)).code).toBe(
      'message.no-such-campaign',
    )
    expect(thrownProblem(() => markFiled(desk.db, 'c-0', 'a'.repeat(64))).code).toBe(
      'message.no-such-campaign',
    )
  })
})

describe('filed', () => {
  test('a filed campaign never changes again', async () => {
    const desk = makeCampaignDesk()
    const id = await written(desk)
    const { handlers } = desk.message
    const before = snapshotCampaign(desk.db, id)
    markFiled(desk.db, id, 'a'.repeat(64))
    expect(await handlers['campaigns.get']({ campaign: id }, author)).toMatchObject({
      state: 'filed',
      request: 'a'.repeat(64),
    })
    for (const act of [
      () => handlers['campaigns.update']({ campaign: id, subject: 'x' }, author),
      () => handlers['campaigns.detach']({ campaign: id, attachment: 'a-0' }, author),
      () => markFiled(desk.db, id, 'b'.repeat(64)),
      () => snapshotCampaign(desk.db, id),
    ])
      expect(thrownProblem(act).code).toBe('message.campaign-filed')
    desk.choose(join(desk.folder, 'x.pdf'))
    const attach = handlers['campaigns.attach']({ campaign: id }, author)
    expect((await thrownProblemAsync(Promise.resolve(attach))).code).toBe('message.campaign-filed')
    const after = await handlers['campaigns.get']({ campaign: id }, author)
    expect(after).toMatchObject({ subject: before.campaign.subject, text: before.campaign.text })
  })
})

describe('attachments', () => {
  const attach = (desk: CampaignDesk, id: string, path: string | null) => {
    desk.choose(path)
    return Promise.resolve(desk.message.handlers['campaigns.attach']({ campaign: id }, author))
  }

  test('are copied into the vault with their digest, and detached', async () => {
    const desk = makeCampaignDesk()
    const { id } = await create(desk)
    const path = join(desk.folder, '案内.pdf')
    writeFileSync(path, '%PDF-1.7 x')
    await attach(desk, id, path)
    writeFileSync(path, 'changed later')
    const view = await attach(desk, id, path)
    expect(view?.attachments).toMatchObject([
      {
        name: '案内.pdf',
        type: 'application/pdf',
        sizeBytes: 10,
        sha256: createHash('sha256').update('%PDF-1.7 x').digest('hex'),
      },
      { name: '案内 (2).pdf' },
    ])
    const { attachments } = snapshotCampaign(desk.db, id)
    expect(Buffer.from(attachments[0]!.bytes).toString()).toBe('%PDF-1.7 x')
    const first = view!.attachments[0]!.id
    const { handlers } = desk.message
    const detached = await handlers['campaigns.detach']({ campaign: id, attachment: first }, author)
    expect(detached.attachments).toHaveLength(1)
    expect(
      thrownProblem(() => handlers['campaigns.detach']({ campaign: id, attachment: first }, author))
        .code,
    ).toBe('message.no-such-attachment')
  })

  test('nothing chosen changes nothing', async () => {
    const desk = makeCampaignDesk()
    const { id } = await create(desk)
    expect(await attach(desk, id, null)).toBeNull()
  })

  test.each([
    ['missing', 'message.attachment-unreadable', () => undefined],
    ['a folder', 'message.attachment-unreadable', (path: string) => mkdirSync(path)],
    ['empty', 'message.attachment-empty', (path: string) => writeFileSync(path, '')],
    [
      'too large',
      'message.attachment-too-large',
      (path: string) => {
        writeFileSync(path, '')
        truncateSync(path, 10 * 1024 * 1024 + 1)
      },
    ],
  ])('%s is refused, and nothing is half-attached', async (_, code, prepare) => {
    const desk = makeCampaignDesk()
    const { id } = await create(desk)
    const path = join(desk.folder, 'file.pdf')
    prepare(path)
    expect((await thrownProblemAsync(attach(desk, id, path))).code).toBe(code)
    expect(snapshotCampaign(desk.db, id).attachments).toEqual([])
  })

  test('all together stay under the bound', async () => {
    const desk = makeCampaignDesk()
    const { id } = await create(desk)
    const path = join(desk.folder, 'big.zip')
    writeFileSync(path, Buffer.alloc(9 * 1024 * 1024, 1))
    await attach(desk, id, path)
    await attach(desk, id, path)
    expect((await thrownProblemAsync(attach(desk, id, path))).code).toBe(
      'message.attachments-too-large',
    )
  })
})

describe('preview', () => {
  test('shows one recipient, masked for whoever may not read addresses', async () => {
    const desk = makeCampaignDesk()
    const id = await written(desk)
    const preview = desk.message.handlers['campaigns.preview']
    const mine = v.parse(MessagePreview, await preview({ campaign: id, index: 1 }, author))
    expect(mine).toMatchObject({
      index: 1,
      count: 2,
      to: 'h***@example.org',
      subject: 'お客様へ',
      text: '会員番号 2',
      fallbacks: ['氏名'],
    })
    expect(desk.message.previewDocument(mine.htmlDocument ?? '')).toBe('<p>2</p>')
    const theirs = await preview({ campaign: id, index: 99 }, listManager)
    expect(theirs).toMatchObject({ index: 1, to: 'hanako@example.org' })
  })

  test('gives the same document the same name, and knows no others', async () => {
    const desk = makeCampaignDesk()
    const id = await written(desk)
    const preview = desk.message.handlers['campaigns.preview']
    const tokenOf = async (index: number) =>
      (await preview({ campaign: id, index }, author)).htmlDocument ?? ''
    const first = await tokenOf(0)
    expect(await tokenOf(0)).toBe(first)
    expect(await tokenOf(1)).not.toBe(first)
    expect(desk.message.previewDocument(first)).toBe('<p>1</p>')
    expect(desk.message.previewDocument('../../etc/passwd')).toBeNull()
  })

  test('keeps the documents that were shown last', () => {
    const documents = createPreviewDocuments(systemRandom, 2)
    const [first, second] = [documents.keep('1'), documents.keep('2')]
    documents.keep('1')
    const third = documents.keep('3')
    expect(documents.documentOf(second)).toBeNull()
    expect(documents.documentOf(first)).toBe('1')
    expect(documents.documentOf(third)).toBe('3')
  })

  test('says which field no list has, and that nobody is there', async () => {
    const desk = makeCampaignDesk()
    const id = await written(desk)
    const { handlers } = desk.message
    await handlers['campaigns.update']({ campaign: id, text: '{{ 指名 }}' }, author)
    const act = async () => handlers['campaigns.preview']({ campaign: id, index: 0 }, author)
    expect(await thrownProblemAsync(act())).toEqual({
      code: 'message.unknown-field',
      params: { part: 'text', field: '指名' },
    })
    await handlers['campaigns.update'](
      { campaign: id, lists: [], text: '', subject: '', html: '' },
      author,
    )
    expect((await thrownProblemAsync(act())).code).toBe('lists.empty')
  })

  test('the audience is counted', async () => {
    const desk = makeCampaignDesk()
    const id = await written(desk)
    expect(
      await desk.message.handlers['campaigns.audience']({ campaign: id }, author),
    ).toMatchObject({ count: 2, removed: { duplicate: 0, suppressed: 0 } })
  })
})
