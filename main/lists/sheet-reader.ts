import { fail } from '../../preload/problem.ts'
import { type DateStyles, dateText } from './cell-date.ts'
import type { FileRow } from './row.ts'
import { cellLengthMax, unescapeText } from './string-table.ts'
import { createXmlReader } from './workbook-xml.ts'

export interface SheetOptions {
  readonly file: string
  readonly strings: readonly string[]
  readonly dateStyles: DateStyles
  readonly is1904: boolean
}

/** Takes a sheet's XML in pieces and gives its rows; empty ones are left out. */
export interface SheetReader {
  readonly feed: (bytes: Uint8Array) => readonly FileRow[]
  readonly end: () => readonly FileRow[]
}

/** Excel's own limits. */
const columnCountMax = 16_384
const rowCountMax = 1_048_576

interface Cell {
  index: number
  type: string
  style: number
  text: string
}

export function createSheetReader(options: SheetOptions): SheetReader {
  const { file } = options
  let ready: FileRow[] = []
  let line = 0
  let cells: string[] = []
  let cell: Cell | null = null
  let isValue = false
  let isReading = false
  /** Of the widest row so far: cells that are empty at the end of a row are not in the file. */
  let width = 0

  function endRow(): void {
    if (cells.some((each) => each !== '')) {
      width = Math.max(width, cells.length)
      while (cells.length < width) cells.push('')
      ready.push({ line, cells, fault: null })
    }
    cells = []
  }

  function endCell(): void {
    if (cell === null) return
    const { index } = cell
    if (index >= columnCountMax) fail('lists.workbook-damaged', { file })
    while (cells.length < index) cells.push('')
    cells[index] = cellText(cell, options)
    cell = null
  }

  const reader = createXmlReader(file, {
    opened(name, attribute) {
      if (name === 'row') {
        line = Number(attribute('r') ?? line + 1)
        if (!(line <= rowCountMax)) fail('lists.workbook-damaged', { file })
      } else if (name === 'c')
        cell = {
          index: columnOf(attribute('r')) ?? cells.length,
          type: attribute('t') ?? 'n',
          style: Number(attribute('s') ?? 0),
          text: '',
        }
      else if (name === 'rPh') isReading = true
      else if (name === 'v' || name === 't') isValue = !isReading
    },
    closed(name) {
      if (name === 'row') endRow()
      else if (name === 'c') endCell()
      else if (name === 'rPh') isReading = false
      else if (name === 'v' || name === 't') isValue = false
    },
    text(piece) {
      if (isValue && cell !== null && cell.text.length < cellLengthMax) cell.text += piece
    },
  })
  const taken = () => {
    const rows = ready
    ready = []
    return rows
  }
  return {
    feed(bytes) {
      reader.feed(bytes)
      return taken()
    },
    end() {
      reader.end()
      return taken()
    },
  }
}

/** 0 for A1, 27 for AB7; null without a reference. */
export function columnOf(reference: string | null): number | null {
  const letters = /^([A-Z]{1,3})\d*$/.exec(reference ?? '')?.[1]
  if (letters === undefined) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellText(
  { type, style, text }: Cell,
  { strings, dateStyles, is1904 }: SheetOptions,
): string {
  switch (type) {
    case 's':
      return strings[Number(text)] ?? ''
    case 'inlineStr':
    case 'str':
      return unescapeText(text)
    case 'b':
      return text === '1' ? 'TRUE' : text === '' ? '' : 'FALSE'
    case 'n': {
      if (text === '') return ''
      const number = Number(text)
      if (Number.isNaN(number)) return text
      return (dateStyles.has(style) ? dateText(number, is1904) : null) ?? String(number)
    }
    default:
      // 'd' is a date as ISO 8601 writes it, 'e' an error such as #N/A: both as they stand there.
      return text
  }
}
