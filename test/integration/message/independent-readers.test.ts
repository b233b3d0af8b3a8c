import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import type { Charset } from '../../../main/message/charset.ts'
import { encodeIso2022Jp, misfitsOf } from '../../../main/message/iso-2022-jp.ts'
import { validateMessageBytes } from '../../../main/message/message-bytes.ts'
import { composeSkeleton } from '../../../main/message/mime.ts'
import { compileTemplate, templateBytes } from '../../../main/message/template.ts'

/** Python's codecs and email package, which share nothing with us, nodemailer or the platform. */
const python = (script: string, input = '') =>
  spawnSync('python3', ['-c', script], { encoding: 'utf8', input, maxBuffer: 1 << 28 })
const isMissing = python('import email.policy').status !== 0
if (isMissing) console.warn('SKIPPED, messages read by Python: apt-get install python3')

/** Both spellings of what Windows writes otherwise; Python knows the standard's alone. */
const windowsSpellings = '～－∥￠￡￢'

it.skipIf(isMissing)('every character is encoded as Python’s iso2022_jp encodes it', () => {
  const { stdout } = python(`
import json
known = {}
for c in [*range(0xd800), *range(0xe000, 0x30000)]:
    try: known[c] = chr(c).encode('iso2022_jp').decode('latin1')
    except UnicodeEncodeError: pass
print(json.dumps(known))`)
  const known: Record<string, string> = JSON.parse(stdout)
  const characters = Array.from({ length: 0x30000 }, (_, point) => point)
    .filter((point) => point < 0xd800 || point >= 0xe000)
    .map((point) => String.fromCodePoint(point))
  const ours = characters.map(encodeIso2022Jp)
  const differing = characters.filter(
    (character, at) => ours[at] !== (known[character.codePointAt(0) ?? 0] ?? null),
  )
  expect(misfitsOf(characters.join(''))).toEqual(characters.filter((_, at) => ours[at] === null))
  // The yen sign and the overline are JIS X 0201, which is not offered; an escape is no text.
  expect(differing.sort()).toEqual(['\x1b', '¥', '—', '‾', ...windowsSpellings].sort())
  const code = (character: string) => encodeIso2022Jp(character)
  expect([...windowsSpellings].map(code)).toEqual([...'〜−‖¢£¬'].map(code))
  expect(['—', '―'].map(code)).toEqual(['―', '—'].map(code))
})

interface Written {
  readonly charset: Charset
  readonly subject: string
  readonly name: string
  readonly from: string
  readonly text: string
  readonly html: string
  readonly file: string
  readonly bytes: Uint8Array
}

const jis = [...'あいうえおカキクケコ日本語株式会社銀行様、。「」ー・〒々〆亜腕弌熙αЖ─①'].filter(
  (character) => encodeIso2022Jp(character) !== null,
)
const any = [...jis, ...'髙﨑①㈱🏯é𠮷ﾊﾝｶｸ～－']
const ascii = [...'abc XYZ 019 .,;:!?()[]<>"\\\'=_@#%&+-*/']
const textOf = (alphabet: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength }).map((characters) => characters.join(''))

const written = fc.constantFrom<Charset>('utf-8', 'iso-2022-jp').chain((charset) => {
  const letters = [...(charset === 'utf-8' ? any : jis), ...ascii]
  const lines = fc
    .array(
      fc.oneof(textOf(letters, 60), textOf(letters, 700), fc.constantFrom('.', '..', 'From x', '')),
    )
    .map((all) => all.join('\n'))
  return fc.record({
    charset: fc.constant(charset),
    subject: textOf(letters, 120),
    name: textOf(letters, 60),
    from: textOf(letters, 60),
    text: lines,
    html: lines.map((text) => `<meta charset="utf-8"><p>${text.replace(/[<>&]/g, '')}</p>\n`),
    file: textOf(any, 60).map((name) => `${name || 'x'}.bin`),
    bytes: fc.uint8Array({ maxLength: 300 }),
  })
})

async function compose(o: Written): Promise<Buffer> {
  const { charset } = o
  const template = compileTemplate(
    templateBytes({ subject: 'x', text: 'x', html: '<p>x</p>', charset }),
  )
  const skeleton = await composeSkeleton({
    headers: {
      ...{ from: { name: o.from, address: 'news@example.jp' }, replyTo: null },
      listUnsubscribe: '<mailto:leave@example.jp>',
    },
    template,
    attachments: [{ name: o.file, type: 'application/octet-stream', bytes: o.bytes }],
  })
  const { subject, text, html } = o
  const bytes = skeleton.build({
    ...{ to: 'taro@example.com', toName: o.name, messageId: '<1@example.jp>' },
    ...{ date: 'Tue, 24 Nov 2026 02:00:00 +0000', rendered: { subject, text, html } },
  })
  validateMessageBytes(bytes)
  return Buffer.from(bytes)
}

