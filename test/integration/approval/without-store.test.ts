import { readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import {
  materialOf,
  openForRelease,
  openRouteSecrets,
  verifyApproval,
} from '../../../main/approval/approval.ts'
import type { PolicyContent } from '../../../main/journal/journal.ts'
import {
  approver,
  author,
  makeOffice,
  type Office,
  secondApprover,
} from '../../support/approval-desk.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { thrownProblemAsync } from '../../support/thrown-problem.ts'

const codeOf = async (act: Promise<unknown>) => (await thrownProblemAsync(act)).code

async function changeRules(office: Office, change: Partial<PolicyContent['rules']>): Promise<void> {
  const session = office.desk(office.team.founder.name).session()
  await session.journal.publishPolicy(
    ({ rules, ...rest }) => ({ ...rest, rules: { ...rules, ...change } }),
    session,
  )
  await office.sync()
}

function carrier(office: Office) {
  const folder = makeTempFolder('stick')
  let count = 0
  return {
    async save(name: string, request: string, withContent: boolean): Promise<string> {
      count += 1
      const path = join(folder, `${count}.sekisho-parcel`)
      office.desk(name).files.next = path
      const saved = await office.as(name)('parcels.save', { request, withContent })
      expect(saved?.sizeBytes).toBe(statSync(path).size)
      return path
    },
    take(name: string, path: string) {
      office.desk(name).files.next = path
      return office.as(name)('parcels.take', {})
    },
  }
}

/** What the executing workstation would open and send with, or why not. */
async function gate(office: Office, request: string) {
  const session = office.desk(author).session()
  const { manifestBytes } = await openForRelease(session, request)
  const material = materialOf(session, {
    ...{ request, manifest: manifestBytes, now: office.team.clock.now() },
    ...{ engineVersion: office.desk(author).pc.ports.version, activation: null },
  })
  return (await openRouteSecrets(verifyApproval(material), session)).password
}

it('S27 a request, its decision and a stop go as files while the store is away, and meet it when it is back', async () => {
  const office = await makeOffice()
  await changeRules(office, { storelessMinutesMax: 5 })
  const { storeFolder } = office.team
  const { save, take } = carrier(office)
  renameSync(storeFolder, `${storeFolder}-away`)
  const { request } = await office.fileRequest()
  const stateFor = async (name: string) =>
    (await office.as(name)('approval.list', {})).find((each) => each.request === request)?.state

  // To the approver's PC, with its sealed content.
  expect(await stateFor(approver)).toBeUndefined()
  const asked = await save(author, request, true)
  for (const word of ['user3@example.jp', '年末年始', 'relay.example.jp'])
    expect(readFileSync(asked).includes(word)).toBe(false)
  expect(await take(approver, asked)).toMatchObject({ request, addedCount: 1 })
  expect(await take(approver, asked)).toMatchObject({ request, addedCount: 0 })
  await office.approve(approver, request)

  // And the decision back, with its share of the route's key.
  expect(await codeOf(gate(office, request))).toBe('approval.needs-approval')
  const decided = await save(approver, request, false)
  // The decision, and that a code was used for it.
  expect((await take(author, decided))?.addedCount).toBeGreaterThan(0)
  expect(await gate(office, request)).toBe('relay-password-1')

  // Not for longer than the policy says after the approval, since a stop may lie elsewhere.
  office.team.clock.advance(6 * 60_000)
  expect(await codeOf(gate(office, request))).toBe('approval.store-out-of-reach')

  // A stop comes the same way.
  await take(secondApprover, asked)
  await office.as(secondApprover)('approval.cancel', { request })
  const stopped = await save(secondApprover, request, false)
  await take(author, stopped)
  expect(await codeOf(gate(office, request))).toBe('approval.stopped')

  // Everybody brings the same to the store when it is back.
  renameSync(`${storeFolder}-away`, storeFolder)
  for (let round = 0; round < 2; round += 1) await office.sync()
  for (const { name } of office.team.members) {
    expect(await stateFor(name)).toBe('stopped')
    const { journal } = office.desk(name).session()
    expect(journal.alarms(), name).toEqual([])
    expect(journal.storeStatus()).toMatchObject({ status: 'online', outboxCount: 0 })
    await journal.verify()
    expect(journal.alarms(), name).toEqual([])
  }
})

it('takes in nothing that is not whole, ours and genuine, and nothing where the policy forbids it', async () => {
  const office = await makeOffice()
  const { save, take } = carrier(office)
  const { storeFolder } = office.team
  renameSync(storeFolder, `${storeFolder}-away`)
  const { request } = await office.fileRequest()
  const good = await save(author, request, true)
  const bytes = readFileSync(good)
  const recordsOf = () => office.desk(approver).session().journal.records().length
  const before = recordsOf()
  const altered = (change: (copy: Buffer) => Uint8Array) => {
    const path = `${good}-altered`
    writeFileSync(path, change(Buffer.from(bytes)))
    return path
  }
  // Any byte: a flip is refused wherever it is.
  const places = [0, 5, 6, 40, bytes.length - 1, ...[...systemRandom.bytes(40)].map((each) => each)]
  for (const [at, byte] of places.entries()) {
    const place = at < 5 ? byte : Math.floor((byte / 256) * bytes.length)
    const path = altered((copy) => {
      copy[place] = (copy[place] ?? 0) ^ 0x10
      return copy
    })
    expect(await codeOf(take(approver, path)), `byte ${place}`).toBe('journal.parcel-damaged')
  }
  for (const length of [0, 4, 9, 500, bytes.length - 33, bytes.length - 1]) {
    const path = altered((copy) => copy)
    truncateSync(path, length)
    expect(await codeOf(take(approver, path)), `length ${length}`).toBe('journal.parcel-damaged')
  }
  expect(
    await codeOf(
      take(
        approver,
        altered((copy) => Buffer.concat([copy, copy])),
      ),
    ),
  ).toBe('journal.parcel-damaged')
  expect(
    await codeOf(
      take(
        approver,
        altered(() => Buffer.from('%PDF-1.7')),
      ),
    ),
  ).toBe('journal.parcel-damaged')
  // No file at all, a folder, and one that says it is larger than any.
  for (const path of [`${good}-none`, makeTempFolder()])
    expect(await codeOf(take(approver, path))).toBe('journal.parcel-damaged')
  const huge = altered((copy) => copy)
  truncateSync(huge, 25 * 1024 ** 3)
  expect(await codeOf(take(approver, huge))).toBe('journal.parcel-too-large')

  const other = await makeOffice()
  const foreign = await other.fileRequest()
  const theirs = await carrier(other).save(author, foreign.request, true)
  expect(await codeOf(take(approver, theirs))).toBe('journal.parcel-foreign')
  expect(recordsOf()).toBe(before)
  expect(await take(approver, good)).toMatchObject({ addedCount: 1 })

  renameSync(`${storeFolder}-away`, storeFolder)
  await changeRules(office, { parcelsAllowed: false })
  expect(await codeOf(take(approver, good))).toBe('approval.parcels-forbidden')
  expect(await codeOf(save(author, request, false))).toBe('approval.parcels-forbidden')
})
