import { expect, test } from 'vitest'
import { encodeAsked, placeOfAsked, placeOfHanded } from '../../main/identity/hand-over-format.ts'
import { openShareStore } from '../../main/journal/journal.ts'
import { seal } from '../../main/vault/vault.ts'
import { makeOffice, type TestOffice } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'
import { systemRandom as random } from '../support/random.ts'
import { addSecondPc, admitPc, atPc, beginSecondPc, handOverTo } from '../support/second-pc.ts'

const people = [
  { name: '承認 一郎', roles: ['approver'] },
  { name: '作成 花子', roles: ['author'] },
] as const

const storeOf = ({ storeFolder, clock }: TestOffice) =>
  openShareStore({ folder: storeFolder, clock, random })

test('S16: a second PC gets the keys after a comparison of words, is admitted, and can be taken out alone', async () => {
  const office = await makeOffice({ people: [people[0]] })
  const { founder } = office
  const here = office.member('承認 一郎')
  const { pc, begun } = await beginSecondPc(office)
  const { handlers } = pc.identity
  expect(begun.organizationName).toBe('関所商事')
  expect(begun.words).toHaveLength(8)
  expect(await handlers['identity.receive-hand-over']({}, null)).toEqual({ memberName: null })
  expect(await handOverTo(here, { code: begun.code.toLowerCase().replace('-', ' ') })).toEqual(
    begun.words,
  )
  expect(await handlers['identity.receive-hand-over']({}, null)).toEqual({
    memberName: '承認 一郎',
  })
  const there = atPc(office, here, pc)
  const complete = (code: string) =>
    problemOfAsync(async () => handlers['identity.complete-hand-over']({ code }, null))
  expect(await complete('000000')).toBe('identity.wrong-code')
  expect(pc.identity.state().phase).toBe('first-run')
  expect(await complete(there.freshCode())).toBeNull()
  expect(pc.identity.state().phase).toBe('waiting')
  await admitPc(office, pc)
  await pc.identity.refresh()
  expect(pc.identity.state().phase).toBe('locked')
  await there.signIn()
  expect(there.pc.caller()).toEqual({ member: here.id, roles: ['approver'] })

  // Both sign as the same member, and each is believed by the others.
  for (const each of [here, there]) {
    const { journal, member, signing } = each.pc.identity.session()
    const signer = { member, signing }
    await journal.append({ kind: 'stop', body: { request: 'ab'.repeat(32) }, signer })
    await journal.sync()
  }
  const { journal, workstation } = founder.pc.identity.session()
  await journal.sync()
  const stops = journal.recordsOf('stop').map(({ header }) => [header.member, header.workstation])
  const gone = there.pc.identity.session().workstation.id
  // Of one instant: their order is that of their hashes.
  expect(new Set(stops.map((each) => each.join(' ')))).toEqual(
    new Set([`${here.id} ${here.pc.identity.session().workstation.id}`, `${here.id} ${gone}`]),
  )
  expect(
    journal.recordsOf('hand-over').map(({ header, body }) => [header.member, body.workstation]),
  ).toEqual([[here.id, gone]])
  expect(journal.alarms()).toEqual([])

  // Taken out of use: nobody signs in there, and the other PC goes on.
  const asFounder = founder.pc.caller()
  const govern = founder.pc.identity.handlers
  const listed = await govern['governance.workstations']({}, asFounder)
  expect(listed.find((each) => each.id === gone)).toMatchObject({
    name: 'PC-9',
    status: 'active',
    memberNames: ['承認 一郎'],
    isThis: false,
  })
  const revoke = (id: string) =>
    problemOfAsync(async () =>
      govern['governance.revoke-workstation'](
        { workstation: id, distrustedFrom: null, code: founder.freshCode() },
        asFounder,
      ),
    )
  expect(await revoke(workstation.id)).toBe('identity.own-workstation')
  expect(await revoke(gone)).toBeNull()
  expect(await revoke(gone)).toBe('identity.no-such-workstation')
  await office.syncAll()
  await there.pc.identity.session().journal.sync()
  expect(there.pc.identity.caller()).toBeNull()
  expect(await problemOfAsync(there.signIn)).toBe('identity.workstation-revoked')
  expect(here.pc.identity.caller()?.member).toBe(here.id)
  expect(await problemOfAsync(() => here.pc.identity.stepUp(here.freshCode(), 'own'))).toBeNull()
  const after = await govern['governance.workstations']({}, asFounder)
  expect(after.at(-1)).toMatchObject({ id: gone, status: 'revoked' })
})

