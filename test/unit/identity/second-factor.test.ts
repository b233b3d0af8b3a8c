import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePerson } from '../../../main/identity/new-person.ts'
import {
  acceptCode,
  identityMigrations,
  insertSecondFactor,
  recoveryCodesLeft,
} from '../../../main/identity/second-factor.ts'
import { totpCodeAt } from '../../../main/identity/totp.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import { makeSealingKey } from '../../../main/vault/vault.ts'
import { problemOf } from '../../support/problem.ts'
import { systemRandom as random } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const nowMs = 1_800_000_000_000

function setUp() {
  const db = openWritable({ file: join(makeTempFolder(), 'a.db'), key: random.bytes(32) })
  migrate(db, 'identity', identityMigrations)
  const person = makePerson('山田 太郎', 'gozen reiji no densha', random)
  const { id, keys, totpSecret, recoveryCodes } = person
  insertSecondFactor(db, { person, lastStep: -1 }, random)
  const check = (code: string) => acceptCode(db, { member: id, key: keys.sealing, code, nowMs })
  return { db, id, totpSecret, recoveryCodes, check }
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
  const asStranger = () => acceptCode(db, { member: id, key: stranger, code, nowMs })
  expect(problemOf(asStranger)).toBe('journal.envelope-not-for-us')
  expect(acceptCode(db, { member: 'm-2', key: stranger, code, nowMs })).toBe('wrong')
})
