import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

type Unusual = { readonly code: 'private-use' | 'damaged' | 'invisible'; readonly text: string }

/** Any of them, or the start of one, in one pass: most messages have none. */
const any =
  /[\ue000-\uf8ff\ufffd\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\udb80-\udbff縺繧繝]/

/**
 * Characters that arrive as something else: 外字 of the private use area, what decoding has lost,
 * text read in the wrong encoding, and marks that nobody sees.
 */
export const unusualCharacter: Check = {
  id: 'unusual-character',
  start: () => {
    const seen = new Tally<Unusual>()
    return {
      message({ readable, rendered, index }) {
        // A soft hyphen or a preheader's filling in HTML is how HTML is written.
        const text = `${rendered.subject}\n${rendered.text}`
        if (!any.test(readable) && !any.test(text)) return
        const keys = new Set<string>()
        for (const each of [...lasting(readable), ...invisible(text)]) {
          const key = `${each.code} ${each.text}`
          if (!keys.has(key)) seen.add(key, each, index)
          keys.add(key)
        }
      },
      finish: () =>
        seen
          .all()
          .map(({ what: { code, text }, count, index }) =>
            finding('warning', 'unusual-character', code, { text, count, index }),
          ),
    }
  },
}

function* lasting(text: string): Generator<Unusual> {
  for (const [found] of text.matchAll(/[\ue000-\uf8ff\u{f0000}-\u{10fffd}]/gu))
    yield { code: 'private-use', text: codePoint(found) }
  for (const match of text.matchAll(/.{0,6}(?:\ufffd)+.{0,6}/g))
    yield { code: 'damaged', text: match[0].trim() }
  // UTF-8 read as Shift_JIS, whose kana begin with the same three characters.
  const misread = /(?:[縺繧繝][^\s\p{Script=Hiragana}]{1,2}){3,}/u.exec(text)?.[0]
  if (misread !== undefined) yield { code: 'damaged', text: misread.slice(0, 20) }
}

function* invisible(text: string): Generator<Unusual> {
  // A joiner between pictographs is part of the picture, so U+200D is not looked for.
  for (const [found] of text.matchAll(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g))
    yield { code: 'invisible', text: codePoint(found) }
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
