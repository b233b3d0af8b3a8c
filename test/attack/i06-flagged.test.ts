import { describe, expect, it } from 'vitest'
import { attachmentFlags } from '../../main/approval/attachment-flag.ts'
import { linkTableOf } from '../../main/approval/link-table.ts'

/** I06: what is made to look like something else is flagged to the approver, by what was signed. */

const pdf = Buffer.from('%PDF-1.7 test')
const program = Buffer.from('MZ\u0090\u0000 program', 'latin1')
const archive = Buffer.from('504b030414000000', 'hex')

describe('I06 attachments', () => {
  it.each([
    ['案内.pdf', 'application/pdf', pdf, []],
    ['集計.xlsx', typeOf('xlsx'), archive, []],
    ['集計.xlsm', 'application/octet-stream', archive, ['can-run', 'other-content']],
    ['案内.pdf', 'application/pdf', program, ['can-run', 'other-content']],
    // Its author's workstation may say what it likes.
    ['案内.pdf', 'application/pdf', archive, ['other-content']],
    [
      '案内.pdf.exe',
      'application/octet-stream',
      program,
      ['can-run', 'other-content', 'two-endings'],
    ],
    ['案内.pdf   .scr', 'application/pdf', program, ['can-run', 'other-content', 'two-endings']],
    [
      '案内\u202efdp.exe',
      'application/octet-stream',
      program,
      ['can-run', 'other-content', 'reading-turned'],
    ],
    ['手順.html', 'text/html', Buffer.from('<script>'), ['can-run']],
    ['案内.2026.pdf', 'application/pdf', pdf, []],
  ])('I06 I10 %s as %s', (name, type, bytes, flags) => {
    expect(attachmentFlags({ name, type }, bytes)).toEqual(flags)
  })
})

describe('I06 links', () => {
  const suspicious = (html: string) => {
    const source = { text: '', html }
    return linkTableOf(source, [source]).map((each) => each.suspicious)
  }

  it.each([
    ['<a href="https://bank.example.jp/">bank.example.jp</a>', false],
    ['<a href="https://evil.example.com/">bank.example.jp</a>', true],
    ['<a href="https://bаnk.example.jp/">お知らせ</a>', true],
    ['<a href="data:text/html,x">お知らせ</a>', true],
    ['<a href="javascript:x">お知らせ</a>', true],
    ['<a href="https://bank.example.jp@evil.example.com/">お知らせ</a>', true],
  ])('I06 %s', (html, expected) => {
    expect(suspicious(html)).toEqual([expected])
  })
})

function typeOf(ending: 'xlsx'): string {
  return { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }[ending]
}
