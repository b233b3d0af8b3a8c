import { describe, expect, it } from 'vitest'
import { findOutliers } from '../../../main/approval/audience-scan.ts'
import { createRowReader, createRowWriter } from '../../../main/approval/frozen-row.ts'
import { notViewed } from '../../../main/approval/review.ts'
import { compileTemplate, templateBytes } from '../../../main/message/message.ts'

const template = compileTemplate(
  templateBytes({ subject: '件名', text: '{{ 氏名 | default: "お客様" }} 様', html: '' }),
)
const names = ['山田', '', '勅使河原 権左衛門', '林', '', '', '']

function readerOf(rows: readonly { address: string; name: string; other?: string }[]) {
  const writer = createRowWriter()
  rows.forEach(({ address, name, other = '' }, index) => {
    writer.add({ index, address, fields: { 氏名: name, 備考: other } })
  })
  return createRowReader(writer.bytes())
}

describe('outliers of an audience', () => {
  it('finds fallbacks, the longest, the shortest and the rare domain over every row', async () => {
    const rows = readerOf(
      names.map((name, at) => ({
        address: `u${at}@${at === 3 ? 'rare.example' : 'example.jp'}`,
        name,
        // A field that is not printed makes no message longer.
        other: at === 0 ? 'x'.repeat(500) : '',
      })),
    )
    const domains = [
      { domain: 'example.jp', count: 6 },
      { domain: 'rare.example', count: 1 },
    ]
    const found = await findOutliers(rows, template, domains)
    expect(found.fallbacks.map((each) => each.index)).toEqual([1, 4, 5])
    expect(found.longest?.index).toBe(2)
    expect(found.shortest?.index).toBe(1)
    expect(found.rareDomain?.index).toBe(3)
  })

  it('finds none where all are alike', async () => {
    const rows = readerOf(['山田', '田中'].map((name) => ({ address: 'u@example.jp', name })))
    const found = await findOutliers(rows, template, [{ domain: 'example.jp', count: 2 }])
    expect(found).toEqual({ fallbacks: [], longest: null, shortest: null, rareDomain: null })
  })
})

describe('what has to be looked at', () => {
  const item = (name: string, required: boolean) => ({
    item: name,
    label: name,
    required,
    reason: 'sample' as const,
  })
  const items = [item('manifest', true), item('message:3', true), item('message:4', false)]

  it('takes a message as seen only when it was rendered here', () => {
    const all = items.map((each) => each.item)
    expect(notViewed(items, [], new Set())?.item).toBe('manifest')
    expect(notViewed(items, ['manifest'], new Set([3]))?.item).toBe('message:3')
    expect(notViewed(items, all, new Set([4]))?.item).toBe('message:3')
    expect(notViewed(items, ['manifest', 'message:3'], new Set([3]))).toBeNull()
  })
})