test('S16: a sole administrator’s second PC needs nobody else, and a third is listed too', async () => {
  const office = await makeOffice({ people: [] })
  const there = await addSecondPc(office, office.founder)
  expect(there.pc.caller().roles).toContain('administrator')
  const { journal } = there.pc.identity.session()
  expect(journal.directory().workstations).toHaveLength(2)
})

test('S16: a store that answers with other keys, or asks in the place of the new PC, gains nothing', async () => {
  const office = await makeOffice({ people })
  const here = office.member('承認 一郎')
  const store = storeOf(office)
  const org = here.pc.identity.session().journal.trust().fingerprint

  // Its own request under the code of the new PC would show other words; a second claim fails.
  const first = await beginSecondPc(office)
  expect(await store.claim(placeOfAsked(org, first.begun.code), Buffer.from('mine'))).toBe(false)
  // A request of another organization, or nonsense, is none.
  const foreign = {
    type: 'hand-over' as const,
    v: 1 as const,
    ...{ org: 'ab'.repeat(32), workstation: 'w-x' },
    ...{ signKey: 'a'.repeat(64), sealKey: 'b'.repeat(64), transferKey: 'c'.repeat(64) },
  }
  await store.claim(placeOfAsked(org, 'AAAA-AAAA'), encodeAsked(foreign))
  await store.claim(placeOfAsked(org, 'BBBB-BBBB'), Buffer.alloc(100_000, 'x'))
  for (const transferCode of ['AAAA-AAAA', 'BBBB-BBBB', 'CCCC-CCCC', ''])
    expect(
      await problemOfAsync(async () =>
        here.pc.identity.handlers['identity.look-at-hand-over']({ transferCode }, here.pc.caller()),
      ),
    ).toBe('identity.no-such-hand-over')

  // Whoever answers for the store answers first; the member is told, and the PC takes nothing.
  const { handlers } = first.pc.identity
  const look = { transferCode: first.begun.code }
  const asMember = here.pc.caller()
  const { request } = await here.pc.identity.handlers['identity.look-at-hand-over'](look, asMember)
  const bytes = await store.readClaim(placeOfAsked(org, first.begun.code))
  const { transferKey } = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'))
  const forged = seal({
    readers: [transferKey],
    context: `sekisho hand-over ${org} ${request}`,
    plaintext: Buffer.from(
      JSON.stringify({
        ...{ member: here.id, name: '承認 一郎', recoveryHashes: [] },
        ...{ signingSeed: '1'.repeat(64), sealingSecret: '2'.repeat(64) },
        factor: { name: 'totp', secret: 'AAAA', lastCounter: -1 },
      }),
    ),
    random,
  })
  await store.claim(placeOfHanded(request), forged)
  const receive = () => problemOfAsync(async () => handlers['identity.receive-hand-over']({}, null))
  expect(await receive()).toBe('identity.hand-over-damaged')
  const give = (input: { request: string; password: string }) =>
    problemOfAsync(async () =>
      here.pc.identity.handlers['identity.hand-over'](
        { ...input, code: here.freshCode() },
        here.pc.caller(),
      ),
    )
  expect(await give({ request, password: 'not the password' })).toBe('identity.wrong-password')
  expect(await give({ request, password: here.password })).toBe('identity.hand-over-answered')
  // Nothing is handed over twice, nor to a request that was not looked at.
  expect(await give({ request, password: here.password })).toBe('identity.no-such-hand-over')
  expect(await give({ request: 'f'.repeat(64), password: here.password })).toBe(
    'identity.no-such-hand-over',
  )

  // A colleague who answers shows their own name, and their authenticator is another.
  const second = await beginSecondPc(office, 'PC-8')
  await handOverTo(office.member('作成 花子'), second.begun)
  const arriving = second.pc.identity.handlers
  expect(await arriving['identity.receive-hand-over']({}, null)).toEqual({
    memberName: '作成 花子',
  })
  const complete = () =>
    problemOfAsync(async () =>
      arriving['identity.complete-hand-over']({ code: here.freshCode() }, null),
    )
  for (let count = 0; count < 10; count += 1) expect(await complete()).toBe('identity.wrong-code')
  expect(await complete()).toBe('identity.nothing-begun')
  expect(second.pc.vault.state()).toBe('absent')
})
