import { expect, test } from 'vitest'
import { admit, countLeftOut, listEnrolments } from '../../../main/identity/admission.ts'
import { sealNote } from '../../../main/identity/enrolment-note.ts'
import type { Session } from '../../../main/identity/identity.ts'
import { makeSealingKey, makeSigningKey } from '../../../main/vault/vault.ts'
import { makeTeam, type TeamMember } from '../../support/organization.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { systemRandom as random } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const nowMs = Date.parse('2026-11-24T02:00:00.000Z')

function toSession(member: TeamMember): Session {
  const { id, name, signing, sealing, workstation, journal, db } = member
  return { member: id, name, roles: ['administrator'], signing, sealing, workstation, journal, db }
}

/** An administrator, a member, and an applicant's PC that may say whatever it likes. */
async function setUp() {
  const team = await makeTeam(makeTempFolder())
  const victim = await team.join('victim', ['approver'])
  const applicant = await team.apply('applicant')
  const session = toSession(team.administrator)
  const fingerprint = applicant.journal.trust().fingerprint
  const readers = [team.administrator.sealing.publicKey]
  const apply = async (changes: {
    member?: string
    sealKey?: string
    workstationSealKey?: string
    readers?: string[]
  }) => {
    const member = changes.member ?? 'm-new'
    const signing = makeSigningKey(random)
    const note = { name: '応募 三郎', workstationName: 'PC-9' }
    const to = { readers: changes.readers ?? readers, random }
    const body = {
      member,
      signKey: signing.publicKey,
      sealKey: changes.sealKey ?? makeSealingKey(random).publicKey,
      workstationSignKey: applicant.workstation.signing.publicKey,
      workstationSealKey: changes.workstationSealKey ?? applicant.workstation.sealing.publicKey,
      sealed: sealNote(note, { fingerprint, member }, to),
    }
    team.clock.advance(1000)
    const { hash } = await applicant.journal.enrol(body, { member, signing })
    await team.administrator.journal.sync()
    return hash
  }
  const listed = (at = nowMs) => listEnrolments(session, { language: 'ja', nowMs: at })
  const tryAdmit = (enrolment: string, at = nowMs) =>
    problemOfAsync(() => admit(session, { enrolment, roles: ['author'], nowMs: at }))
  return { team, victim, session, apply, listed, tryAdmit }
}

test('an honest application is shown with what it says, and admitted once', async () => {
  const { team, apply, listed, tryAdmit } = await setUp()
  const older = await apply({})
  const hash = await apply({})
  expect(listed().map(({ id, name, workstationName }) => [id, name, workstationName])).toEqual([
    [hash, '応募 三郎', 'PC-9'],
    [older, '応募 三郎', 'PC-9'],
  ])
  expect(await tryAdmit(hash)).toBeNull()
  expect(listed()).toEqual([])
  for (const again of [hash, older])
    expect(await tryAdmit(again)).toBe('identity.no-such-enrolment')
  expect(team.administrator.journal.directory().nameOf('m-new')).toBe('応募 三郎')
})

test('an application cannot take over a member’s id or keys, nor a workstation’s', async () => {
  const { team, victim, apply, listed, tryAdmit } = await setUp()
  const takeovers = [
    { member: 'victim' },
    { member: 'admin' },
    { sealKey: victim.sealing.publicKey },
    { sealKey: team.administrator.workstation.sealing.publicKey },
    { workstationSealKey: victim.workstation.sealing.publicKey },
    { workstationSealKey: victim.sealing.publicKey },
  ]
  for (const takeover of takeovers) {
    const hash = await apply(takeover)
    expect(
      listed().map((each) => each.id),
      JSON.stringify(takeover),
    ).not.toContain(hash)
    expect(await tryAdmit(hash), JSON.stringify(takeover)).toBe('identity.no-such-enrolment')
  }
})

test('what this administrator cannot read is not theirs to decide', async () => {
  const { victim, apply, listed, tryAdmit } = await setUp()
  const hash = await apply({ readers: [victim.sealing.publicKey] })
  expect(listed().map((each) => each.id)).not.toContain(hash)
  expect(await tryAdmit(hash)).toBe('identity.no-such-enrolment')
})

test('an application expires after two weeks, and one from the future is none', async () => {
  const { session, apply, listed, tryAdmit } = await setUp()
  const hash = await apply({})
  const day = 24 * 3_600_000
  const [made = 0] = listed().map((each) => Date.parse(each.at))
  expect(listed(made + 14 * day - 1)).toHaveLength(1)
  for (const at of [made + 14 * day, made - day - 1]) {
    expect(listed(at)).toEqual([])
    expect(countLeftOut(session, at).expiredCount).toBeGreaterThan(0)
    expect(await tryAdmit(hash, at)).toBe('identity.no-such-enrolment')
  }
  expect(await tryAdmit(hash, made + 14 * day - 1)).toBeNull()
})
