import { expect, test } from 'vitest'
import { attachmentName, attachmentType } from '../../../main/message/attachment.ts'

test.each([
  ['C:\\Users\\x\\案内.pdf', '案内.pdf'],
  ['/home/x/../../案内.pdf', '案内.pdf'],
  ['..\\..\\x', 'x'],
  ['a\r\nb.pdf', 'a b.pdf'],
  ['report\u202efdp.exe', 'reportfdp.exe'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['file.txt:stream', 'file.txt_stream'],
  ['.htaccess', 'htaccess'],
  ['a.pdf. ', 'a.pdf'],
  ['か\u3099.pdf', 'が.pdf'],
  ['...', 'attachment'],
  [`${'長'.repeat(300)}.pdf`, `${'長'.repeat(116)}.pdf`],
])('%j is attached as %j', (path, name) => {
  expect(attachmentName(path)).toBe(name)
})

test.each([
  ['a.pdf', '%PDF-1.7', 'application/pdf'],
  ['a.PDF', '%PDF-1.7', 'application/pdf'],
  ['a.pdf', 'MZ\x90', 'application/octet-stream'],
  ['a.txt', '%PDF-1.7', 'application/octet-stream'],
  ['a.xlsx', 'PK\x03\x04', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['a.csv', '1,2', 'text/csv'],
  ['a.eml', 'From: x', 'application/octet-stream'],
  ['a', 'x', 'application/octet-stream'],
])('%s beginning with %j is %s', (name, start, type) => {
  expect(attachmentType(name, Buffer.from(start, 'latin1'))).toBe(type)
})
