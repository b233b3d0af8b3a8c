import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { createSuppressionMatch } from '../../../main/lists/suppression-match.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

it('says what keeps somebody out: the address, its domain or one above, a pattern', () => {
  const match = createSuppressionMatch({
    addresses: ['stop@example.jp'],
    domains: ['example.com', 'sub.example.net'],
    patterns: ['*+test@*', 'no?@example.org'],
  })
  expect(match('stop@example.jp')).toEqual({ kind: 'address', value: 'stop@example.jp' })
  expect(match('go@example.jp')).toBeNull()
  expect(match('a@example.com')).toEqual({ kind: 'domain', value: 'example.com' })
  expect(match('a@mail.example.com')).toEqual({ kind: 'domain', value: 'example.com' })
  expect(match('a@notexample.com')).toBeNull()
  expect(match('a@example.net')).toBeNull()
  expect(match('a@sub.example.net')).toEqual({ kind: 'domain', value: 'sub.example.net' })
  expect(match('me+test@example.jp')).toEqual({ kind: 'pattern', value: '*+test@*' })
  expect(match('now@example.org')).toEqual({ kind: 'pattern', value: 'no?@example.org' })
  expect(match('no@example.org')).toBeNull()
})

it('patterns fit what they fit in SQL', () => {
  const file = join(makeTempFolder(), 'glob.db')
  const db = openWritable({ file, key: new Uint8Array(32) })
  onTestFinished(db.close)
  const glob = db.prepare<{ fits: number }>('SELECT ? GLOB ? AS fits')
  const text = fc.string({ unit: fc.constantFrom(...'ab.@'), maxLength: 8 })
  const pattern = fc.string({ unit: fc.constantFrom(...'ab.@*?'), minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(text, pattern, (key, value) => {
      const match = createSuppressionMatch({ addresses: [], domains: [], patterns: [value] })
      expect(match(key) !== null).toBe(glob.get(key, value)?.fits === 1)
    }),
    { numRuns: process.env.SLOW ? 50_000 : 2000 },
  )
})

it('no pattern takes long', () => {
  const match = createSuppressionMatch({
    ...{ addresses: [], domains: [] },
    patterns: [`${'*a'.repeat(60)}b@*`],
  })
  expect(match(`${'a'.repeat(200)}@example.jp`)).toBeNull()
})
