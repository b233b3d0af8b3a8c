import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openForRelease } from '../../main/approval/approval.ts'
import { requestOf } from '../../main/approval/open-request.ts'
import { approver, author, makeOffice } from '../support/approval-desk.ts'
import { withBitFlipped } from '../support/mutation.ts'
import { problemOfAsync } from '../support/problem.ts'

it('S02 no byte of a sealed blob can differ, in the store and in the vault alike', async () => {
  const office = await makeOffice()
  const { request } = await office.fileRequest(await office.makeCampaign(2500))
  await office.approve(approver, request)
  const session = office.desk(author).session()
  const { db, journal } = session
  const { blobs } = requestOf(journal, request).body
  const refs = [blobs.manifest, blobs.template, ...blobs.rows, ...blobs.attachments]
  const open = () => problemOfAsync(() => openForRelease(session, request))
  expect(await open()).toBeNull()

  const fileOf = (hash: string) => join(office.team.storeFolder, 'v1/blob', hash.slice(0, 2), hash)
  const parts = (hash: string) =>
    db
      .prepare<{ bytes: Uint8Array }>(
        'SELECT bytes FROM journal_blob_part WHERE hash = ? AND part = 0',
      )
      .get(hash)?.bytes ?? new Uint8Array()
  const putPart = (hash: string, bytes: Uint8Array) =>
    db
      .prepare('UPDATE journal_blob_part SET bytes = ? WHERE hash = ? AND part = 0')
      .run(Buffer.from(bytes), hash)

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...refs),
      fc.nat({ max: 1_000_000 }),
      fc.nat({ max: 7 }),
      async ({ hash }, at, bit) => {
        const [stored, kept] = [readFileSync(fileOf(hash)), Buffer.from(parts(hash))]
        putPart(hash, withBitFlipped(kept, at, bit))
        // The store still has it whole: what was altered here is fetched again.
        expect(await open()).toBeNull()
        putPart(hash, withBitFlipped(kept, at, bit))
        writeFileSync(fileOf(hash), withBitFlipped(stored, at, bit))
        expect(await open()).toMatch(/^journal\.blob-(missing|altered)$/)
        writeFileSync(fileOf(hash), stored)
        putPart(hash, kept)
      },
    ),
    { numRuns: process.env.SLOW ? 500 : 25 },
  )
  expect(await open()).toBeNull()

  // Nor stand in another's place, in the store and in the vault alike.
  for (const [at, { hash: one }] of refs.entries())
    for (const { hash: other } of refs.slice(at + 1)) {
      const [first, second] = [one, other].map((hash) => readFileSync(fileOf(hash)))
      for (const hash of [one, other]) putPart(hash, Buffer.from('elsewhere'))
      writeFileSync(fileOf(one), second ?? '')
      writeFileSync(fileOf(other), first ?? '')
      expect(await open()).toMatch(/^journal\.blob-(missing|altered)$/)
      writeFileSync(fileOf(one), first ?? '')
      writeFileSync(fileOf(other), second ?? '')
    }
  expect(await open()).toBeNull()
})
