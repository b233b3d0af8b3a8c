import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recipientFileBytes, recipientFilesOf } from '../../../main/message/recipient-file.ts'
import type { Column } from '../../../preload/contract/import.ts'
import { author, makeCampaignDesk } from '../../support/campaign-desk.ts'
import { problemOf } from '../../support/problem.ts'
import { zipOf } from '../../support/workbook-file.ts'

const columns: Column[] = [
  { index: 0, name: 'address', meaning: 'address' },
  { index: 1, name: '書類', meaning: 'field' },
]

function setUp() {
  const desk = makeCampaignDesk()
  const { handlers } = desk.message
  return {
    ...{ desk, handlers },
    async draft() {
      const { id } = await handlers['campaigns.create']({ name: '明細' }, author)
      await handlers['campaigns.update']({ campaign: id, fileColumn: '書類' }, author)
      return id
    },
    async add(campaign: string, from: 'folder' | 'file' | 'archive', path: string) {
      desk.choose(path)
      return handlers['campaigns.add-files']({ campaign, from }, author)
    },
    folderWith(name: string, files: Readonly<Record<string, string>>) {
      const folder = join(desk.folder, name)
      mkdirSync(folder)
      for (const [each, text] of Object.entries(files)) writeFileSync(join(folder, each), text)
      return folder
    },
  }
}

it('takes a folder: whole files, no links, no folders, and says what it left', async () => {
  const { desk, draft, add, folderWith } = setUp()
  const campaign = await draft()
  const folder = folderWith('first', {
    'A.pdf': '%PDF-1.7 A',
    'ａ.pdf': '%PDF-1.7 other',
    'empty.pdf': '',
    'Thumbs.db': 'leftover',
    '明細\u200b.pdf': 'invisible',
  })
  mkdirSync(join(folder, 'inner'))
  symlinkSync('/etc/hostname', join(folder, 'link.txt'))
  const result = await add(campaign, 'folder', folder)
  expect(result).toMatchObject({ added: 1, replaced: 0, refusedCount: 5 })
  expect(new Map(result?.refused.map((each) => [each.name, each.reason]))).toEqual(
    new Map([
      [result?.refused.find((each) => each.reason === 'same-name')?.name ?? '', 'same-name'],
      ['empty.pdf', 'empty'],
      ['明細\u200b.pdf', 'invisible'],
      ['inner', 'not-a-file'],
      ['link.txt', 'not-a-file'],
    ]),
  )
  expect(recipientFilesOf(desk.db, campaign)).toHaveLength(1)
})

it('replaces a corrected file, keeps the rest, and a copy has its own', async () => {
  const { desk, handlers, draft, add, folderWith } = setUp()
  const campaign = await draft()
  const folder = folderWith('second', { 'A.pdf': '%PDF old', 'B.pdf': '%PDF b' })
  expect(await add(campaign, 'folder', folder)).toMatchObject({ added: 2 })
  const copy = await handlers['campaigns.copy']({ campaign }, author)
  writeFileSync(join(folder, 'A.pdf'), '%PDF new')
  expect(await add(campaign, 'folder', folder)).toMatchObject({
    replaced: 1,
    unchanged: 1,
    added: 0,
  })
  const textOf = (id: string, at: number) =>
    Buffer.from(recipientFileBytes(desk.db, recipientFilesOf(desk.db, id)[at]!)).toString()
  expect([textOf(campaign, 0), textOf(copy.id, 0), textOf(copy.id, 1)]).toEqual([
    '%PDF new',
    '%PDF old',
    '%PDF b',
  ])
  expect(copy.fileColumn).toBe('書類')
  await handlers['campaigns.remove-files']({ campaign, which: 'all', name: '' }, author)
  expect(textOf(copy.id, 1)).toBe('%PDF b')
  await handlers['campaigns.remove-files']({ campaign: copy.id, which: 'all', name: '' }, author)
  const left = desk.db
    .prepare<{ n: number }>(
      "SELECT count(*) AS n FROM recipient_file_content WHERE bytes LIKE '%b'",
    )
    .get()
  expect(left?.n).toBe(0)
})

it('reads an archive by what its entries are, and no path in it leads anywhere', async () => {
  const { desk, handlers, draft, add } = setUp()
  const campaign = await draft()
  const path = join(desk.folder, 'all.zip')
  const part = (name: string, bytes = '%PDF') => ({ name, bytes: Buffer.from(bytes) })
  writeFileSync(
    path,
    zipOf([
      part('明細/A.pdf', '%PDF a'),
      part('明細/B.pdf', '%PDF b'),
      part('別/B.pdf', '%PDF another'),
      part('../../climb.pdf'),
      part('/rooted.pdf'),
      part('C:/drive.pdf'),
      part('x\\y.pdf'),
      part('aux.pdf'),
      part('__MACOSX/._A.pdf'),
    ]),
  )
  const result = await add(campaign, 'archive', path)
  expect(result).toMatchObject({ added: 2, refusedCount: 6 })
  expect(result?.refused.map(({ reason }) => reason)).toEqual([
    ...['same-name', 'path', 'path', 'path', 'path', 'device'],
  ])
  writeFileSync(path, 'no archive')
  desk.choose(path)
  await expect(
    handlers['campaigns.add-files']({ campaign, from: 'archive' }, author),
  ).rejects.toMatchObject({ problem: { code: 'message.files-unreadable' } })
})

it('shows who gets which, masked for an author, and what is wrong first', async () => {
  const { desk, handlers, draft, add, folderWith } = setUp()
  const campaign = await draft()
  const list = await desk.importList('顧客', columns, [
    'address,書類',
    'a@example.jp,A.pdf',
    'b@example.jp,Ｂ.pdf',
    'c@example.jp,',
    'd@example.jp,A.pdf',
  ])
  await handlers['campaigns.update']({ campaign, lists: [list] }, author)
  const folder = folderWith('third', { 'A.pdf': '%PDF a', 'B.pdf': '%PDF b' })
  await add(campaign, 'folder', folder)
  const view = await handlers['campaigns.files'](
    { campaign, filter: 'wrong', search: '', offset: 0, limit: 50 },
    author,
  )
  expect(view).toMatchObject({
    ...{ fileCount: 2, recipientCount: 4, unusedCount: 1, total: 4 },
    counts: { assigned: 0, shared: 2, near: 1, empty: 1, missing: 0, refused: 0 },
  })
  expect(view.rows.map(({ state }) => state)).toEqual(['shared', 'near', 'empty', 'shared'])
  expect(JSON.stringify(view)).not.toContain('b@example.jp')
  const preview = await handlers['campaigns.preview']({ campaign, index: 1 }, author)
  expect(preview.ownFile).toMatchObject({ state: 'near', named: 'Ｂ.pdf', file: null })
})

it('says so when the vault no longer has exactly what was chosen', async () => {
  const { desk, draft, add, folderWith } = setUp()
  const campaign = await draft()
  await add(campaign, 'file', join(folderWith('fourth', { 'Z.pdf': '%PDF z' }), 'Z.pdf'))
  const [file] = recipientFilesOf(desk.db, campaign)
  desk.db
    .prepare('UPDATE recipient_file_content SET bytes = ? WHERE sha256 = ?')
    .run(Buffer.from('%PDF y'), file?.sha256 ?? '')
  expect(problemOf(() => recipientFileBytes(desk.db, file!))).toBe('message.file-altered')
})
