import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { writeContactFile } from '../../../build/demo/contact-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-contact-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, seed: number) {
  const file = join(folder, name)
  const facts = writeContactFile({ file, rowCount: 3000, seed })
  return { facts, bytes: readFileSync(file) }
}

it('is the same for the same seed, and another for another', () => {
  const first = write('a.csv', 1)
  expect(write('b.csv', 1)).toEqual(first)
  expect(write('c.csv', 2).bytes.equals(first.bytes)).toBe(false)
})

it('is what offices have: CP932, kana, IDN, 様, quoted breaks, bad rows, duplicates', () => {
  const { facts, bytes } = write('d.csv', 1)
  const text = new TextDecoder('shift_jis').decode(bytes)
  for (const piece of [
    '髙',
    '﨑',
    '①',
    '㈱',
    '～',
    'ｻﾄｳ',
    '日本語.example',
    '例え.テスト',
    ' 様',
    '\n2行目"',
  ])
    expect(text).toContain(piece)
  const { added, duplicate, invalid, rowCount } = facts
  const refused = Object.values(invalid).reduce((sum, each) => sum + each, 0)
  expect(added + duplicate + refused).toBe(rowCount)
  expect(duplicate).toBeGreaterThan(50)
  expect(Object.keys(invalid).length).toBe(15)
})

it('can reach nobody: every domain is reserved for examples and tests', () => {
  const text = new TextDecoder('shift_jis').decode(write('e.csv', 1).bytes).normalize('NFKC')
  const domains = [...text.matchAll(/@([^@\s,;>"]+)/g)].map((match) => match[1] ?? '')
  expect(domains.length).toBeGreaterThan(2500)
  for (const domain of domains)
    expect(domain.replaceAll('。', '.').toLowerCase()).toMatch(
      /^-?example$|(?:^|[.-])(?:example\.jp|example\.com|example|test|テスト)$/,
    )
})
