import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { signDocument } from '../../main/journal/directory.ts'
import { openParcel, type ParcelContent, writeParcel } from '../../main/journal/parcel-file.ts'
import { type RecordHeader, recordBodies } from '../../main/journal/record.ts'
import { signRecord } from '../../main/journal/signature.ts'
import { makeSigningKey } from '../../main/vault/vault.ts'
import type { FakeClock } from '../support/clock.ts'
import { payloadOf } from '../support/envelope.ts'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { problemOfAsync } from '../support/problem.ts'
import { systemRandom as random } from '../support/random.ts'
import { recordSamples } from '../support/record-samples.ts'
import { hashOfEnvelope } from '../support/signed-chains.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

/**
 * A file whose own digest is right, made by somebody who knows the format, the store being away. What
 * it holds is judged as if the store had brought it.
 */

interface Carried {
  readonly clock: FakeClock
  readonly bob: TeamMember
  readonly author: TeamMember
  readonly request: string
  readonly good: ParcelContent
  readonly blobs: readonly Uint8Array[]
  readonly take: (change: Partial<ParcelContent>, blobs?: readonly Uint8Array[]) => Promise<unknown>
}

async function* inTurn(blobs: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* blobs
}

async function carry(): Promise<Carried> {
  const folder = makeTempFolder('parcel')
  const team = await makeTeam(folder)
  const author = await team.join('aki', ['author', 'sender'])
  const bob = await team.join('bob', ['approver'])
  for (const each of [team.administrator, author, bob]) await each.journal.sync()
  renameSync(team.share, `${team.share}-away`)
  const content = random.bytes(3000)
  const ref = await author.journal.putBlob(content)
  const { journal, signer } = author
  const directory = { n: journal.directory().n, hash: journal.directory().hash }
  const policy = { n: journal.policy().n, hash: journal.policy().hash }
  const blobs = { manifest: ref, template: ref, rows: [ref], attachments: [] }
  const body = { ...recordSamples.request, editors: [], blobs, directory, policy }
  const { hash } = await journal.append({ kind: 'request', body, signer })
  const request = journal.byHash(hash)
  if (request?.kind !== 'request') throw new Error('no request')
  const path = join(folder, 'good.sekisho-parcel')
  await journal.saveParcel({ path, request, withContent: true })
  const parcel = await openParcel(path)
  const { head, documents, records } = parcel
  await parcel.close()
  let count = 0
  return {
    clock: team.clock,
    ...{ bob, author, request: hash, good: { head, documents, records }, blobs: [content] },
    async take(change, carried = [content]) {
      count += 1
      const altered = join(folder, `${count}.sekisho-parcel`)
      await writeParcel(altered, { head, documents, records, ...change }, inTurn(carried))
      return bob.journal.takeParcel(altered)
    },
  }
}

/** The next record of the author's PC, by whatever keys. */
function nextRecord(
  { author, good }: Carried,
  o: { readonly kind?: string; readonly body?: object; readonly stranger?: boolean },
): Uint8Array {
  const seqOf = (bytes: Uint8Array) => Number(payloadOf(bytes).seq)
  const [last] = good.records
    .filter((each) => payloadOf(each).workstation === author.workstation.id)
    .toSorted((x, y) => seqOf(y) - seqOf(x))
  const header = {
    ...{ org: author.journal.trust().fingerprint, kind: o.kind ?? 'withdrawal', v: 1 },
    ...{ member: author.id, workstation: author.workstation.id },
    seq: last === undefined ? 1 : seqOf(last) + 1,
    prev: last === undefined ? null : hashOfEnvelope(last),
    ...{ at: '2026-11-24T01:30:00.000Z', heads: {} },
  } as RecordHeader
  const member = o.stranger === true ? makeSigningKey(random) : author.signing
  const body = (o.body ?? { request: 'b'.repeat(64) }) as { request: string }
  return signRecord({ header, body }, { member, workstation: author.workstation.signing })
}

