import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readFiles } from '../../../main/checks/file-text.ts'
import { line, pdfOf, scan } from '../../support/pdf-file.ts'
import { workbookOf, zipOf } from '../../support/workbook-file.ts'

const part = (name: string, text: string) => ({ name, bytes: Buffer.from(text) })
const word = (body: string) => zipOf([part('word/document.xml', body)])

async function read(name: string, bytes: Uint8Array | string) {
  const file = { name, type: '', bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes }
  const [contents] = await readFiles([file])
  if (contents === undefined) throw new Error('nothing was read')
  return contents
}

describe('the text of', () => {
  test('a letter, however its words are cut into runs', async () => {
    const body =
      '<w:document xmlns:w="w"><w:p><w:r><w:t>個人番号 7319</w:t></w:r><w:r><w:t>4628</w:t></w:r></w:p><w:p><w:r><w:t>次の行</w:t></w:r></w:p></w:document>'
    const { text, unread } = await read('letter.docx', word(body))
    expect(text.trim().split('\n')).toEqual(['個人番号 73194628', '次の行'])
    expect(unread).toEqual([])
  })

  test('a workbook: shared and inline strings, numbers, without readings and formulas', async () => {
    const bytes = workbookOf({
      strings: '<si><t>山田 太郎</t><rPh><t>ヤマダ</t></rPh></si><si><t>taro@example.com</t></si>',
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><f>SUM(9)</f><v>4111111111111111</v></c></row>',
    })
    const { text, unread } = await read('list.xlsx', bytes)
    expect(text).toContain('山田 太郎\ttaro@example.com\t')
    expect(text).toContain('4111111111111111')
    expect(text).toContain('z@example.jp')
    expect(text).not.toMatch(/ヤマダ|SUM/)
    expect(unread).toEqual([])
  })

  test('slides, their notes, and a picture among them', async () => {
    const slide = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>会議</a:t></a:r></a:p></p:sld>'
    const bytes = zipOf([
      part('ppt/presentation.xml', '<p/>'),
      part('ppt/slides/slide1.xml', slide),
      part('ppt/notesSlides/notesSlide1.xml', slide.replace('会議', '口外無用')),
      part('ppt/media/image1.png', 'x'),
    ])
    expect(await read('talk.pptx', bytes)).toMatchObject({
      text: expect.stringMatching(/会議[\s\S]*口外無用/),
      unread: ['picture'],
    })
  })

  test('a PDF, page by page', async () => {
    const pages = [
      line('Number 731946280139 of a person'),
      line('Card 4111111111111111 on page two'),
    ]
    expect(await read('a.pdf', pdfOf({ pages }))).toMatchObject({
      text: 'Number 731946280139 of a person\nCard 4111111111111111 on page two',
      unread: [],
    })
  })

  test('plain files in the encodings of offices, in compatibility form', async () => {
    const shiftJis = Buffer.from([0x8e, 0x52, 0x93, 0x63])
    expect((await read('a.csv', shiftJis)).text).toBe('山田')
    expect((await read('a.txt', Buffer.from('\ufeff１２３ａ', 'utf16le'))).text).toContain('123a')
    expect((await read('b', 'plain words')).text).toBe('plain words')
  })

  test('an archive in an archive', async () => {
    const inner = zipOf([part('c.csv', '氏名,x@example.com')])
    const bytes = zipOf([{ name: 'inner.zip', bytes: inner }, part('note.txt', 'メモ')])
    const { text, unread } = await read('a.zip', bytes)
    expect(text).toContain('x@example.com')
    expect(text).toContain('メモ')
    expect(unread).toEqual([])
  })
})

describe('what cannot be read is said:', () => {
  const ole = (text: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(text, 'utf16le')])
  const lockedZip = () => {
    const bytes = Buffer.from(zipOf([part('a.txt', 'secret')]))
    // Bit 0 of the flags, in the part's own header and in the directory.
    bytes.writeUInt16LE(bytes.readUInt16LE(6) | 1, 6)
    const entry = bytes.indexOf(Buffer.from('504b0102', 'hex'))
    bytes.writeUInt16LE(bytes.readUInt16LE(entry + 8) | 1, entry + 8)
    return bytes
  }
  const japanese =
    '<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /90ms-RKSJ-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>] >>'

  test.each<[string, string, Uint8Array | string, string[]]>([
    ['a locked PDF', 'a.pdf', pdfOf({ pages: [line('x')], isLocked: true }), ['encrypted']],
    [
      'a scanned page',
      'a.pdf',
      pdfOf({ pages: [line('Enough letters on this page'), scan] }),
      ['picture'],
    ],
    [
      'a PDF whose letters have no code',
      'a.pdf',
      pdfOf({ pages: ['BT /F1 12 Tf <8cc2> Tj ET'], font: japanese }),
      ['picture'],
    ],
    ['a broken PDF', 'a.pdf', '%PDF-1.7 nothing', ['damaged']],
    ['an encrypted workbook', 'a.xlsx', ole('EncryptedPackage'), ['encrypted']],
    ['a workbook of 2003', 'a.xls', ole('Workbook'), ['unknown-kind']],
    ['a locked archive', 'a.zip', lockedZip(), ['encrypted']],
    ['a broken archive', 'a.zip', 'PK\x03\x04 nothing', ['damaged']],
    ['a photograph', 'a.jpg', Buffer.from('ffd8ffe000', 'hex'), ['picture']],
    ['a program', 'a.exe', Buffer.from('4d5a000000', 'hex'), ['unknown-kind']],
    ['a document type', 'a.docx', word('<!DOCTYPE x [<!ENTITY a "b">]><w>&a;</w>'), ['damaged']],
    [
      'archives in archives in archives',
      'a.zip',
      zipOf([
        { name: 'b.zip', bytes: zipOf([{ name: 'c.zip', bytes: zipOf([part('d.txt', 'x')]) }]) },
      ]),
      ['too-large'],
    ],
  ])('%s', async (_, name, bytes, reasons) => {
    expect((await read(name, bytes)).unread).toEqual(reasons)
  })

  test('I02: a bomb is not unpacked, whatever it says of its size', async () => {
    const zeros = Buffer.alloc(65 * 1024 ** 2)
    const honest = zipOf([{ name: 'a.txt', bytes: zeros }])
    expect((await read('a.zip', honest)).unread).toEqual(['too-large'])
    const lying = zipOf([{ name: 'a.txt', bytes: zeros, declaredBytes: 100 }])
    expect((await read('a.zip', lying)).unread).toEqual(['damaged'])
    expect(deflateRawSync(zeros).length).toBeLessThan(100_000)
  })
})

test('an empty page and an empty file hide nothing', async () => {
  expect((await read('a.pdf', pdfOf({ pages: [''] }))).unread).toEqual([])
  expect((await read('a.txt', '')).unread).toEqual([])
})
