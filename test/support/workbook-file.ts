import { crc32, deflateRawSync } from 'node:zlib'

/** One part of an archive; declaredBytes: what its headers say instead of the truth. */
export interface ArchivePart {
  readonly name: string
  readonly bytes: Uint8Array
  readonly declaredBytes?: number
}

/** A zip archive of these parts, written by hand so that a test can make it lie. */
export function zipOf(parts: readonly ArchivePart[]): Uint8Array {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, declaredBytes } of parts) {
    const packed = deflateRawSync(bytes)
    const nameBytes = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x0800, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(declaredBytes ?? bytes.length, 18)
    fields.writeUInt16LE(nameBytes.length, 22)
    bodies.push(Buffer.from([0x50, 0x4b, 3, 4]), fields, nameBytes, packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    fields.copy(entry, 6)
    entry.writeUInt32LE(offset, 42)
    directory.push(entry, nameBytes)
    offset += 4 + fields.length + nameBytes.length + packed.length
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

interface WorkbookContent {
  /** XML of the rows of the first sheet. */
  readonly rows: string
  readonly strings?: string
  readonly styles?: string
  readonly is1904?: boolean
  /** In front of the workbook's XML. */
  readonly prolog?: string
  readonly others?: readonly ArchivePart[]
}

const namespaces =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const part = (name: string, xml: string): ArchivePart => ({ name, bytes: Buffer.from(xml) })

/** A workbook with the sheets 名簿 and 控え, as Excel lays one out. */
export function workbookOf(content: WorkbookContent): Uint8Array {
  const { rows, strings = '', styles = '', is1904 = false, prolog = '', others = [] } = content
  const relation = (id: string, target: string) =>
    `<Relationship Id="${id}" Type="worksheet" Target="${target}"/>`
  return zipOf([
    part(
      'xl/workbook.xml',
      `${prolog}<workbook ${namespaces}><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>
       <sheet name="名簿" sheetId="1" r:id="rId1"/><sheet name="控え" sheetId="2" r:id="rId2"/>
       </sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships>${relation('rId1', 'worksheets/sheet1.xml')}${relation('rId2', '/xl/worksheets/sheet2.xml')}
       <Relationship Id="rId9" Type="externalLink" Target="http://127.0.0.1:1/x" TargetMode="External"/></Relationships>`,
    ),
    part('xl/styles.xml', `<styleSheet ${namespaces}>${styles}</styleSheet>`),
    part('xl/sharedStrings.xml', `<sst ${namespaces}>${strings}</sst>`),
    part(
      'xl/worksheets/sheet1.xml',
      `<worksheet ${namespaces}><sheetData>${rows}</sheetData></worksheet>`,
    ),
    part(
      'xl/worksheets/sheet2.xml',
      `<worksheet ${namespaces}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>z@example.jp</t></is></c></row></sheetData></worksheet>`,
    ),
    ...others,
  ])
}
