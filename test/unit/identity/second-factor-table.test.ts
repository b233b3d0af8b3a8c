import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePerson, type NewPerson } from '../../../main/identity/new-person.ts'
import {
  acceptCode,
  identityMigrations,
  insertSecondFactor,
  recoveryCodesLeft,
} from '../../../main/identity/second-factor-table.ts'
import { totpCodeAt } from '../../../main/identity/totp.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import { makeSealingKey } from '../../../main/vault/vault.ts'
import { problemOf } from '../../support/problem.ts'
import { systemRandom as random } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const nowMs = 1_800_000_000_000

function setUp(like?: { readonly person: NewPerson }) {
  const db = openWritable({ file: join(makeTempFolder(), 'a.db'), key: random.bytes(32) })
  migrate(db, 'identity', identityMigrations)
  const person = like?.person ?? makePerson('山田 太郎', 'gozen reiji no densha', random)
  const { id, keys, totpSecret, recoveryCodes } = person
  insertSecondFactor(db, { person, lastStep: -1 }, random)
  const marks = new Set<string>()
  const isMarked = (mark: string) => marks.has(mark)
  const accept = (code: string) =>
    acceptCode(db, { member: id, key: keys.sealing, code, nowMs, isMarked })
  const check = (code: string) => accept(code).kind
  return { db, id, person, totpSecret, recoveryCodes, check, accept, marks }
}

test('a code is accepted once, and older ones not after it', () => {
  const { totpSecret, check } = setUp()
  const code = totpCodeAt(totpSecret, nowMs)
  expect(check(code)).toBe('accepted')
  expect(check(code)).toBe('spent')
  expect(check(totpCodeAt(totpSecret, nowMs - 30_000))).toBe('spent')
  expect(check(totpCodeAt(totpSecret, nowMs + 30_000))).toBe('accepted')
})

test('a recovery code stands in once, however it is spelled', () => {
  const { db, id, recoveryCodes, check } = setUp()
  const code = recoveryCodes[3]!
  expect(check(code.toLowerCase().replaceAll('-', ' '))).toBe('accepted')
  expect(check(code)).toBe('spent')
  expect(check('0000-0000-0000-0000')).toBe('wrong')
  expect(recoveryCodesLeft(db, id)).toBe(9)
})

test('another member’s key cannot read the secret, and nobody unknown has a code', () => {
  const { db, id, totpSecret } = setUp()
  const code = totpCodeAt(totpSecret, nowMs)
  const stranger = makeSealingKey(random)
  const asStranger = () =>
    acceptCode(db, { member: id, key: stranger, code, nowMs, isMarked: () => false })
  expect(problemOf(asStranger)).toBe('journal.envelope-not-for-us')
  const asNobody = { member: 'm-2', key: stranger, code, nowMs, isMarked: () => false }
  expect(acceptCode(db, asNobody)).toEqual({ kind: 'wrong' })
})

test('what another PC has marked is spent here too, and all before it', () => {
  const [one, other] = [setUp(), setUp()]
  const later = totpCodeAt(one.totpSecret, nowMs + 30_000)
  const used = one.accept(later)
  if (used.kind !== 'accepted') throw new Error('the code is good')
  expect(used.spent.factor).toBe('totp')
  // A mark says nothing about the code, and nothing to whoever has another secret.
  expect(used.spent.mark).toMatch(/^[0-9a-f]{64}$/)
  other.marks.add(used.spent.mark)
  expect(other.check(totpCodeAt(other.totpSecret, nowMs + 30_000))).toBe('accepted')
  const same = setUp(one)
  same.marks.add(used.spent.mark)
  expect(same.check(later)).toBe('spent')
  expect(same.check(totpCodeAt(one.totpSecret, nowMs))).toBe('spent')
  same.marks.clear()
  expect(same.check(later)).toBe('accepted')
})

test('a recovery code that another PC has used is spent', () => {
  const one = setUp()
  const code = one.recoveryCodes[0]!
  const used = one.accept(code)
  if (used.kind !== 'accepted') throw new Error('the code is good')
  const same = setUp(one)
  same.marks.add(used.spent.mark)
  expect(same.check(code)).toBe('spent')
  expect(same.check(one.recoveryCodes[1]!)).toBe('accepted')
})
