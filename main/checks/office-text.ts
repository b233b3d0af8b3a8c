import { SaxesParser } from 'saxes'
import type { Read } from './file-text.ts'
import type { UnreadReason } from './read-file.ts'
import type { ZipParts } from './zip-parts.ts'

/** Parts of a document that hold its text: bodies, notes, comments, headers, sheets, slides. */
const textPart =
  /^(?:word\/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)|xl\/(?:sharedStrings|worksheets\/[^/]+|comments\d*|drawings\/[^/]+|tables\/[^/]+)|ppt\/(?:slides|notesSlides|comments)\/[^/]+|docProps\/(?:core|app|custom)|content|meta)\.xml$/
const mainPart = /^(?:word\/document|xl\/workbook|ppt\/presentation)\.xml$/
const picturePart = /^(?:word|xl|ppt)\/media\/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)$/i
const embeddedPart = /^(?:word|xl|ppt)\/(?:embeddings|activeX)\//

/**
 * The text of an Office document (ECMA-376) or an OpenDocument; null when the archive is neither.
 * Pictures and documents inside it are said not to have been read.
 */
export async function officeText(zip: ZipParts): Promise<Read | null> {
  const isOffice = zip.names.some((name) => mainPart.test(name))
  if (!isOffice && !zip.names.includes('META-INF/manifest.xml')) return null
  const texts: string[] = []
  const unread: UnreadReason[] = []
  const strings = isOffice ? await sharedStrings(zip) : []
  for (const part of zip.names) {
    if (picturePart.test(part)) unread.push('picture')
    if (embeddedPart.test(part)) unread.push('unknown-kind')
    if (!textPart.test(part) || part === 'xl/sharedStrings.xml') continue
    const bytes = await zip.read(part)
    const read = typeof bytes === 'string' ? bytes : xmlText(bytes, strings)
    if (typeof read === 'string') unread.push(read)
    else texts.push(read.text)
  }
  return { text: texts.join('\n'), unread }
}

/** What a workbook writes once and refers to by number. */
async function sharedStrings(zip: ZipParts): Promise<string[]> {
  const bytes = zip.names.includes('xl/sharedStrings.xml')
    ? await zip.read('xl/sharedStrings.xml')
    : 'damaged'
  if (typeof bytes === 'string') return []
  const strings: string[] = []
  let own = ''
  let isPhonetic = false
  const isWhole = hear(bytes, {
    opened(name) {
      if (name === 'si') own = ''
      if (name === 'rPh') isPhonetic = true
    },
    closed(name) {
      if (name === 'rPh') isPhonetic = false
      if (name === 'si') strings.push(own)
    },
    text(text) {
      if (!isPhonetic) own += text
    },
  })
  return isWhole ? strings : []
}

/** After these the next text is another cell, line or paragraph. */
const ends = new Set(['p', 'br', 'row', 'h', 'table-row', 'list-item', 'comment', 'si'])
const cellEnds = new Set(['c', 'tc', 'table-cell', 'tab'])

function xmlText(bytes: Uint8Array, strings: readonly string[]): { text: string } | UnreadReason {
  const pieces: string[] = []
  let isShared = false
  let isFormula = false
  const isWhole = hear(bytes, {
    opened(name, attribute) {
      if (name === 'c') isShared = attribute('t') === 's'
      if (name === 'f') isFormula = true
    },
    closed(name) {
      if (name === 'f') isFormula = false
      if (ends.has(name)) pieces.push('\n')
      if (cellEnds.has(name)) pieces.push('\t')
      if (name === 'c') isShared = false
    },
    text(text) {
      if (isFormula) return
      pieces.push(isShared ? (strings[Number(text)] ?? text) : text)
    },
  })
  return isWhole ? { text: pieces.join('') } : 'damaged'
}

interface Ears {
  readonly opened: (name: string, attribute: (name: string) => string | undefined) => void
  readonly closed: (name: string) => void
  readonly text: (text: string) => void
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** False when it is no XML, or declares a document type: entities that grow, files that are read. */
function hear(bytes: Uint8Array, ears: Ears): boolean {
  const parser = new SaxesParser()
  let isSound = true
  const refuse = () => {
    isSound = false
  }
  parser.on('error', refuse)
  parser.on('doctype', refuse)
  parser.on('opentag', ({ name, attributes }) => {
    if (isSound)
      ears.opened(localName(name), (wanted) => {
        const value = attributes[wanted]
        return typeof value === 'string' ? value : undefined
      })
  })
  parser.on('closetag', ({ name }) => {
    if (isSound) ears.closed(localName(name))
  })
  parser.on('text', (text) => {
    if (isSound) ears.text(text)
  })
  parser.write(new TextDecoder('utf-8').decode(bytes)).close()
  return isSound
}
