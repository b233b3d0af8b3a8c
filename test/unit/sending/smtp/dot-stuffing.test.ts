import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BareLineEnd,
  fromDataContent,
  toDataContent,
} from '../../../../main/sending/smtp/dot-stuffing.ts'

const stuff = (text: string) =>
  Buffer.from(toDataContent(Buffer.from(text, 'latin1'))).toString('latin1')

describe('dot stuffing', () => {
  it.each([
    ['a\r\n', 'a'],
    ['.a\r\n', '..a'],
    ['.\r\n', '..'],
    ['a\r\n.\r\nb\r\n', 'a\r\n..\r\nb'],
    ['a\r\n..b\r\n', 'a\r\n...b'],
    ['a.\r\nb.c\r\n', 'a.\r\nb.c'],
    ['a\r\n\r\n.\r\n', 'a\r\n\r\n..'],
    ['', ''],
    ['\r\n', ''],
  ])('%j goes as %j', (message, wire) => {
    expect(stuff(message)).toBe(wire)
  })

  it.each(['\r.\r\n', '\n.\n', '\r\n.\r', '\r.\r', 'a\n.\r\n', 'a\r\n.\n', 'a\r\r\n', 'a\n\r\n'])(
    'M04: %j is refused, because servers disagree about where it ends',
    (message) => {
      expect(() => stuff(message)).toThrow(BareLineEnd)
    },
  )

  it('comes back as it was, and holds no end of data', () => {
    const line = fc.stringMatching(/^[.a]{0,4}$/)
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
        const message = `${lines.join('\r\n')}\r\n`
        const wire = stuff(message)
        expect(`\r\n${wire}\r\n`.includes('\r\n.\r\n')).toBe(false)
        expect(Buffer.from(fromDataContent(Buffer.from(wire, 'latin1'))).toString('latin1')).toBe(
          message,
        )
      }),
    )
  })
})
