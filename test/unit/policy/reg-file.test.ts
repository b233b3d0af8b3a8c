import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRegFile, RegFileError } from '../../../main/policy/reg-file.ts'
import { type RegEntry, regFile } from '../../support/reg-text.ts'

const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Sekisho'
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
const header = 'Windows Registry Editor Version 5.00\r\n\r\n'

describe('a .reg file', () => {
  test('what reg.exe exports is read as it was written', () => {
    const bytes = regFile({
      [key]: {
        QuorumMin: { dword: 0xffffffff },
        'name with "quotes" and \\': { text: '\\\\サーバー\\共有 "x"' },
        '': { text: 'default' },
        Nets: { lines: ['10.0.0.0/8', '192.168.0.0/16', '2001:db8::/32'] },
      },
      [`${key}\\Looks`]: { 1: { text: 'text' } },
    })
    const keys = parseRegFile(bytes)
    expect([...keys.keys()]).toEqual([key, `${key}\\Looks`])
    expect(Object.fromEntries(keys.get(key) ?? [])).toEqual({
      QuorumMin: { type: 'REG_DWORD', number: 4294967295 },
      'name with "quotes" and \\': { type: 'REG_SZ', text: '\\\\サーバー\\共有 "x"' },
      '': { type: 'REG_SZ', text: 'default' },
      Nets: { type: 'REG_MULTI_SZ', lines: ['10.0.0.0/8', '192.168.0.0/16', '2001:db8::/32'] },
    })
  })

  test('every text, number and list comes through, whatever is in it', () => {
    // The registry holds no NUL in a text, and an empty line would end a list.
    const text = fc
      .array(fc.constantFrom(...'aZ09 "\\[]=@,:;%あ\u3000é\n', '😀'), { maxLength: 12 })
      .map((units) => units.join(''))
    const name = text.filter((each) => !each.includes('\n'))
    const entry = fc.oneof(
      text.map((each): RegEntry => ({ text: each })),
      fc.nat({ max: 0xffffffff }).map((dword): RegEntry => ({ dword })),
      fc
        .array(
          name.filter((each) => each !== ''),
          { maxLength: 6 },
        )
        .map((lines): RegEntry => ({ lines })),
    )
    const values = fc.dictionary(name, entry, { maxKeys: 5 })
    fc.assert(
      fc.property(values, values, (above, below) => {
        const keys = parseRegFile(regFile({ [key]: above, [`${key}\\Sub`]: below }))
        const back = (path: string) =>
          Object.fromEntries(
            [...(keys.get(path) ?? [])].map(([each, value]) => [
              each,
              value.type === 'REG_DWORD'
                ? { dword: value.number }
                : value.type === 'REG_MULTI_SZ'
                  ? { lines: value.lines }
                  : 'text' in value
                    ? { text: value.text }
                    : value,
            ]),
          )
        expect(back(key)).toEqual({ ...above })
        expect(back(`${key}\\Sub`)).toEqual({ ...below })
      }),
      { numRuns: process.env.SLOW ? 5000 : 200 },
    )
  })

  test.each([
    ['UTF-8', Buffer.from(`${header}[${key}]`)],
    ['half a character', Buffer.concat([utf16(header), Buffer.from([0x20])])],
    ['another header', utf16('REGEDIT4\r\n')],
    ['a value before any key', utf16(`${header}"x"="y"\r\n`)],
    ['a value twice', utf16(`${header}[${key}]\r\n"x"="y"\r\n"x"="z"\r\n`)],
    ['a number that is none', utf16(`${header}[${key}]\r\n"x"=dword:123\r\n`)],
    ['half a byte', utf16(`${header}[${key}]\r\n"x"=hex(7):3,00\r\n`)],
    ['a text that does not end', utf16(`${header}[${key}]\r\n"x"="y\r\n\r\n`)],
    ['a line that says nothing', utf16(`${header}[${key}]\r\nx\r\n`)],
  ])('%s is refused, not skipped', (_, bytes) => {
    expect(() => parseRegFile(bytes)).toThrow(RegFileError)
  })

  test('whatever the bytes are, nothing but a RegFileError comes of them', () => {
    const noise = fc
      .tuple(fc.string({ unit: fc.constantFrom(...'[]"\\=@hex(7):,0a\r\n dword') }), fc.nat(200))
      .map(([text, cut]) => utf16(`${header}[${key}]\r\n"a"="b"\r\n${text}`).subarray(0, 400 - cut))
    fc.assert(
      fc.property(fc.oneof(noise, fc.uint8Array()), (bytes) => {
        try {
          parseRegFile(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(RegFileError)
        }
      }),
      { numRuns: process.env.SLOW ? 5000 : 300 },
    )
  })
})
