import { fail } from '../../preload/problem.ts'
import { readDateStyles } from './cell-date.ts'
import type { FileSource, Piece } from './file-rows.ts'
import { nameOf } from './file-rows.ts'
import { createSheetReader } from './sheet-reader.ts'
import { readStringTable } from './string-table.ts'
import { openArchive, type WorkbookArchive } from './workbook-archive.ts'
import { hearPart } from './workbook-xml.ts'

/**
 * An Excel workbook (ECMA-376): an archive of which we read the list of sheets, one sheet, the shared
 * strings and the styles. Macros, external links, pictures and archives inside it are never opened.
 */
export interface Workbook {
  /** Names of the sheets, in the order of the workbook. */
  readonly sheets: readonly string[]
  /** The first sheet that Excel shows. */
  readonly firstShown: number
  /** Rows of one sheet, in pieces of bounded size. Fails with `lists.no-such-sheet`. */
  readonly rows: (sheet: number) => AsyncGenerator<Piece>
  readonly close: () => void
}

const smallPartBytesMax = 16 * 1024 ** 2
const largePartBytesMax = 1024 ** 3

interface Book {
  readonly sheets: { readonly name: string; readonly relation: string; isHidden: boolean }[]
  is1904: boolean
}

/** Fails with `lists.workbook-damaged`, `-locked`, `-old` and `-too-large`. */
export async function openWorkbook(source: FileSource): Promise<Workbook> {
  const file = nameOf(source)
  const archive = await openArchive(source)
  try {
    const book = await readBook(archive, file)
    const targets = await readTargets(archive, file)
    return {
      sheets: book.sheets.map(({ name }) => name),
      firstShown: Math.max(
        0,
        book.sheets.findIndex(({ isHidden }) => !isHidden),
      ),
      close: archive.close,
      async *rows(number) {
        const sheet = book.sheets[number] ?? fail('lists.no-such-sheet', { file })
        const part = targets.get(sheet.relation) ?? fail('lists.no-such-sheet', { file })
        yield* sheetRows(archive, { file, part, is1904: book.is1904 })
      },
    }
  } catch (error) {
    archive.close()
    throw error
  }
}

async function* sheetRows(
  archive: WorkbookArchive,
  { file, part, is1904 }: { file: string; part: string; is1904: boolean },
): AsyncGenerator<Piece> {
  const bytesTotal = archive.sizeOf(part) ?? fail('lists.workbook-damaged', { file })
  const styles = archive.read('xl/styles.xml', smallPartBytesMax)
  const strings = archive.read('xl/sharedStrings.xml', largePartBytesMax)
  const reader = createSheetReader({
    file,
    is1904,
    dateStyles: await readDateStyles(styles, file),
    strings: await readStringTable(strings, file),
  })
  let bytesRead = 0
  for await (const bytes of archive.read(part, largePartBytesMax) ?? []) {
    bytesRead += bytes.length
    yield { rows: reader.feed(bytes), bytesRead, bytesTotal }
  }
  yield { rows: reader.end(), bytesRead, bytesTotal }
}

async function readBook(archive: WorkbookArchive, file: string): Promise<Book> {
  const book: Book = { sheets: [], is1904: false }
  await hearPart(archive.read('xl/workbook.xml', smallPartBytesMax), file, {
    opened(name, attribute) {
      if (name === 'workbookPr') book.is1904 = /^(1|true)$/.test(attribute('date1904') ?? '')
      if (name === 'sheet')
        book.sheets.push({
          name: attribute('name') ?? '',
          relation: attribute('r:id') ?? '',
          isHidden: (attribute('state') ?? 'visible') !== 'visible',
        })
    },
    closed: () => {},
    text: () => {},
  })
  return book.sheets.length === 0 ? fail('lists.workbook-damaged', { file }) : book
}

/** Parts by relation. What points out of the archive (external links) has no part here. */
async function readTargets(
  archive: WorkbookArchive,
  file: string,
): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>()
  await hearPart(archive.read('xl/_rels/workbook.xml.rels', smallPartBytesMax), file, {
    opened(name, attribute) {
      const target = attribute('Target')
      if (name !== 'Relationship' || target === null || attribute('TargetMode') === 'External')
        return
      const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      targets.set(attribute('Id') ?? '', part)
    },
    closed: () => {},
    text: () => {},
  })
  return targets
}
