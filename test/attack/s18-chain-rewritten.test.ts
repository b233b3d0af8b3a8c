import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { RecordHeader } from '../../main/journal/record.ts'
import { signRecord } from '../../main/journal/signature.ts'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { logFiles } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const request = 'a'.repeat(64)

test('S18 a chain rewritten with the PC’s own key contradicts the heads that another PC signed', async () => {
  const { team, author, witness } = await makeWitnessedTeam()
  // Only the witness has seen the true record; now the author’s log tells another story.
  for (const file of logFiles(team.share, author.workstation.id).slice(1)) rmSync(file)
  await putForged(author, { seq: 2, prev: author.journal.enrolments()[0]?.hash ?? '' })
  const late = await team.join('late', ['approver'])
  await late.journal.sync()
  expect(late.journal.alarms()).toMatchObject([
    {
      code: 'journal.contradicted',
      params: { workstation: author.workstation.id, seq: 2, by: witness.workstation.id },
    },
  ])
  // Who has read past that number meets it when the whole store is compared, every ten minutes.
  team.clock.advance(10 * 60_000)
  await witness.journal.sync()
  expect(witness.journal.alarms().map((each) => each.code)).toContain('journal.fork')
})

test('S18 a second record with the same number is a fork on every PC, and for good', async () => {
  const { team, author, witness } = await makeWitnessedTeam()
  await putForged(author, { seq: 2, prev: logHead(author, 1) })
  for (const { journal } of [witness, team.administrator]) {
    team.clock.advance(10 * 60_000)
    await journal.sync()
    await journal.sync()
    expect(journal.alarms()).toMatchObject([
      { code: 'journal.fork', params: { workstation: author.workstation.id, seq: 2 } },
    ])
    expect(journal.storeStatus().status).toBe('alarm')
  }
  const reopened = witness.reopen()
  await reopened.journal.sync()
  expect(reopened.journal.alarms()).toHaveLength(1)
})

test('S18 a record that names another predecessor is a fork', async () => {
  const { team, author, witness } = await makeWitnessedTeam()
  await putForged(author, { seq: 3, prev: 'f'.repeat(64) })
  await witness.journal.sync()
  expect(witness.journal.alarms()).toMatchObject([
    { code: 'journal.fork', params: { workstation: author.workstation.id, seq: 2 } },
  ])
  expect(team.administrator.journal.alarms()).toEqual([])
})

async function makeWitnessedTeam() {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const witness = await team.join('witness', ['approver'])
  await append(author)
  await witness.journal.sync()
  await append(witness)
  return { team, author, witness }
}

function append({ journal, signer }: TeamMember) {
  return journal.append({ kind: 'withdrawal', body: { request }, signer })
}

function logHead({ journal }: TeamMember, seq: number): string {
  const own = [...journal.records(), ...journal.enrolments()]
  return own.find((each) => each.header.seq === seq)?.hash ?? ''
}

/** What malware with the PC's and the member's keys could write. */
async function putForged(
  { journal, id, signing, workstation, store }: TeamMember,
  place: { readonly seq: number; readonly prev: string },
): Promise<void> {
  const header: RecordHeader = {
    org: journal.trust().fingerprint,
    kind: 'withdrawal',
    v: 1,
    member: id,
    workstation: workstation.id,
    ...place,
    at: '2026-11-24T01:30:00.000Z',
    heads: {},
  }
  const bytes = signRecord(
    { header, body: { request: 'b'.repeat(64) } },
    { member: signing, workstation: workstation.signing },
  )
  await store.put({ stream: `log/${workstation.id}`, seq: place.seq, at: header.at, bytes })
}
