import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { createDecoder, detectEncoding } from '../../../main/lists/encoding.ts'
import type { Encoding } from '../../../preload/contract/import.ts'
import { toJis } from '../../support/jis-text.ts'

const iconvNames: Readonly<Record<Encoding, string>> = {
  'utf-8': 'utf8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  shift_jis: 'cp932',
  'euc-jp': 'euc-jp',
  // iconv-lite has no encoder for it: see toJis.
  'iso-2022-jp': 'euc-jp',
}
const encodings = Object.keys(iconvNames) as Encoding[]
/** Without the rows that NEC and IBM added. */
const isOld = (encoding: Encoding) => encoding === 'euc-jp' || encoding === 'iso-2022-jp'

/** What every one of the encodings has. */
const japanese = fc.constantFrom(
  ...'あいうえおがぱんアイウエヴー漢字山田太郎株式会社営業部、。「」・ＡＢＣ１２３abcXYZ0189 ,;@.-_"\n\t',
)
const onlyCp932 = fc.constantFrom(...'①②㈱髙﨑Ⅲ㍻～∥－ｱｲｳﾞﾟ纊鍈')

const sample = (encoding: Encoding, text: string) => {
  const bytes = new Uint8Array(iconv.encode(text, iconvNames[encoding]))
  return encoding === 'iso-2022-jp' ? toJis(bytes) : bytes
}

describe('detection', () => {
  const office =
    '氏名,メールアドレス,会社名\r\n髙橋 花子,hanako@example.jp,株式会社サンプル\r\n山田 太郎,taro@example.jp,例示工業\r\n'

  it.each(encodings)('finds %s without a byte order mark, and is certain', (encoding) => {
    const text = isOld(encoding) ? office.replace('髙', '高') : office
    expect(detectEncoding(sample(encoding, text), true)).toEqual({ encoding, certain: true })
  })

  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ] as const)('goes by the byte order mark of %s', (encoding, mark) => {
    expect(detectEncoding(Uint8Array.from([...mark, 0x41, 0x00]), true)).toEqual({
      encoding,
      certain: true,
    })
  })

  it('reads half-width kana as Shift_JIS, not as the EUC-JP that the bytes would also be', () => {
    const text = 'ﾌﾘｶﾞﾅ,ﾒｰﾙ\r\nﾔﾏﾀﾞ ﾀﾛｳ,taro@example.jp\r\nｽｽﾞｷ ﾊﾅｺ,hanako@example.jp\r\n'
    expect(detectEncoding(sample('shift_jis', text), true).encoding).toBe('shift_jis')
  })

  it('knows ISO-2022-JP by what comes before Japanese, half-width kana, too', () => {
    const kana = Buffer.from('name\n\x1b(I\x31\x32\x1b(B\n', 'latin1')
    expect(detectEncoding(kana, true)).toEqual({ encoding: 'iso-2022-jp', certain: true })
    expect(new TextDecoder('iso-2022-jp').decode(kana)).toBe('name\nｱｲ\n')
    const stray = Buffer.from('name\x1b,a\n')
    expect(detectEncoding(stray, true).encoding).toBe('utf-8')
  })

  it('calls ASCII UTF-8, and is certain only of the whole file', () => {
    const bytes = sample('utf-8', 'name,email\na,a@example.jp\n')
    expect(detectEncoding(bytes, true)).toEqual({ encoding: 'utf-8', certain: true })
    expect(detectEncoding(bytes, false)).toEqual({ encoding: 'utf-8', certain: false })
  })

  it('takes a sample that ends within a character', () => {
    for (const encoding of encodings) {
      const bytes = sample(encoding, `${office.replace('髙', '高')}山`)
      expect(detectEncoding(bytes.subarray(0, -1), false).encoding).toBe(encoding)
    }
  })

  it('is not led astray by a few bytes that belong to nothing', () => {
    const bytes = sample('shift_jis', office)
    const broken = Uint8Array.from([...bytes, 0xa0, 0x2c, 0xfd, 0x0d, 0x0a])
    expect(detectEncoding(broken, true).encoding).toBe('shift_jis')
    const ascii = sample('utf-8', `${'name,name@example.jp\n'.repeat(10)}\u0000`)
    expect(detectEncoding(ascii, true).encoding).toBe('utf-8')
  })

  it('is not certain of German in an old encoding', () => {
    const bytes = new Uint8Array(iconv.encode('Müller,Grüße,Straße\r\n', 'latin1'))
    expect(detectEncoding(bytes, true).certain).toBe(false)
  })

  it('does not throw on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, whole) => {
        expect(encodings).toContain(detectEncoding(bytes, whole).encoding)
      }),
    )
  })
})

describe('decoding', () => {
  const decodeInPieces = (encoding: Encoding, bytes: Uint8Array, cuts: readonly number[]) => {
    const decode = createDecoder(encoding)
    const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
      (a, b) => a - b,
    )
    let from = 0
    let text = ''
    for (const end of ends) {
      text += decode(bytes.subarray(from, end), false)
      from = end
    }
    return text + decode(new Uint8Array(), true)
  }

  it.each(encodings)('brings %s back, cut anywhere', (encoding) => {
    const unit = isOld(encoding) ? japanese : fc.oneof(japanese, onlyCp932)
    fc.assert(
      fc.property(fc.string({ unit }), fc.array(fc.nat(), { maxLength: 8 }), (text, cuts) => {
        expect(decodeInPieces(encoding, sample(encoding, text), cuts)).toBe(text)
      }),
      { numRuns: process.env.SLOW ? 20_000 : 300 },
    )
  })

  it('brings it back byte by byte', () => {
    const text = '髙﨑①㈱,ｱｲｳﾞ,～\r\n'
    const bytes = sample('shift_jis', text)
    expect(decodeInPieces('shift_jis', bytes, [...bytes.keys()])).toBe(text)
  })

  it('drops a byte order mark and marks what it cannot read', () => {
    expect(decodeInPieces('utf-8', Uint8Array.from([0xef, 0xbb, 0xbf, 0x41]), [1, 2])).toBe('A')
    expect(decodeInPieces('shift_jis', Uint8Array.from([0x41, 0x81, 0x0a, 0x42]), [2])).toBe(
      'A\ufffd\nB',
    )
  })

  it('decodes what Windows writes: wave dash, gaiji, NEC and IBM rows', () => {
    const bytes = Uint8Array.from([0x81, 0x60, 0xf0, 0x40, 0x87, 0x40, 0xfb, 0xfc])
    expect(decodeInPieces('shift_jis', bytes, [])).toBe('～\ue000①髙')
  })
})
