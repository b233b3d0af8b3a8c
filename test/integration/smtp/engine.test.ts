import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ReceivedMail, type Relay, startRelay } from '../../../build/demo/relay.ts'
import { checkDkim } from '../../../main/sending/dkim-check.ts'
import { approveRelease } from '../../support/approved-release.ts'
import { makeKeys, runEngine } from '../../support/engine-run.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

let relay: Relay
beforeAll(async () => {
  relay = await startRelay()
})
afterAll(() => relay.stop())

const placeOf = ({ host, port, user, password, caPem }: Relay) => ({
  ...{ host, port, user, password },
  ca: caPem,
})

async function receivedBy(of: Relay): Promise<ReceivedMail[]> {
  const all: ReceivedMail[] = []
  for await (const mail of of.received()) all.push(mail)
  return all
}

it('sends every approved row once, signed, over STARTTLS and AUTH', async () => {
  const release = approveRelease({ count: 700, relay: placeOf(relay) })
  const run = runEngine({ release, folder: makeTempFolder(), keys: makeKeys() })
  const done = await run.done
  expect(done).toMatchObject({
    phase: 'finished',
    problem: null,
    counts: { sent: 700, waiting: 0 },
  })

  const mails = await receivedBy(relay)
  expect(mails).toHaveLength(700)
  expect(new Set(mails.flatMap(({ recipients }) => recipients)).size).toBe(700)
  for (const mail of mails.slice(0, 20)) {
    await checkDkim(mail.bytes, release.manifest.route.dkim, Date.now())
    const parsed = await PostalMime.parse(mail.bytes)
    const index = Number(/user(\d+)@/.exec(mail.recipients[0] ?? '')?.[1])
    expect(parsed.subject).toBe(`会社${index} 様 重要なお知らせ`)
    expect(parsed.to?.[0]?.address).toBe(mail.recipients[0])
    expect(mail.sender).toBe('info@example.jp')
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['案内.pdf'])
  }
})

it('asks for fresh records before every batch and never sends more than 500 rows on one word', async () => {
  const release = approveRelease({ count: 1200, relay: placeOf(relay) })
  const run = runEngine({ release, folder: makeTempFolder(), keys: makeKeys() })
  expect(await run.done).toMatchObject({ phase: 'finished', counts: { sent: 1200 } })
  const needs = run.messages.filter((each) => each.type === 'need-records')
  expect(needs.map(({ count }) => count)).toEqual([500, 500, 200])
})

it('stops at the next gate when an approver has signed a stop', async () => {
  const release = approveRelease({ count: 1500, relay: placeOf(relay) })
  const stop = release.stopRecord()
  const before = (await receivedBy(relay)).length
  const run = runEngine({
    release,
    folder: makeTempFolder(),
    keys: makeKeys(),
    answer: ({ batch }) => ({
      type: 'records',
      batch,
      suppressed: [],
      material: release.material(batch >= 2 ? [stop] : []),
    }),
  })
  const done = await run.done
  expect(done).toMatchObject({ phase: 'halted', problem: { code: 'approval.stopped' } })
  expect(done?.counts.sent).toBeLessThanOrEqual(500)
  expect((await receivedBy(relay)).length - before).toBe(done?.counts.sent)
})

it('leaves out whom the list of suppressions has taken in since, from the next batch on', async () => {
  const release = approveRelease({ count: 1100, relay: placeOf(relay) })
  const before = (await receivedBy(relay)).length
  const late = [
    { kind: 'address', value: 'user3@example.jp' },
    { kind: 'address', value: 'user601@example.jp' },
    { kind: 'domain', value: 'example.com' },
    { kind: 'pattern', value: 'user105?@*' },
  ] as const
  const run = runEngine({
    ...{ release, folder: makeTempFolder(), keys: makeKeys() },
    answer: ({ batch }) => ({
      ...{ type: 'records', batch, material: release.material() },
      suppressed: batch >= 2 ? late : [],
    }),
  })
  const done = await run.done
  const got = (await receivedBy(relay)).slice(before).flatMap(({ recipients }) => recipients)
  const all = Array.from(
    { length: 1100 },
    (_, at) => `user${at}@${at % 7 === 0 ? 'example.com' : 'example.jp'}`,
  )
  const isOut = (address: string) =>
    late.some((each) => each.kind === 'address' && each.value === address) ||
    /@example\.com$|^user105\d@/.test(address)
  const missing = all.filter((each) => !got.includes(each))
  // Of the first batch what was not composed yet is left out too, and nobody who is not on the list.
  expect(missing.filter((each) => !isOut(each))).toEqual([])
  expect(all.slice(500).filter((each) => isOut(each) && got.includes(each))).toEqual([])
  expect(got).toContain('user3@example.jp')
  expect(done).toMatchObject({
    phase: 'finished',
    counts: { sent: got.length, suppressed: missing.length, waiting: 0, failed: 0 },
  })
})

it('S09 ends in the middle of a batch when the approval falls, and counts what has left', async () => {
  const { password, ...place } = placeOf(relay)
  const slow = { connectionsMax: 1, ratePerHourMax: 36_000 }
  const release = approveRelease({ count: 600, relay: { password, ...place, ...slow } })
  const before = (await receivedBy(relay)).length
  const fallen = { code: 'approval.rejected', params: { by: '承認 一郎' } } as const
  const run = runEngine({
    ...{ release, folder: makeTempFolder(), keys: makeKeys() },
    onMessage(message) {
      if (message.type === 'progress' && message.counts.sent > 5) run.halt(fallen)
    },
  })
  const done = await run.done
  expect(done).toMatchObject({ phase: 'halted', problem: fallen })
  expect(done?.counts.sent).toBeLessThan(500)
  expect((await receivedBy(relay)).length - before).toBe(done?.counts.sent)
})

it('refuses content that differs in one byte, and connects to nobody', async () => {
  const release = approveRelease({ count: 30, relay: placeOf(relay) })
  const before = (await receivedBy(relay)).length
  const template = Uint8Array.from(release.content.template)
  template[30] = (template[30] ?? 0) ^ 1
  const altered = await runEngine({
    ...{ release, folder: makeTempFolder(), keys: makeKeys() },
    content: { ...release.content, template },
  }).done
  expect(altered).toMatchObject({ phase: 'halted', problem: { code: 'approval.template-altered' } })

  const [first = new Uint8Array()] = release.content.rows
  const rows = Buffer.from(first)
  rows.write('x', rows.indexOf('user7@'))
  const other = await runEngine({
    ...{ release, folder: makeTempFolder(), keys: makeKeys() },
    content: { ...release.content, rows: [rows] },
  }).done
  expect(other).toMatchObject({ phase: 'halted', problem: { code: 'approval.recipients-altered' } })
  expect((await receivedBy(relay)).length).toBe(before)
})
