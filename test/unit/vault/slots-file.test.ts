import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSlots, writeSlots } from '../../../main/vault/slots-file.ts'
import { problemOf } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const slot = {
  member: 'm-1',
  name: '山田 太郎',
  kdf: { memoryKiB: 65536, passes: 3, lanes: 4 },
  salt: 'ab'.repeat(32),
  wrapped: 'cd'.repeat(112),
}
const good = {
  v: 1 as const,
  workstationCheck: 'ef'.repeat(32),
  database: 'vault-00112233.db',
  slots: [slot],
}

test('what is written is read back; no file is no vault', () => {
  const folder = makeTempFolder()
  expect(readSlots(folder)).toBeNull()
  writeSlots(folder, good)
  expect(readSlots(folder)).toEqual(good)
})

test.each([
  ['another version', { ...good, v: 2 }],
  ['a database elsewhere', { ...good, database: '../other/vault-00112233.db' }],
  ['no slot', { ...good, slots: [] }],
  ['an extra field', { ...good, extra: 1 }],
  [
    'a cost that would stop the PC',
    { ...good, slots: [{ ...slot, kdf: { ...slot.kdf, memoryKiB: 2 ** 31 } }] },
  ],
  ['a short salt', { ...good, slots: [{ ...slot, salt: 'ab' }] }],
  ['a member that is no id', { ...good, slots: [{ ...slot, member: '../x' }] }],
])('%s is refused', (_, content) => {
  const folder = makeTempFolder()
  writeFileSync(join(folder, 'slots.json'), JSON.stringify(content))
  expect(problemOf(() => readSlots(folder))).toBe('vault.damaged')
})

test('whatever else is in the file, the answer is a problem', () => {
  const folder = makeTempFolder()
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      writeFileSync(join(folder, 'slots.json'), text)
      expect(problemOf(() => readSlots(folder))).toBe('vault.damaged')
    }),
    { numRuns: 50 },
  )
})
