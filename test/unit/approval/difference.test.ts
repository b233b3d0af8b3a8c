import { describe, expect, it } from 'vitest'
import { createAudienceComparison } from '../../../main/approval/audience-comparison.ts'
import { partDifferences, settingDifferences } from '../../../main/approval/difference.ts'
import { viewingName } from '../../../main/approval/review-acts.ts'
import { compileTemplate, templateBytes } from '../../../main/message/message.ts'
import { createSignedRequest } from '../../support/signed-request.ts'

describe('what differs between two requests', () => {
  it('names the parts and the settings, and nothing that is the same', () => {
    const [old, now] = ['旧', '新'].map((subject) =>
      compileTemplate(templateBytes({ subject, text: '同じ', html: '' })),
    )
    expect(partDifferences(old!, now!).map(({ part }) => part)).toEqual(['subject'])
    const { manifest } = createSignedRequest()
    expect(settingDifferences(manifest, manifest)).toEqual([])
    const other = { ...manifest, headers: { ...manifest.headers, replyTo: 'other@example.jp' } }
    expect(settingDifferences(manifest, other)).toEqual([
      { field: 'reply-to', before: '', after: 'other@example.jp' },
    ])
  })

  it('counts who came, who is gone and which domains are new', () => {
    const comparison = createAudienceComparison()
    for (const each of ['a@x.jp', 'b@x.jp', 'c@y.jp']) comparison.remember(each)
    for (const each of ['a@x.jp', 'd@x.jp', 'e@new.jp', 'f@new.jp']) comparison.compare(each)
    expect(comparison.difference()).toEqual({
      ...{ same: 1, added: 3, gone: 2 },
      newDomains: [{ domain: 'new.jp', count: 2 }],
      addedAddresses: ['d@x.jp', 'e@new.jp', 'f@new.jp'],
      goneAddresses: ['b@x.jp', 'c@y.jp'],
    })
  })
})

describe('I10 the name under which an attachment is saved to be looked at', () => {
  const pdf = Buffer.from('%PDF-1.7 test')
  const program = Buffer.from('MZ program')

  it.each([
    ['案内.pdf', pdf, '案内.pdf'],
    ['..\\..\\evil.pdf', pdf, 'evil.pdf'],
    ['../../etc/案内.pdf', pdf, '案内.pdf'],
    ['CON.pdf', pdf, '_CON.pdf'],
    ['案内.pdf:hidden', pdf, '案内.pdf_hidden.unchecked'],
    ['案内.pdf', program, '案内.pdf.unchecked'],
    ['setup.exe', program, 'setup.exe.unchecked'],
    ['gnp.\u202eexe', program, 'gnp.exe.unchecked'],
  ])('I06 I10 %s', (name, bytes, expected) => {
    expect(viewingName(name, bytes)).toBe(expected)
  })

  it('I10 stays short', () => {
    expect([...viewingName(`${'長'.repeat(300)}.pdf`, pdf)].length).toBeLessThanOrEqual(120)
  })
})
