import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { mailPauseMs } from '../../../main/notices/mail-rule.ts'
import { createNoticeMails } from '../../../main/notices/notices.ts'
import { sendNoticeMail } from '../../../main/sending/sending.ts'
import type { NoticeRelayView } from '../../../preload/contract/notices.ts'
import {
  approver,
  author,
  makeOffice,
  type Office,
  secondApprover,
} from '../../support/approval-desk.ts'
import { createAuthority } from '../../support/certificate.ts'
import { thrownProblemAsync } from '../../support/thrown-problem.ts'

interface Received {
  readonly from: string
  readonly to: readonly string[]
  readonly isSecure: boolean
  readonly text: string
}

/** A real receiver that takes mail without a password, with or without TLS. */
async function receive(o: { readonly offersTls: boolean }) {
  const authority = createAuthority()
  const { keyPem, certificatePem } = authority.issue({ names: ['127.0.0.1'] })
  const received: Received[] = []
  const server = new SMTPServer({
    ...{ key: keyPem, cert: certificatePem, disableReverseLookup: true, authOptional: true },
    disabledCommands: o.offersTls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    onData(stream, { envelope, secure }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          isSecure: secure,
          text: Buffer.concat(chunks).toString('utf8'),
        })
        done(null)
      })
    },
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return { port, ca: authority.certificatePem, received, close: () => server.close() }
}
type Receiver = Awaited<ReturnType<typeof receive>>

let receiver: Receiver
let plain: Receiver
beforeAll(async () => {
  receiver = await receive({ offersTls: true })
  plain = await receive({ offersTls: false })
})
afterAll(() => {
  receiver.close()
  plain.close()
})

function mailsOf(office: Office, name: string) {
  const { pc } = office.member(name)
  const mails = createNoticeMails({
    ...{ ports: pc.ports, session: pc.identity.session, stepUp: pc.identity.stepUp },
    ...{ language: () => (name === approver ? ('ja' as const) : ('en' as const)) },
    ...{ isSignedIn: () => true, keepVaultOpen: pc.identity.keepVaultOpen, emit: () => undefined },
  })
  return { ...mails, caller: pc.caller }
}

const bodyOf = ({ text }: Received) =>
  Buffer.from(text.slice(text.indexOf('\r\n\r\n')), 'base64').toString('utf8')

const kinds = ['waits-for-decision', 'approved', 'rejected', 'waits-for-release'] as const

/** A draft goes to its author's own address, carries nobody's data, and is in the journal. */
async function sendsTests(
  office: Office,
  { author: writer, second }: Record<'author' | 'second', ReturnType<typeof mailsOf>>,
): Promise<void> {
  const campaign = await office.makeCampaign(2)
  const test = async (who = writer) =>
    who.handlers['campaigns.test-send']({ campaign }, who.caller())
  expect(await test()).toBe('hanako@office.example.jp')
  const [mail] = receiver.received.splice(0)
  expect(mail).toMatchObject({ to: ['hanako@office.example.jp'], isSecure: true })
  const { subject, text = '', html = '', from } = await PostalMime.parse(mail?.text ?? '')
  expect(subject).toMatch(/^\[Test\] /)
  expect(from).toMatchObject({ address: 'sekisho@office.example.jp' })
  expect(text + html).toContain('〔氏名〕')
  const { journal } = office.desk(author).session()
  expect(journal.recordsOf('test-sent')).toMatchObject([
    { header: { member: writer.caller().member }, body: { template: expect.any(String) } },
  ])
  // Whoever has signed no address of their own gets none, and nobody gets more than a few.
  expect(await thrownProblemAsync(test(second))).toMatchObject({ code: 'sending.test-no-address' })
  // As the policy has it where it says nothing.
  const testSendsMax = 10
  for (let sent = 1; sent < testSendsMax; sent += 1) await test()
  expect(await thrownProblemAsync(test())).toMatchObject({ code: 'sending.test-too-many' })
  expect(receiver.received.splice(0)).toHaveLength(testSendsMax - 1)
}

