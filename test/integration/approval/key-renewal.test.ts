import { expect, it } from 'vitest'
import {
  materialOf,
  openForRelease,
  openRouteSecrets,
  verifyApproval,
} from '../../../main/approval/approval.ts'
import {
  keyIdOf,
  openSecretsWithShares,
  passOnShare,
  type SealedRouteKey,
} from '../../../main/approval/route-key.ts'
import type { Role } from '../../../preload/contract/channel.ts'
import {
  approver,
  author,
  makeOffice,
  type Office,
  secondApprover,
} from '../../support/approval-desk.ts'
import { systemRandom as random } from '../../support/random.ts'
import { thrownProblemAsync } from '../../support/thrown-problem.ts'

async function setRoles(office: Office, name: string, roles: Role[]): Promise<void> {
  const session = office.desk(office.team.founder.name).session()
  const { id } = office.member(name)
  await session.journal.publishDirectory(
    (content) => ({
      ...content,
      members: content.members.map((each) => (each.id === id ? { ...each, roles } : each)),
    }),
    session,
  )
  await office.sync()
}

const keyOf = (office: Office): SealedRouteKey => {
  const { routeKeys } = office.desk(author).session().journal.policy()
  const found = routeKeys.find((each) => each.route === office.route)
  if (found === undefined) throw new Error('no key')
  return found
}
const viewFor = async (office: Office, name: string) => {
  await office.sync()
  const [view] = await office.as(name)('route-keys.list', {})
  if (view === undefined) throw new Error('no route')
  return view
}
const codeOf = async (act: Promise<unknown>) => (await thrownProblemAsync(act)).code

/** What the executing workstation opens for an approved request. */
async function passwordFor(office: Office, request: string) {
  const session = office.desk(author).session()
  const { manifestBytes } = await openForRelease(session, request)
  const material = materialOf(session, {
    ...{ request, manifest: manifestBytes, now: office.team.clock.now() },
    ...{ engineVersion: office.desk(author).pc.ports.version, activation: null },
  })
  return (await openRouteSecrets(verifyApproval(material), session)).password
}

/** Their share of this key, sealed to the author's PC for this request, as an approval would. */
function shareOf(office: Office, name: string, routeKey: SealedRouteKey, request: string) {
  const { sealing } = office.desk(name).session()
  const { id } = office.member(name)
  const executorSealKey = office.desk(author).session().workstation.sealing.publicKey
  const passed = { routeKey, member: id, key: sealing, by: null, request, executorSealKey, random }
  return { member: id, share: passOnShare(passed) ?? '' }
}

it('A09 S23 a route key is shared anew among those who may approve now, and nobody types the password', async () => {
  const office = await makeOffice({ quorum: 2 })
  const founder = office.team.founder.name
  const renew = (name: string) =>
    office.as(name)('route-keys.renew', {
      route: office.route,
      code: office.member(name).freshCode(),
    })
  const give = (name: string, renewal: string) =>
    office.as(name)('route-keys.give-share', { renewal, code: office.member(name).freshCode() })
  const sign = (renewal: string) =>
    office.as(founder)('route-keys.sign', { renewal, code: office.team.founder.freshCode() })

  expect(await viewFor(office, approver)).toMatchObject({ isStale: false, act: 'none' })
  const before = await office.fileRequest()
  await office.approve(approver, before.request)
  await office.approve(secondApprover, before.request)
  const between = await office.fileRequest()
  await office.approve(approver, between.request)

  // One comes and, where the founder was one, one goes.
  const oldKey = keyOf(office)
  await setRoles(office, founder, ['administrator'])
  await setRoles(office, author, ['author', 'list-manager', 'sender', 'approver'])
  expect(await viewFor(office, founder)).toMatchObject({ missing: [author], act: 'wait' })
  expect((await viewFor(office, approver)).act).toBe('start')

  expect(await renew(approver)).toMatchObject({ act: 'wait', renewal: { found: 1 } })
  const { renewal, act } = await viewFor(office, secondApprover)
  const hash = renewal?.renewal ?? ''
  expect(act).toBe('give')
  // Who holds no share, or may approve no more, gives none.
  expect(await codeOf(give(author, hash))).toBe('approval.no-share')
  expect(await codeOf(give(founder, hash))).toBe('approval.no-share')
  expect(await codeOf(renew(founder))).toBe('approval.no-share')
  expect(await codeOf(sign(hash))).toBe('approval.no-renewal')
  await give(secondApprover, hash)
  expect(await viewFor(office, approver)).toMatchObject({ act: 'finish', renewal: { found: 2 } })
  await renew(approver)

  // Not for other approvers than there are when it is signed.
  expect((await viewFor(office, founder)).act).toBe('sign')
  await setRoles(office, secondApprover, ['auditor'])
  expect(await codeOf(sign(hash))).toBe('approval.no-renewal')
  await setRoles(office, secondApprover, ['approver'])
  await setRoles(office, author, ['author', 'list-manager', 'sender'])
  expect(await codeOf(sign(hash))).toBe('approval.key-outdated')
  await setRoles(office, author, ['author', 'list-manager', 'sender', 'approver'])
  await sign(hash)
  const done = await viewFor(office, approver)
  expect(done).toMatchObject({ isStale: false, act: 'none', renewal: null })
  const newKey = keyOf(office)
  const ids = [approver, secondApprover, author].map((name) => office.member(name).id)
  expect(newKey.shares.map(({ member }) => member).sort()).toEqual(ids.sort())
  expect(keyIdOf(newKey)).not.toBe(keyIdOf(oldKey))
  const wasHolder = oldKey.shares.some(({ member }) => member === office.team.founder.id)
  expect(done.formerNames).toEqual(wasHolder ? [founder] : [])

  // An old share and a new one make nothing: another polynomial.
  const key = office.desk(author).session().workstation.sealing
  const { request } = before
  const mixed = [
    shareOf(office, approver, oldKey, request),
    shareOf(office, secondApprover, newKey, request),
  ]
  const open = (shares: typeof mixed) =>
    openSecretsWithShares({ routeKey: newKey, request, shares, key })
  await expect(open(mixed)).rejects.toThrow()
  await expect(open(mixed.map(({ member }) => ({ ...mixed[0]!, member })))).rejects.toThrow()

  // What was approved whole before is good; what was half approved needs the first share once more.
  expect(await passwordFor(office, before.request)).toBe('relay-password-1')
  await office.approve(secondApprover, between.request)
  expect(await codeOf(passwordFor(office, between.request))).toBe('approval.needs-share')
  await office.approve(approver, between.request)
  expect(await passwordFor(office, between.request)).toBe('relay-password-1')
  const third = office.as(approver)('approval.decide', {
    ...{ request: between.request, verdict: 'approve', comment: '', typedCount: null, viewed: [] },
    code: office.member(approver).freshCode(),
  })
  expect(await codeOf(third)).toBe('approval.already-decided')
})
