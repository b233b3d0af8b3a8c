import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FrozenRow } from '../../main/approval/frozen-row.ts'
import { verifyApproval, verifyRelease } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, makeRows, toPieces } from '../support/signed-request.ts'

const signed = createSignedRequest()
const approval = verifyApproval(
  signed.material([signed.decide('first', 'approve'), signed.decide('second', 'approve')]),
)
const rows: readonly FrozenRow[] = makeRows(30)

/** As whoever alters a list would write it: with numbers that fit. */
const numbered = (some: readonly FrozenRow[]) =>
  toPieces(some.map((row, index) => ({ ...row, index })))
const refusal = (some: readonly Uint8Array[]) =>
  problemOf(() => verifyRelease(approval, { ...signed.content, rows: some }))
const altered = 'approval.recipients-altered'

describe('S02 frozen rows are what was approved, each and in their order', () => {
  const indexes = fc.integer({ min: 0, max: 29 })

  it('passes unaltered', () => {
    expect(refusal(numbered(rows))).toBeNull()
  })

  it('S02 refuses a replaced recipient', () => {
    fc.assert(
      fc.property(indexes, (at) => {
        const other = { index: at, address: 'thief@example.net', fields: {} }
        expect(refusal(numbered(rows.with(at, other)))).toBe(altered)
      }),
    )
  })

  it('S02 refuses a changed field of a recipient', () => {
    fc.assert(
      fc.property(indexes, fc.string({ minLength: 1 }), (at, text) => {
        const row = rows[at]!
        const fields = { ...row.fields, 会社名: `${row.fields.会社名}${text}` }
        expect(refusal(numbered(rows.with(at, { ...row, fields })))).toBe(altered)
      }),
    )
  })

  it('S02 refuses two swapped rows', () => {
    fc.assert(
      fc.property(indexes, indexes, (a, b) => {
        fc.pre(a !== b)
        const swapped = rows.with(a, rows[b]!).with(b, rows[a]!)
        expect(refusal(numbered(swapped))).toBe(altered)
      }),
    )
  })

  it('S02 refuses a row more or less, at either end or between', () => {
    const extra = { index: 0, address: 'thief@example.net', fields: {} }
    expect(refusal(numbered([...rows, extra]))).toBe(altered)
    expect(refusal(numbered([extra, ...rows]))).toBe(altered)
    expect(refusal(numbered([...rows, rows[0]!]))).toBe(altered)
    expect(refusal(numbered(rows.slice(0, -1)))).toBe(altered)
    expect(refusal(numbered(rows.slice(1)))).toBe(altered)
    for (const none of [[], [new Uint8Array()]]) expect(refusal(none)).toBe(altered)
  })

  it('S02 refuses rows that keep their numbers when they move', () => {
    expect(refusal(toPieces(rows.toReversed()))).toBe(altered)
  })

  it('S02 refuses the same rows in other pieces', () => {
    const [whole = new Uint8Array()] = signed.content.rows
    const cut = whole.indexOf(0x0a) + 1
    expect(refusal([whole.subarray(0, cut), whole.subarray(cut)])).toBe(altered)
    expect(refusal([whole, whole])).toBe(altered)
    expect(refusal([whole, new Uint8Array()])).toBe(altered)
  })
})