describe('S16 S20 a parcel by somebody who knows the format', () => {
  it('S16 keeps nothing of a file in which one record is not genuine', async () => {
    const carried = await carry()
    const { bob, good, take } = carried
    const before = bob.journal.records().length
    const flipped = (at: number) =>
      good.records.map((bytes, index) => {
        const copy = Buffer.from(bytes)
        if (index === good.records.length - 1) copy[at] = (copy[at] ?? 0) ^ 1
        return copy
      })
    const forged = nextRecord(carried, { stranger: true })
    for (const records of [flipped(120), flipped(400), [...good.records, forged]])
      expect(await problemOfAsync(() => take({ records }))).toMatch(
        /^journal\.(signature-invalid|record-malformed)$/,
      )
    // S20: a version in the place of a record, and the other way round.
    expect(await problemOfAsync(() => take({ records: [...good.documents.policy] }))).toBe(
      'journal.signature-invalid',
    )
    const swapped = { ...good.documents, policy: good.documents.directory }
    expect(await problemOfAsync(() => take({ documents: swapped }))).toMatch(/^journal\./)
    expect(bob.journal.records().length).toBe(before)
    expect(await take({})).toMatchObject({ request: carried.request })
    expect(bob.journal.records().length).toBe(before + 1)
    expect(bob.journal.alarms()).toEqual([])
  })

  it('S16 keeps no blob that the request does not name, and none of another size or content', async () => {
    const { bob, author, request, take, blobs } = await carry()
    const stray = random.bytes(500)
    await take({}, [stray, blobs[0]?.subarray(1) ?? stray])
    const record = author.journal.byHash(request)
    if (record?.kind !== 'request') throw new Error('no request')
    const { manifest } = record.body.blobs
    const missing = () => bob.journal.getBlob(manifest)
    expect(await problemOfAsync(missing)).toBe('journal.blob-missing')
    const rows = bob.db.prepare<{ n: number }>('SELECT count(*) AS n FROM journal_blob').get()
    expect(rows?.n).toBe(0)
    await take({}, [stray, ...blobs])
    expect(Buffer.from(await bob.journal.getBlob(manifest))).toEqual(blobs[0])
  })

  it('S12 S13 takes no version that the store could not bring', async () => {
    const { bob, good, author, take } = await carry()
    const [first] = good.documents.policy
    const body = payloadOf(first ?? new Uint8Array())
    const stranger = [makeSigningKey(random)]
    const { n, hash } = bob.journal.policy()
    const next = { ...body, n: n + 1, prev: hash, at: '2026-11-24T02:00:00.000Z' }
    const policy = [...good.documents.policy, signDocument(next as never, stranger)]
    const take2 = () => take({ documents: { ...good.documents, policy } })
    expect(await problemOfAsync(take2)).toBe('journal.threshold-not-met')
    expect(bob.journal.policy().n).toBe(n)
    // Another organization's head, and another's versions under our head.
    const head = { ...good.head, org: 'ab'.repeat(32) }
    expect(await problemOfAsync(() => take({ head }))).toBe('journal.parcel-foreign')
    const other = await carry()
    const theirs = () => take({ documents: other.good.documents })
    expect(await problemOfAsync(theirs)).toMatch(/^journal\./)
    expect(bob.journal.trust().fingerprint).toBe(author.journal.trust().fingerprint)
  })

  it('S27 a stop that only a newer Sekisho can read stops here too', async () => {
    const carried = await carry()
    const { bob, good, take, request } = carried
    const records = [
      ...good.records,
      nextRecord(carried, { kind: 'stop-of-the-future', body: { request } }),
    ]
    await take({ records })
    expect(await problemOfAsync(async () => bob.journal.requireSound(request))).toBe(
      'journal.newer-record',
    )
    expect(Object.keys(recordBodies)).not.toContain('stop-of-the-future')
  })

  it('S17 a record that is missing in between is missed', async () => {
    const carried = await carry()
    const { bob, take, request, good } = carried
    const skipped = nextRecord(carried, {})
    const after = nextRecord(
      { ...carried, good: { ...good, records: [...good.records, skipped] } },
      { body: { request } },
    )
    await take({ records: [...good.records, after] })
    expect(bob.journal.alarms()).toEqual([])
    // After the minute in which it may be on its way.
    carried.clock.advance(61_000)
    await take({})
    expect(bob.journal.alarms().map(({ code }) => code)).toContain('journal.chain-gap')
    expect(await problemOfAsync(async () => bob.journal.requireSound(request))).toMatch(
      /^journal\.(chain-gap|named-not-found)$/,
    )
  })
})
