import { expect, it } from 'vitest'
import { plainTransport } from '../../../preload/contract/transport.ts'
import { approver, author, makeOffice, type Office } from '../../support/approval-desk.ts'
import { thrownProblemAsync } from '../../support/thrown-problem.ts'

const plain = {
  ...{ pins: [], dkimEd25519Selector: null, ca: null, ratePerHourMax: null, quorum: 1 },
  ...{ host: 'relay.example.jp', port: 587, tls: 'starttls' as const, name: '本社の中継' },
  ...{ user: 'sekisho', password: null, dkimDomain: 'example.jp', dkimSelector: 's1' },
  ...{ connectionsMax: 4, transport: { ...plainTransport, fallbacks: [] } },
} as const

interface Change {
  readonly name?: string
  readonly host?: string
  readonly user?: string
  readonly password?: string
  readonly pins?: string[]
  readonly quorum?: number
  readonly dkimEd25519Selector?: string
}

function changeRoute(office: Office, change: Change, keepsSecrets = true) {
  const { founder } = office.team
  return office.as(founder.name)('routes.change', {
    ...plain,
    ...change,
    ...{ route: office.route, keepsSecrets, code: founder.freshCode() },
  })
}

/** What the engine would leave on record. */
async function pretendSent(office: Office, request: string): Promise<void> {
  const session = office.desk(author).session()
  const { journal, member, signing } = session
  const filed = journal.byHash(request)
  if (filed?.kind !== 'request') throw new Error('no request')
  await journal.append({
    kind: 'activation',
    body: { request, manifest: filed.body.manifest, run: 1 },
    signer: { member, signing },
  })
  const { recipientCount } = filed.body
  const outcome = { sent: recipientCount, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
  const body = { request, phase: 'finished', reason: null, outcome } as const
  await journal.append({ kind: 'finished', body, signer: null })
  await office.sync()
}

async function wayTo(office: Office) {
  const { request } = await office.fileRequest()
  const { way, items } = await office.as(approver)('approval.review', { request })
  const isRequired = items.find(({ item }) => item === 'route')?.required
  const differing = way.facts.filter(({ was }) => was !== 'same')
  return { request, way, isRequired, differing }
}

it('shows an approver what of route and sender is new since the last release, and has it looked at', async () => {
  const office = await makeOffice()
  const first = await wayTo(office)
  expect(first.way).toMatchObject({ state: 'new', routeSentAt: null, senderSentAt: null })
  expect(first.isRequired).toBe(true)
  await office.approve(approver, first.request)
  await pretendSent(office, first.request)

  const second = await wayTo(office)
  expect(second.way).toMatchObject({ state: 'same', routeSentAt: expect.any(String) })
  expect([second.isRequired, second.differing]).toEqual([false, []])

  const pin = 'ab'.repeat(32)
  const changed = await changeRoute(office, { pins: [pin], host: 'relay2.example.jp' })
  expect(changed.sinceAt).not.toBeNull()
  await office.sync()
  const third = await wayTo(office)
  expect(third.way.state).toBe('changed')
  expect(third.differing).toEqual([
    {
      field: 'relay',
      value: 'relay2.example.jp:587',
      was: 'changed',
      before: 'relay.example.jp:587',
    },
    { field: 'pins', value: pin, was: 'changed', before: '' },
  ])
  expect(third.isRequired).toBe(true)
  const unseen = office.as(approver)('approval.decide', {
    ...{ request: third.request, verdict: 'approve', comment: '', typedCount: null },
    viewed: (await office.as(approver)('approval.review', { request: third.request })).items
      .map(({ item }) => item)
      .filter((item) => item !== 'route' && !item.startsWith('message:')),
    code: office.member(approver).freshCode(),
  })
  expect((await thrownProblemAsync(unseen)).code).toBe('approval.not-viewed')

  // A new sender is marked while the route is as it was.
  const { founder } = office.team
  await office.as(founder.name)('routes.change-sender-identity', {
    ...{ identity: office.identity, name: '総務部', address: 'other@example.jp', replyTo: null },
    code: founder.freshCode(),
  })
  await office.sync()
  const fourth = await wayTo(office)
  expect(fourth.differing.map(({ field }) => field)).toContain('envelope-sender')
})

it('keeps the password and DKIM key only under a change that they fit', async () => {
  const office = await makeOffice()
  const { journal } = office.desk(office.team.founder.name).session()
  const before = journal.policy()
  for (const misfit of [{ user: 'other' }, { quorum: 2 }, { dkimEd25519Selector: 'e1' }])
    expect((await thrownProblemAsync(changeRoute(office, misfit))).code).toBe(
      'approval.secrets-needed',
    )
  const kept = await changeRoute(office, { host: 'relay2.example.jp', name: '新しい中継' })
  expect(journal.policy().routeKeys).toEqual(before.routeKeys)
  expect(kept.dkim.recordText).toContain(before.detail.routes[0]?.dkim.publicKey)
  const anew = await changeRoute(office, { user: 'other', password: 'relay-password-2' }, false)
  expect(anew.dkim.recordText).not.toBe(kept.dkim.recordText)
  expect(journal.policy().routeKeys).toHaveLength(1)
  expect(journal.policy().routeKeys[0]?.secrets).not.toBe(before.routeKeys[0]?.secrets)

  const { founder } = office.team
  const remove = () =>
    office.as(founder.name)('routes.remove', { route: office.route, code: founder.freshCode() })
  expect(await remove()).toEqual({ isInForce: true })
  expect(journal.policy()).toMatchObject({ routeKeys: [], detail: { routes: [] } })
  expect((await thrownProblemAsync(remove())).code).toBe('approval.no-such-route')
})
