import { describe, expect, it } from 'vitest'
import { isSamePerson } from '../../main/approval/eligibility.ts'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { signDocument, verifyTrust } from '../../main/journal/directory.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, hour } from '../support/signed-request.ts'
import { type Person, people, start } from '../support/signed-team.ts'

describe('S04 one person counts once', () => {
  it('S04 counts one approver once, from however many workstations and records', () => {
    const signed = createSignedRequest()
    const records = [1, 2, 3].map((after) =>
      signed.decide('first', 'approve', { at: start + after * hour }),
    )
    expect(
      problemOf(() => verifyApproval(signed.material(records, { now: start + 5 * hour }))),
    ).toBe('approval.needs-approval')
  })

  it('S04 refuses a directory in which two members hold one key', () => {
    const signed = createSignedRequest()
    const { directories, ...chains } = signed.team.chains()
    const envelope = JSON.parse(Buffer.from(directories[0]!).toString('utf8'))
    const body = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8'))
    const first = body.members.find((each: { id: string }) => each.id === 'first')
    for (const key of ['signKey', 'sealKey']) {
      const members = body.members.map((each: { id: string }) =>
        each.id === 'second' ? { ...each, [key]: first[key] } : each,
      )
      const forged = signDocument({ ...body, members }, [signed.team.keysOf('admin').signing])
      expect(problemOf(() => verifyTrust({ ...chains, directories: [forged], policies: [] }))).toBe(
        'journal.record-malformed',
      )
      const [a, b] = members.filter((each: { id: string }) => ['first', 'second'].includes(each.id))
      expect(isSamePerson(a, b)).toBe(true)
    }
  })

  it('S04 counts two accounts of one person once, and neither for a request of the other', () => {
    const as = (id: string, person: string) => (each: Person) =>
      each.id === id ? { ...each, person } : each
    const judge = (team: readonly Person[]) => {
      const signed = createSignedRequest(undefined, undefined, undefined, { founders: team })
      const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
      return problemOf(() => verifyApproval(signed.material(records)))
    }
    expect(judge(people)).toBeNull()
    expect(judge(people.map(as('second', 'first')))).toBe('approval.needs-approval')
    expect(judge(people.map(as('second', 'author')))).toBe('approval.needs-approval')
  })
})
