import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isSamePerson } from '../../main/approval/eligibility.ts'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { signDocument, verifyTrust } from '../../main/journal/directory.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, hour } from '../support/signed-request.ts'
import { at, type Person, people, recordHash, start } from '../support/signed-team.ts'

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

  it('S03 S04 nobody becomes another by a new name: a key belongs to one id for ever', () => {
    const signed = createSignedRequest()
    const { directories, ...chains } = signed.team.chains()
    const [first = new Uint8Array()] = directories
    const envelope = JSON.parse(Buffer.from(first).toString('utf8'))
    const payload = Buffer.from(envelope.payload, 'base64')
    const body = JSON.parse(payload.toString('utf8'))
    const members = body.members.map((each: { id: string }) =>
      each.id === 'author' ? { ...each, id: 'hanako', since: body.at } : each,
    )
    const prev = createHash('sha256').update(payload).digest('hex')
    const admin = [signed.team.keysOf('admin').signing]
    const renamed = signDocument({ ...body, n: 2, prev, members }, admin)
    const judge = () => verifyTrust({ ...chains, directories: [first, renamed], policies: [] })
    expect(problemOf(judge)).toBe('journal.record-malformed')
  })

  it('S03 S04 the requester behind another entry neither approves nor stands in, and a changed role undoes nothing', () => {
    const yes = (signed: ReturnType<typeof createSignedRequest>) =>
      signed.decide('first', 'approve')
    const gate = (signed: ReturnType<typeof createSignedRequest>, records: Uint8Array[]) =>
      problemOf(() => verifyApproval(signed.material(records)))
    // Comes back under another id after filing, as an approver.
    const back = createSignedRequest()
    back.team.publishDirectory([
      ...people,
      { id: 'hanako', roles: ['approver'], workstation: 'ws-b', person: 'author' },
    ])
    expect(gate(back, [yes(back), back.decide('hanako', 'approve')])).toBe(
      'approval.needs-approval',
    )
    // Decides in somebody's place, as somebody else.
    const stand = createSignedRequest(undefined, { delegationHoursMax: 48 }, undefined, {
      founders: people.map((each) => (each.id === 'third' ? { ...each, person: 'author' } : each)),
    })
    const delegation = stand.team.sign(
      'delegation',
      {
        ...{ to: 'third', from: at(start), until: at(start + 24 * hour), shares: [] },
        ...{ contentKeys: [], directory: stand.team.directoryVersion() },
        policy: stand.team.policyVersion(),
      },
      { member: 'second', workstation: 'ws-b' },
    )
    const inPlace = stand.decide('third', 'approve', { delegation: recordHash(delegation) })
    expect(gate(stand, [yes(stand), delegation, inPlace])).toBe('approval.needs-approval')
    // Gives up the author's role for the approver's between filing and deciding.
    const changed = createSignedRequest()
    const two = [yes(changed), changed.decide('second', 'approve')]
    expect(gate(changed, two)).toBeNull()
    changed.team.publishDirectory(
      people.map((each) =>
        each.id === 'author' ? { ...each, roles: ['approver'] as const } : each,
      ),
    )
    expect(gate(changed, [yes(changed), changed.decide('author', 'approve')])).toMatch(
      /^approval\.(requester-not-active|needs-approval)$/,
    )
    expect(gate(changed, two)).toBe('approval.requester-not-active')
  })
})