it('tells members by mail, each once, over TLS, within the own domains, and names nobody', async () => {
  const office = await makeOffice()
  const { founder, clock } = office.team
  const administrator = mailsOf(office, founder.name)
  const people = {
    author: mailsOf(office, author),
    approver: mailsOf(office, approver),
    second: mailsOf(office, secondApprover),
  }
  const relay: NoticeRelayView = {
    ...{ host: '127.0.0.1', port: receiver.port, tls: 'starttls', ca: receiver.ca },
    ...{ sender: 'sekisho@office.example.jp', domains: ['office.example.jp'] },
  }
  const set = async (change: Partial<NoticeRelayView> | null) =>
    administrator.handlers['notices.set-relay'](
      { relay: change === null ? null : { ...relay, ...change }, code: founder.freshCode() },
      administrator.caller(),
    )
  const choose = async (who: keyof typeof people, address: string) =>
    people[who].handlers['notices.change-mail-settings'](
      { address, kinds: [...kinds] },
      people[who].caller(),
    )

  // What a campaign could be sent by or as is refused, and so is a sender of another domain.
  expect(await thrownProblemAsync(choose('approver', 'a@office.example.jp'))).toMatchObject({
    code: 'sending.notice-off',
  })
  const isRoute = { code: 'sending.notice-relay-is-route' }
  expect(await thrownProblemAsync(set({ host: 'Relay.example.jp', port: 587 }))).toMatchObject(
    isRoute,
  )
  const asCampaign = { sender: 'info@example.jp', domains: ['example.jp'] }
  expect(await thrownProblemAsync(set(asCampaign))).toMatchObject(isRoute)
  const isOutside = { code: 'sending.notice-domain' }
  expect(await thrownProblemAsync(set({ sender: 'x@elsewhere.example' }))).toMatchObject(isOutside)
  expect(await set({})).toEqual({ isInForce: true })
  await office.sync()

  // Nobody outside, not in a subdomain either.
  for (const address of ['a@gmail.com', 'a@sub.office.example.jp', 'a@office.example.jp.evil.test'])
    expect(await thrownProblemAsync(choose('approver', address))).toMatchObject(isOutside)
  await choose('author', 'hanako@office.example.jp')
  await choose('approver', 'ichiro@office.example.jp')
  await office.sync()
  for (const each of Object.values(people)) each.look()
  expect(
    await people.approver.handlers['notices.mail-settings']({}, people.approver.caller()),
  ).toEqual({
    ...{ domains: ['office.example.jp'], address: 'ichiro@office.example.jp' },
    kinds: expect.arrayContaining([...kinds]),
  })
  const { journal } = office.desk(author).session()
  const [record] = journal.recordsOf('notice-address')
  expect(Buffer.from(record?.body.sealed ?? '', 'base64').toString('latin1')).not.toMatch(/hanako/)

  await sendsTests(office, people)

  // Everybody's PC looks; only the one that filed sends, and only to who may decide and wants it.
  const file = async () => office.fileRequest(await office.makeCampaign(2))
  const { request, campaignName } = await file()
  const lookAll = () => {
    for (const each of [...Object.values(people), administrator]) each.look()
  }
  lookAll()
  lookAll()
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), 20_000)
  const [first] = receiver.received
  expect(first).toMatchObject({
    ...{ from: 'sekisho@office.example.jp', to: ['ichiro@office.example.jp'], isSecure: true },
  })
  expect(first && bodyOf(first)).toMatch(/あなたの決裁を待つ承認依頼があります。\r\n日時：/)

  // A second request within the pause brings no second mail.
  await file()
  lookAll()
  await office.approve(approver, request)
  lookAll()
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThanOrEqual(3), 20_000)
  lookAll()
  const rest = receiver.received.slice(1).map((each) => [...each.to, bodyOf(each)].join(' '))
  expect(rest).toHaveLength(2)
  expect(rest.every((each) => each.startsWith('hanako@office.example.jp'))).toBe(true)
  expect(rest.join()).toMatch(/Your request was approved[\s\S]*waits to be released/)

  const { nameOf, workstationNameOf, workstations } = journal.directory()
  const canaries = [
    ...[author, approver, secondApprover].map((name) => name),
    ...journal.directory().members.flatMap(({ id }) => [id, nameOf(id)]),
    ...workstations.map(({ id }) => workstationNameOf(id)),
    ...[campaignName, request, request.slice(0, 16)],
  ].filter((each) => each !== '')
  for (const mail of receiver.received)
    for (const canary of canaries) expect(`${mail.text}${bodyOf(mail)}`).not.toContain(canary)

  // A relay without TLS gets nothing; the act is done all the same, and the failure is told.
  expect(await set({ port: plain.port })).toEqual({ isInForce: true })
  await office.sync()
  clock.advance(mailPauseMs)
  const third = await file()
  people.author.look()
  await vi.waitFor(() => expect(people.author.failures().has(third.request)).toBe(true), 20_000)
  expect(plain.received).toEqual([])

  // Without a relay there is nothing to enter an address for.
  await set(null)
  const off = await administrator.handlers['notices.mail-settings']({}, administrator.caller())
  expect(off).toMatchObject({ domains: null, address: '' })
  expect(receiver.received).toHaveLength(3)

  // The last gate stands where the mail leaves.
  const message = Buffer.from('Subject: x\r\n\r\nx\r\n')
  const direct = { ...relay, addressKey: '0'.repeat(64) }
  expect(
    await thrownProblemAsync(sendNoticeMail(direct, { recipient: 'a@gmail.com', message })),
  ).toMatchObject(isOutside)
  expect(
    await thrownProblemAsync(
      sendNoticeMail(
        { ...direct, port: plain.port },
        { recipient: 'a@office.example.jp', message },
      ),
    ),
  ).toMatchObject({ code: 'sending.starttls-missing' })
  expect(
    await thrownProblemAsync(
      sendNoticeMail({ ...direct, ca: null }, { recipient: 'a@office.example.jp', message }),
    ),
  ).toMatchObject({ code: 'sending.certificate-untrusted' })
}, 120_000)
