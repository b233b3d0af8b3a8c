import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRowWriter, type FrozenRow } from '../../main/approval/frozen-row.ts'
import { verifyApproval, verifyRelease } from '../../main/approval/verify-release.ts'
import { toProblemValue } from '../support/problem.ts'
import { createSignedRequest, makeRows } from '../support/signed-request.ts'

const signed = createSignedRequest()
const approval = verifyApproval(
  signed.material([signed.decide('first', 'approve'), signed.decide('second', 'approve')]),
)
const rows: readonly FrozenRow[] = makeRows(30)

function toBytes(some: readonly FrozenRow[]): Uint8Array {
  const writer = createRowWriter()
  some.forEach((row, index) => {
    writer.add({ ...row, index })
  })
  return writer.bytes()
}

const refusal = (some: Uint8Array) =>
  toProblemValue(() =>
    verifyRelease(approval, { ...signed.content, rows: some, sealedRows: signed.content.rows }),
  )
const altered = (index: number) => ({ code: 'approval.recipients-altered', params: { index } })

describe('S02 frozen rows are what was approved, each and in their order', () => {
  const indexes = fc.integer({ min: 0, max: 29 })

  it('passes unaltered', () => {
    expect(refusal(toBytes(rows))).toBeNull()
  })

  it('S02 names a replaced recipient', () => {
    fc.assert(
      fc.property(indexes, (at) => {
        const other = { index: at, address: 'thief@example.net', fields: {} }
        expect(refusal(toBytes(rows.with(at, other)))).toEqual(altered(at))
      }),
    )
  })

  it('S02 names a changed field of a recipient', () => {
    fc.assert(
      fc.property(indexes, fc.string({ minLength: 1 }), (at, text) => {
        const row = rows[at]!
        const fields = { ...row.fields, 会社名: `${row.fields.会社名}${text}` }
        expect(refusal(toBytes(rows.with(at, { ...row, fields })))).toEqual(altered(at))
      }),
    )
  })

  it('S02 names the first of two swapped rows', () => {
    fc.assert(
      fc.property(indexes, indexes, (a, b) => {
        fc.pre(a !== b)
        const swapped = rows.with(a, rows[b]!).with(b, rows[a]!)
        expect(refusal(toBytes(swapped))).toEqual(altered(Math.min(a, b)))
      }),
    )
  })

  it('S02 refuses a row more or less, at either end or between', () => {
    const extra = { index: 0, address: 'thief@example.net', fields: {} }
    expect(refusal(toBytes([...rows, extra]))).toEqual(altered(30))
    expect(refusal(toBytes([extra, ...rows]))).toMatchObject({ code: altered(0).code })
    expect(refusal(toBytes([...rows, rows[0]!]))).toEqual(altered(30))
    expect(refusal(toBytes(rows.slice(0, -1)))).toEqual(altered(29))
    expect(refusal(toBytes(rows.slice(1)))).toMatchObject({ code: altered(0).code })
    expect(refusal(new Uint8Array())).toEqual(altered(0))
  })

  it('S02 refuses rows that keep their numbers when they move', () => {
    const writer = createRowWriter()
    for (const row of rows.toReversed()) writer.add(row)
    expect(refusal(writer.bytes())).toEqual(altered(0))
  })

  it('S02 refuses without the sealed rows too, only with no place to name', () => {
    const bytes = toBytes(rows.with(3, { ...rows[3]!, address: 'thief@example.net' }))
    expect(
      toProblemValue(() => verifyRelease(approval, { ...signed.content, rows: bytes })),
    ).toEqual({ code: 'approval.recipients-altered', params: { index: '?' } })
  })
})
