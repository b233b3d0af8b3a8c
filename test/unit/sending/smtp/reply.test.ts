import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createReplyParser,
  lineBytesMax,
  linesMax,
  type Reply,
  ReplyViolation,
  toText,
} from '../../../../main/sending/smtp/reply.ts'

const parseWhole = (text: string): Reply[] => createReplyParser().push(Buffer.from(text, 'latin1'))

function parseByteByByte(text: string): Reply[] {
  const parser = createReplyParser()
  return [...Buffer.from(text, 'latin1')].flatMap((byte) => parser.push(Uint8Array.of(byte)))
}

const check = (text: string, expected: Partial<Reply>[]) => {
  expect(parseWhole(text)).toMatchObject(expected)
  expect(parseByteByByte(text)).toMatchObject(expected)
}

describe('replies', () => {
  it('reads one line, several lines and several replies', () => {
    check('250 ok\r\n', [{ code: 250, enhanced: null, lines: ['ok'] }])
    check('250-a\r\n250-b\r\n250 c\r\n', [{ code: 250, lines: ['a', 'b', 'c'] }])
    check('250 2.1.0 a\r\n550 5.1.1 b\r\n354 go\r\n', [
      { code: 250, enhanced: '2.1.0' },
      { code: 550, enhanced: '5.1.1' },
      { code: 354, enhanced: null },
    ])
    check('250\r\n', [{ code: 250, lines: [''] }])
    check('250 2.0.0\r\n', [{ code: 250, enhanced: '2.0.0' }])
  })

  it('takes an enhanced code only where its class agrees with the code', () => {
    check('550 4.1.1 strange\r\n', [{ code: 550, enhanced: null }])
    check('550 5.1.1strange\r\n', [{ enhanced: null }])
    check('550 15.1.1 x\r\n', [{ enhanced: null }])
    check('354 3.0.0 x\r\n', [{ enhanced: null }])
  })

  it('replaces what does not print, so that no log and no screen is steered', () => {
    check('250 a\x1b[31m\xe3\x81\r\n', [{ lines: ['a?[31m??'] }])
    expect(toText({ code: 250, enhanced: null, lines: ['a', 'b'] })).toBe('250 a b')
  })

  it.each([
    ['not a number', 'ok\r\n'],
    ['a code out of range', '199 x\r\n'],
    ['a code out of range', '600 x\r\n'],
    ['no space', '250ok\r\n'],
    ['a bare LF', '250 ok\n'],
    ['a bare CR', '250 o\rk\r\n'],
    ['an empty line', '\r\n'],
    ['codes that differ', '250-a\r\n251 b\r\n'],
    ['binary', '\x00\x01\x02\r\n'],
    ['a line too long', `250 ${'x'.repeat(lineBytesMax)}\r\n`],
    ['a line that never ends', 'x'.repeat(lineBytesMax + 2)],
    ['too many lines', '250-x\r\n'.repeat(linesMax + 1)],
  ])('refuses %s', (_what, text) => {
    expect(() => parseWhole(text)).toThrow(ReplyViolation)
    expect(() => parseByteByByte(text)).toThrow(ReplyViolation)
  })

  it('reads the same, however the network cuts it', () => {
    const line = fc.stringMatching(/^[ -~]{0,60}$/)
    const reply = fc.tuple(
      fc.integer({ min: 200, max: 559 }),
      fc.array(line, { minLength: 1, maxLength: 5 }),
    )
    fc.assert(
      fc.property(
        fc.array(reply, { maxLength: 6 }),
        fc.array(fc.nat(40), { maxLength: 40 }),
        (replies, cuts) => {
          const text = replies
            .map(([code, lines]) =>
              lines
                .map((each, at) => `${code}${at === lines.length - 1 ? ' ' : '-'}${each}\r\n`)
                .join(''),
            )
            .join('')
          const parser = createReplyParser()
          const found: Reply[] = []
          let at = 0
          for (const size of [...cuts, text.length]) {
            found.push(...parser.push(Buffer.from(text.slice(at, at + size), 'latin1')))
            at += size
          }
          expect(found).toEqual(parseWhole(text))
          expect(found.map(({ code, lines }) => [code, lines])).toEqual(replies)
          expect(parser.hasRest()).toBe(false)
        },
      ),
    )
  })

  it('never hangs on to more than a line, and ends every stream in replies or a violation', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          createReplyParser().push(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(ReplyViolation)
        }
      }),
    )
  })
})
