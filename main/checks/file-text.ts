import type { Attachment } from '../message/message.ts'
import { officeText } from './office-text.ts'
import { pdfText } from './pdf-text.ts'
import type { ReadFile, UnreadReason } from './read-file.ts'
import { openZip, type ZipParts } from './zip-parts.ts'

/** A file before anybody has asked the address book about it. */
export type FileContents = Omit<ReadFile, 'knownAddresses' | 'knownNames'>

/** The text of a file, or of a part of one. */
export interface Read {
  readonly text: string
  readonly unread: readonly UnreadReason[]
}

/** No more of one file is looked at: ten times what an attachment may weigh. */
export const textLengthMax = 20_000_000
const archivesInside = 2

export async function readFiles(files: readonly Attachment[]): Promise<FileContents[]> {
  const contents: FileContents[] = []
  for (const file of files) {
    const { text, unread } = await readFile(file, archivesInside)
    const isLong = text.length > textLengthMax
    contents.push({
      name: file.name,
      sizeBytes: file.bytes.length,
      text: text.slice(0, textLengthMax).normalize('NFKC'),
      unread: [...new Set<UnreadReason>([...unread, ...(isLong ? (['too-large'] as const) : [])])],
    })
  }
  return contents
}

/** By what the bytes are, not by what the name says. */
async function readFile({ name, type, bytes }: Attachment, depth: number): Promise<Read> {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1')
  if (bytes.length === 0) return { text: '', unread: [] }
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return pdfText(bytes)
  if (start.startsWith('PK')) return zipText(bytes, depth)
  if (start.startsWith('\xd0\xcf\x11\xe0'))
    // The same container holds the formats of before 2007 and the encrypted ones of today.
    return unread(isEncryptedOffice(bytes) ? 'encrypted' : 'unknown-kind')
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|BM|II\*|MM\0\*)/.test(start) || type.startsWith('image/'))
    return unread('picture')
  if (
    type === 'message/rfc822' ||
    /\.(?:txt|csv|tsv|html?|ics|xml|json|md|eml|vcf|log)$/i.test(name)
  )
    return { text: plainText(bytes), unread: [] }
  return looksLikeText(bytes) ? { text: plainText(bytes), unread: [] } : unread('unknown-kind')
}

async function zipText(bytes: Uint8Array, depth: number): Promise<Read> {
  const zip = await openZip(bytes)
  if (zip === null) return unread('damaged')
  try {
    const office = await officeText(zip)
    if (office !== null) return office
    return depth === 0 ? unread('too-large') : await archiveText(zip, depth)
  } finally {
    zip.close()
  }
}

async function archiveText(zip: ZipParts, depth: number): Promise<Read> {
  const texts: string[] = []
  const reasons: UnreadReason[] = []
  for (const part of zip.names) {
    if (part.endsWith('/')) continue
    const read = await zip.read(part)
    if (typeof read === 'string') {
      reasons.push(read)
      texts.push(part)
      continue
    }
    const inner = await readFile({ name: part, type: '', bytes: read }, depth - 1)
    texts.push(part, inner.text)
    reasons.push(...inner.unread)
  }
  return { text: texts.join('\n'), unread: reasons }
}

export function unread(reason: UnreadReason): Read {
  return { text: '', unread: [reason] }
}

function isEncryptedOffice(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

function looksLikeText(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, 4096).includes(0)
}

function plainText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  if (!utf8.includes('\ufffd')) return utf8
  const [sjis, euc] = ['shift_jis', 'euc-jp'].map((each) => new TextDecoder(each).decode(bytes))
  const lost = (text = '') => text.split('\ufffd').length
  return lost(euc) < lost(sjis) ? (euc ?? '') : (sjis ?? '')
}
