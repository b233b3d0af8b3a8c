import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../../main/reports/report.ts'
import { cells, document, facts, heading, paragraph } from '../../../main/reports/report-page.ts'
import { verifyEvidence } from '../../../main/reports/reports.ts'
import { makeRun } from '../../support/evidence-run.ts'

const run = makeRun()
const { decisions, activation, batch, finish, encode } = run
const whole = verifyEvidence(encode([...decisions, activation, batch, finish()]))
const timeZone = 'Asia/Tokyo'

describe('the report', () => {
  it('says who asked, approved and released, when, the counts and the digests, in both languages', () => {
    for (const language of ['ja', 'en'] as const) {
      const html = reportHtml(whole, { language, timeZone })
      const { manifest, request, approvals } = whole
      for (const said of [
        ...[whole.organizationName, manifest.campaign.name, manifest.headers.from.address],
        ...[request.hash, request.body.manifest, manifest.template.sha256, manifest.audience.root],
        ...approvals.map(({ hash }) => hash),
        ...['承認 一郎', 'JST', `<html lang="${language}">`, '<td>29</td>'],
      ])
        expect(html).toContain(said.replaceAll('JST', language === 'ja' ? 'JST' : 'GMT+9'))
    }
  })

  it('tells a request that never ran from a run that is not over', () => {
    const filed = verifyEvidence(encode(decisions))
    expect(reportHtml(filed, { language: 'en' })).toContain('It has not been released.')
    const running = verifyEvidence(encode([...decisions, activation, batch]))
    expect(reportHtml(running, { language: 'en' })).toContain('The release is not over yet.')
  })

  it('E16 whatever comes in is text and stays text', () => {
    const page = (text: string) =>
      document({
        ...{ language: 'en', title: text },
        parts: [heading(1, text), paragraph(text), facts([[text, text]]), cells([text])],
      })
    const tags = (html: string) => html.match(/<[^>]*>/g) ?? []
    const plain = tags(page('x'))
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const html = page(text)
        expect(tags(html).filter((tag) => tag !== '<br>')).toEqual(plain)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may come through
        expect(html).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
    expect(page('<script>alert(1)</script>')).not.toContain('<script')
    expect(page('a\u202Efdp.exe')).not.toContain('\u202E')
  })
})
