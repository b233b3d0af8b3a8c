import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRecoveryCodes } from '../../../main/identity/recovery-code.ts'
import {
  acceptCode,
  identityMigrations,
  insertSecondFactor,
  recoveryCodesLeft,
} from '../../../main/identity/second-factor.ts'
import { makeTotpSecret, totpCodeAt } from '../../../main/identity/totp.ts'
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
  const key = makeSealingKey(random)
  const totpSecret = makeTotpSecret(random)
  const recoveryCodes = makeRecoveryCodes(random)
  insertSecondFactor(
    db,
    { member: 'm-1', sealKey: key.publicKey, totpSecret, recoveryCodes, lastStep: -1 },
    random,
  )
  const check = (code: string, at = nowMs) =>
    acceptCode(db, { member: 'm-1', key, code, nowMs: at })
  return { db, key, totpSecret, recoveryCodes, check }
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
  const { db, recoveryCodes, check } = setUp()
  const code = recoveryCodes[3]!
  expect(check(code.toLowerCase().replaceAll('-', ' '))).toBe('accepted')
  expect(check(code)).toBe('spent')
  expect(check('0000-0000-0000-0000')).toBe('wrong')
  expect(recoveryCodesLeft(db, 'm-1')).toBe(9)
})

test('another member’s key cannot read the secret, and nobody unknown has a code', () => {
  const { db, totpSecret } = setUp()
  const code = totpCodeAt(totpSecret, nowMs)
  const stranger = makeSealingKey(random)
  const asStranger = () => acceptCode(db, { member: 'm-1', key: stranger, code, nowMs })
  expect(problemOf(asStranger)).toBe('journal.envelope-not-for-us')
  expect(acceptCode(db, { member: 'm-2', key: stranger, code, nowMs })).toBe('wrong')
})
