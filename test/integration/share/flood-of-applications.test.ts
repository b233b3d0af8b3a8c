import { expect, test } from 'vitest'
import { signRecord } from '../../../main/journal/signature.ts'
import { makeSealingKey, makeSigningKey } from '../../../main/vault/vault.ts'
import { makeTeam, type Team } from '../../support/organization.ts'
import { systemRandom as random } from '../../support/random.ts'
import { hashOfEnvelope } from '../../support/signed-chains.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** What somebody with nothing but the store can make: applications by PCs that nobody knows. */
async function apply({ administrator, clock }: Team, workstation: string, count: number) {
  const org = administrator.journal.trust().fingerprint
  const pc = makeSigningKey(random)
  let prev: string | null = null
  for (let seq = 1; seq <= count; seq += 1) {
    const member = `m-${workstation}-${seq}`
    const signing = makeSigningKey(random)
    const body = {
      ...{ member, signKey: signing.publicKey, sealKey: makeSealingKey(random).publicKey },
      workstationSignKey: pc.publicKey,
      workstationSealKey: makeSealingKey(random).publicKey,
      sealed: Buffer.from('nonsense').toString('base64'),
    }
    const at = new Date(clock.now()).toISOString()
    const header = { org, kind: 'enrolment', v: 1, member, workstation, seq, prev, at, heads: {} }
    const bytes = signRecord(
      { header: { ...header, kind: 'enrolment', v: 1 }, body },
      { member: signing, workstation: pc },
    )
    await administrator.store.put({ stream: `log/${workstation}`, seq, at, bytes })
    prev = hashOfEnvelope(bytes)
  }
}

test('strangers can leave any number of applications; reading them has an end, and is said', async () => {
  const team = await makeTeam(makeTempFolder())
  const { administrator, clock } = team
  const { journal } = administrator
  await apply(team, 'w-chatty', 40)
  await journal.sync()
  const ofOne = journal.enrolments().length
  expect(ofOne).toBeLessThanOrEqual(32)
  await journal.sync()
  expect(journal.enrolments()).toHaveLength(ofOne)
  expect(journal.skippedLogCount()).toBe(1)

  for (let at = 0; at < 230; at += 1) await apply(team, `w-flood-${at}`, 1)
  await journal.sync()
  expect(journal.enrolments().length).toBeLessThanOrEqual(200)
  expect(journal.skippedLogCount()).toBeGreaterThanOrEqual(60)
  // Nothing is an alarm: anybody who can write could stop an office that way.
  expect(journal.alarms()).toEqual([])

  // Members go on, and two weeks later there is room again for whoever is honest.
  await administrator.journal.append({
    kind: 'stop',
    body: { request: 'ab'.repeat(32) },
    signer: administrator.signer,
  })
  clock.advance(14 * 24 * 3_600_000 + 1)
  const applicant = await team.apply('honest')
  await journal.sync()
  expect(journal.enrolments().some((each) => each.body.member === applicant.id)).toBe(true)
})