const reading = `
import base64, email, email.policy, hashlib, json, sys
for line in sys.stdin:
    m = email.message_from_bytes(base64.b64decode(line), policy=email.policy.default)
    part = lambda kind: m.get_body((kind,)).get_content()
    print(json.dumps({
        'subject': m['subject'], 'name': m['to'].addresses[0].display_name,
        'from': m['from'].addresses[0].display_name, 'text': part('plain'), 'html': part('html'),
        'charsets': [p.get_content_charset() for p in m.walk() if p.get_content_maintype() == 'text'],
        'file': [[a.get_filename(), hashlib.sha256(a.get_payload(decode=True)).hexdigest()] for a in m.iter_attachments()],
        'defects': [str(d) for p in m.walk() for d in p.defects],
    }))`

/** As every reader has to understand it: one line's spaces are one, and lines end in line feeds. */
const tidy = (text: string | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()
const lines = (text: string | undefined) => (text ?? '').replace(/\r\n/g, '\n')
const asWritten = (o: Written) => ({
  subject: tidy(o.subject),
  name: tidy(o.name),
  from: tidy(o.from),
  text: o.text,
  html: o.charset === 'utf-8' ? o.html : o.html.replace('utf-8', 'iso-2022-jp'),
  file: [[o.file, hash('sha256', o.bytes)]],
})

const count = process.env.SLOW ? 10_000 : 100

describe.skipIf(isMissing)('generated messages', () => {
  it(`are read back by two independent parsers as they were written: ${count}, none different`, async () => {
    const all = fc.sample(written, { numRuns: count, seed: 20261124 })
    const composed = await Promise.all(all.map(compose))
    const { stdout, stderr } = python(
      reading,
      `${composed.map((bytes) => bytes.toString('base64')).join('\n')}\n`,
    )
    expect(stderr).toBe('')
    const read = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(read).toHaveLength(count)
    for (const [at, o] of all.entries()) {
      const { charsets, defects, ...found } = read[at]
      expect(defects).toEqual([])
      expect(charsets).toEqual([o.charset, o.charset])
      const wanted = asWritten(o)
      // Python puts a space between some encoded words of a name (RFC 2047 section 6.2 has none).
      const bare = (name: string) => name.replace(/\s/g, '')
      expect({
        ...{ ...found, subject: tidy(found.subject) },
        ...{ name: bare(found.name), from: bare(found.from) },
        ...{ text: lines(found.text), html: lines(found.html) },
      }).toEqual({ ...wanted, name: bare(wanted.name), from: bare(wanted.from) })
      const mail = await PostalMime.parse(composed[at]!)
      const [file] = mail.attachments
      // It counts a delimiter's line end to a text in 7 bit; Python has just read both exactly.
      const ends = o.charset === 'utf-8' ? /$/ : /\n*$/
      const bodies = [mail.text, mail.html].map((each) => lines(each).replace(ends, ''))
      const expected = asWritten(o)
      expect({
        ...{ subject: tidy(mail.subject), name: tidy(mail.to?.[0]?.name) },
        ...{ from: tidy(mail.from?.name), text: bodies[0], html: bodies[1] },
        file: [[file?.filename, hash('sha256', Buffer.from(file?.content as ArrayBuffer))]],
      }).toEqual({
        ...expected,
        text: expected.text.replace(ends, ''),
        html: expected.html.replace(ends, ''),
      })
    }
  }, 600_000)
})

describe('a message in ISO-2022-JP', () => {
  const base: Omit<Written, 'text'> = {
    ...{ charset: 'iso-2022-jp', name: '山田 太郎', from: '関所銀行', file: '案内.pdf' },
    ...{
      subject: 'お知らせ',
      html: '<meta charset="utf-8"><p>本文</p>\n',
      bytes: Buffer.from('x'),
    },
  } as const
  it('is 7 bit, folds its words at 75 and returns to ASCII in each', async () => {
    const bytes = await compose({
      ...base,
      text: '本文です。\n',
      subject: '関所からのお知らせ'.repeat(12),
    })
    const text = bytes.toString('latin1')
    expect(text).toContain('Content-Transfer-Encoding: 7bit')
    expect(text).toContain('\x1b$BK\\J8$G$9!#\x1b(B\r\n')
    const words = text.match(/=\?ISO-2022-JP\?B\?[^?]+\?=/g) ?? []
    expect(words.length).toBeGreaterThan(6)
    for (const word of words) {
      expect(word.length).toBeLessThanOrEqual(75)
      expect(Buffer.from(word.slice(16, -2), 'base64').toString('latin1').endsWith('\x1b(B')).toBe(
        true,
      )
    }
    expect(text).not.toMatch(/charset="?utf-8/i)
    expect(text).toContain('<meta charset="iso-2022-jp">')
  })
  it('falls back to base64 where a line is too long or would be changed on its way', async () => {
    for (const text of [`${'長い行'.repeat(400)}\n`, 'From here\n', '末尾の空白 \n']) {
      const mail = await PostalMime.parse(await compose({ ...base, text }))
      expect(lines(mail.text)).toBe(text)
    }
  })
  it('is not made where a character does not fit', async () => {
    for (const part of ['text', 'html', 'subject', 'name', 'from'] as const)
      await expect(compose({ ...base, text: 'x', [part]: '髙﨑' })).rejects.toThrow(
        /charset-misfit/,
      )
  })
})
