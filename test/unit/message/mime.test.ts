import { hash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { contentIdOf, withImages } from '../../../main/message/inline-image.ts'
import { cleanLine } from '../../../main/message/merge.ts'
import { validateMessageBytes } from '../../../main/message/message-bytes.ts'
import { composeSkeleton, type MessageParts } from '../../../main/message/mime.ts'
import { compileTemplate, templateBytes } from '../../../main/message/template.ts'

const headers = {
  from: { name: '関所商事 広報部', address: 'news@example.jp' },
  replyTo: 'reply@example.jp',
  listUnsubscribe: '<mailto:leave@example.jp?subject=stop>',
}
const parts = {
  to: 'taro@example.com',
  toName: '山田 太郎',
  messageId: '<0.0123abcd@example.jp>',
  date: 'Tue, 24 Nov 2026 02:00:00 +0000',
}
const pdf = {
  name: '年末年始のご案内と営業日カレンダー（最新版）2026年度.pdf',
  type: 'application/pdf',
  bytes: Buffer.from(`%PDF-1.7 ${'x'.repeat(200)}`),
}

async function compose(
  source: { subject?: string; text?: string; html?: string },
  more: Partial<MessageParts> = {},
  attachments = [] as { name: string; type: string; bytes: Uint8Array }[],
): Promise<Buffer> {
  const template = compileTemplate(templateBytes({ subject: '', text: '', html: '', ...source }))
  const skeleton = await composeSkeleton({ headers, template, attachments })
  const rendered = template.render({ 氏名: '山田 太郎' })
  return Buffer.from(skeleton.build({ ...parts, rendered, ...more }))
}

/** CRLF is how lines end on the way; the content's own line end is LF. */
const lines = (text: string | undefined) => (text ?? '').replace(/\r\n/g, '\n')

const full = {
  subject: '【ご案内】{{ 氏名 }}様へ年末年始の営業についてのお知らせです（重要）',
  text: '{{ 氏名 }} 様\n\nいつもお世話になっております。\n.先頭の点\nFrom 行\n',
  html: '<p>{{ 氏名 }} 様</p>\n<p>いつもお世話になっております。</p>\n',
}

describe('composeSkeleton', () => {
  test.each([
    ['full', full, [pdf]],
    ['text-only', { subject: 'Notice', text: 'Hello {{ 氏名 }}' }, []],
    ['html-only', { subject: '件名', html: '<b>{{ 氏名 }}</b>' }, []],
  ] as const)('%s is the golden file', async (name, source, attachments) => {
    const bytes = await compose(source, {}, [...attachments])
    const golden = new URL(`../../fixtures/message/${name}.eml`, import.meta.url)
    if (process.env.GOLDEN === 'write') writeFileSync(golden, bytes)
    expect(bytes.equals(readFileSync(golden))).toBe(true)
  })

  test('an independent parser reads back the exact text, names and bytes', async () => {
    const mail = await PostalMime.parse(await compose(full, {}, [pdf]))
    expect(mail.subject).toBe('【ご案内】山田 太郎様へ年末年始の営業についてのお知らせです（重要）')
    expect(mail.from).toMatchObject({ name: '関所商事 広報部', address: 'news@example.jp' })
    expect(mail.to).toMatchObject([{ name: '山田 太郎', address: 'taro@example.com' }])
    expect(mail.replyTo).toMatchObject([{ address: 'reply@example.jp' }])
    expect(lines(mail.text)).toBe(
      '山田 太郎 様\n\nいつもお世話になっております。\n.先頭の点\nFrom 行\n',
    )
    expect(lines(mail.html)).toBe('<p>山田 太郎 様</p>\n<p>いつもお世話になっております。</p>\n')
    expect(mail.attachments).toHaveLength(1)
    expect(mail.attachments[0]).toMatchObject({ filename: pdf.name, mimeType: pdf.type })
    expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer).equals(pdf.bytes)).toBe(true)
  })

  test('every line of a header stays within 76 characters and every encoded word within 75', async () => {
    const long = '関所'.repeat(120)
    const bytes = await compose({ subject: long, text: 'x' }, { toName: long })
    const head = bytes.toString('latin1').split('\r\n\r\n', 1)[0]!
    for (const line of head.split('\r\n')) expect(line.length).toBeLessThanOrEqual(76)
    for (const word of head.match(/=\?[^ ]+\?=/g)!) expect(word.length).toBeLessThanOrEqual(75)
    const mail = await PostalMime.parse(bytes)
    expect(mail.subject).toBe(long)
    expect(mail.to?.[0]?.name).toBe(long.slice(0, 200))
  })

  test('the same content always gives the same bytes', async () => {
    const [a, b] = await Promise.all([compose(full, {}, [pdf]), compose(full, {}, [pdf])])
    expect(a.equals(b)).toBe(true)
  })

  test('extra headers are folded and kept', async () => {
    const value = `<https://example.jp/${'u/'.repeat(40)}>, <mailto:a@example.jp>`
    const bytes = await compose(full, { extraHeaders: [{ name: 'X-Sekisho', value }] })
    const mail = await PostalMime.parse(bytes)
    expect(mail.headers.find((each) => each.key === 'x-sekisho')?.value).toBe(value)
  })

  test('an image that the HTML shows is embedded in it; every other file is attached', async () => {
    const image = {
      name: '印.png',
      type: 'image/png',
      bytes: Buffer.from('89504e470d0a1a0a', 'hex'),
    }
    const twice = { ...image, name: '控え.png' }
    const svg = { name: 'x.svg', type: 'image/svg+xml', bytes: Buffer.from('<svg/>') }
    const digest = (each: { bytes: Buffer }) => hash('sha256', each.bytes)
    const html = [image, svg]
      .map((each) => `<img src="cid:${contentIdOf(digest(each))}" alt="印">`)
      .join('')
    const bytes = await compose({ text: '印', html }, {}, [pdf, image, twice, svg])
    validateMessageBytes(bytes)
    expect(bytes.toString('latin1')).toMatch(/Content-Type: multipart\/related;/)
    const mail = await PostalMime.parse(bytes)
    expect(mail.html).toContain(`cid:${contentIdOf(digest(image))}`)
    const seen = mail.attachments.map(({ filename, disposition, contentId, related }) => ({
      ...{ filename, disposition, contentId: contentId ?? null, related: related ?? false },
    }))
    expect(new Set(seen)).toEqual(
      new Set([
        {
          filename: image.name,
          disposition: 'inline',
          contentId: `<${contentIdOf(digest(image))}>`,
          related: true,
        },
        ...[pdf, twice, svg].map(({ name: filename }) => ({
          ...{ filename, disposition: 'attachment', contentId: null, related: false },
        })),
      ]),
    )
    expect(withImages(html, [image, svg])).toContain('src="data:image/png;base64,iVBORw0KGgo="')
  })

  const line = fc.string({ unit: 'grapheme', maxLength: 80 })
  const name = fc.string({ unit: 'grapheme', maxLength: 60 })
  const messages = process.env.SLOW === '1' ? 10_000 : 500
  test(`${messages} generated messages come back as they were written`, async () => {
    const template = compileTemplate(
      templateBytes({ subject: '{{ s }}', text: '{{ t }}', html: '<p>{{ t }}</p>' }),
    )
    const skeleton = await composeSkeleton({ headers, template, attachments: [pdf] })
    await fc.assert(
      fc.asyncProperty(line, name, fc.array(line, { maxLength: 8 }), async (s, toName, body) => {
        const rendered = { subject: s.trim(), text: body.join('\n'), html: `<p>${body}</p>` }
        const bytes = skeleton.build({ ...parts, toName, rendered })
        validateMessageBytes(bytes)
        const mail = await PostalMime.parse(bytes)
        expect(mail.subject ?? '').toBe(cleanLine(s))
        expect(mail.to).toHaveLength(1)
        expect(mail.to?.[0]).toMatchObject({ address: parts.to, name: cleanLine(toName) })
        expect(lines(mail.text)).toBe(rendered.text)
        expect(lines(mail.html)).toBe(rendered.html)
        expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer).equals(pdf.bytes)).toBe(
          true,
        )
      }),
      { numRuns: messages },
    )
  }, 600_000)

  test('attachment names of any script come back whole', async () => {
    const template = compileTemplate(templateBytes({ subject: 's', text: 't', html: '' }))
    await fc.assert(
      fc.asyncProperty(
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
          .filter((each) => each === each.trim() && !/["\\]/.test(each)),
        async (filename) => {
          const attachment = { name: filename, type: 'application/pdf', bytes: pdf.bytes }
          const skeleton = await composeSkeleton({ headers, template, attachments: [attachment] })
          const rendered = template.render({})
          const mail = await PostalMime.parse(skeleton.build({ ...parts, rendered }))
          expect(mail.attachments[0]?.filename).toBe(filename)
        },
      ),
      { numRuns: 200 },
    )
  })
})
