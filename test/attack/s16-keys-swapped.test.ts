import { expect, test } from 'vitest'
import { signRecord, verifyRecord } from '../../main/journal/signature.ts'
import { makeSigningKey } from '../../main/vault/vault.ts'
import { makeTeam } from '../support/organization.ts'
import { problemOf } from '../support/problem.ts'
import { systemRandom } from '../support/random.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

test('S16 an approver’s key altered in the local database: the chain does not verify, nothing opens', async () => {
  const team = await makeTeam(makeTempFolder())
  const member = await team.join('bob', ['approver'])
  const mallory = makeSigningKey(systemRandom)
  const row = member.db
    .prepare<{ bytes: Buffer }>(
      `SELECT bytes FROM journal_document WHERE type = 'directory' AND n = 2`,
    )
    .get()
  const outer = JSON.parse(row?.bytes.toString() ?? '')
  const payload = Buffer.from(outer.payload, 'base64').toString()
  const swapped = payload.replaceAll(member.signing.publicKey, mallory.publicKey)
  outer.payload = Buffer.from(swapped).toString('base64')
  member.db
    .prepare(`UPDATE journal_document SET bytes = ? WHERE type = 'directory' AND n = 2`)
    .run(Buffer.from(JSON.stringify(outer)))
  expect(problemOf(() => member.reopen())).toBe('journal.signature-invalid')
})

test('S16 a record by a key that the directory does not give to its member is not verified', async () => {
  const team = await makeTeam(makeTempFolder())
  const bob = await team.join('bob', ['approver'])
  const carol = await team.join('carol', ['author'])
  const record = await bob.journal.append({
    kind: 'withdrawal',
    body: { request: 'a'.repeat(64) },
    signer: bob.signer,
  })
  const trust = bob.journal.trust()
  const { header, body } = record
  const sign = (member: typeof bob.signing, workstation: typeof bob.signing) =>
    problemOf(() => verifyRecord(signRecord({ header, body }, { member, workstation }), trust))
  expect(sign(bob.signing, bob.workstation.signing)).toBeNull()
  // Another member's key, another PC's, and a key of nobody.
  for (const [member, workstation] of [
    [carol.signing, bob.workstation.signing],
    [bob.signing, carol.workstation.signing],
    [makeSigningKey(systemRandom), bob.workstation.signing],
    [bob.signing, makeSigningKey(systemRandom)],
  ] as const)
    expect(sign(member, workstation)).toBe('journal.signature-invalid')
  // Carol's own keys do not make her speak from Bob's PC, where she has never worked.
  const fromElsewhere = { ...header, member: 'carol' }
  const bytes = signRecord(
    { header: fromElsewhere, body },
    { member: carol.signing, workstation: bob.workstation.signing },
  )
  expect(problemOf(() => verifyRecord(bytes, trust))).toBe('journal.signature-invalid')
})
