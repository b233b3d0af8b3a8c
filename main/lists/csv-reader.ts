import type { Delimiter } from '../../preload/contract/import.ts'
import { type FileRow, isPlainText } from './row.ts'

/**
 * Faults of a row here. quote: a quotation mark that is not closed, or is followed by more text. The
 * row then is its first line, cut at the delimiters, and reading goes on with the next line: nothing
 * behind a stray quotation mark is swallowed. too-long: more than sixteen million characters, cut. Inside
 * quotes a line break counts as a line, too.
 */

/** Takes a decoded file in pieces of any size and gives its rows (RFC 4180, any line ends). */
export interface CsvReader {
  readonly feed: (text: string) => readonly FileRow[]
  readonly end: () => readonly FileRow[]
}

export const rowLengthMax = 16_000_000
const keptLengthMax = 100_000
/** Characters looked at in vain for a closing quotation mark, before looking less far ahead. */
const vainLookaheadMax = 200_000_000
const shortLookahead = 64_000

interface State {
  text: string
  position: number
  line: number
  /** Next LF and CR from position on; -1 when unknown, Infinity when there is none. */
  nextLf: number
  nextCr: number
  /** In the rest of a line that was too long. */
  isSkipping: boolean
  vainLookahead: number
}

interface Scan {
  readonly cells: readonly string[]
  readonly next: number
}

export function createCsvReader(delimiter: Delimiter): CsvReader {
  const state: State = {
    text: '',
    position: 0,
    line: 1,
    nextLf: -1,
    nextCr: -1,
    isSkipping: false,
    vainLookahead: 0,
  }
  const read = (text: string, atEnd: boolean): readonly FileRow[] => {
    state.text = state.text.slice(state.position) + text
    state.position = 0
    state.nextLf = -1
    state.nextCr = -1
    const rows: FileRow[] = []
    while (state.position < state.text.length) {
      const row = state.isSkipping ? skipLine(state, atEnd) : readRow(state, delimiter, atEnd)
      if (row === 'more') break
      if (row !== null) rows.push(row)
    }
    return rows
  }
  return { feed: (text) => read(text, false), end: () => read('', true) }
}

/** A row, null for an empty line, or 'more' when the piece ends before the row does. */
function readRow(state: State, delimiter: Delimiter, atEnd: boolean): FileRow | null | 'more' {
  const { text, position, line } = state
  const end = lineEnd(state, atEnd)
  if (end === null) return tooLong(state, delimiter)
  const next = afterBreak(text, end)
  if (end === position) {
    advance(state, next, 1)
    return null
  }
  const first = text.slice(position, end)
  if (!first.includes('"')) {
    advance(state, next, 1)
    return { line, cells: first.split(delimiter), isPlain: isPlainText(first), fault: null }
  }
  const scan = scanQuoted(state, delimiter, atEnd)
  if (scan === 'more') return 'more'
  if (scan === 'fault') {
    advance(state, next, 1)
    return { line, cells: first.split(delimiter), fault: 'quote' }
  }
  const isOneLine = scan.next <= next
  const passed = isOneLine ? '' : text.slice(position, scan.next)
  advance(state, scan.next, isOneLine ? 1 : (passed.match(/\r\n|\n|\r/g)?.length ?? 0))
  return { line, cells: scan.cells, fault: null }
}

/** Where the line ends that begins at position: null while that cannot be known. */
function lineEnd(state: State, atEnd: boolean): number | null {
  const { text, position } = state
  if (state.nextLf < position) state.nextLf = find(text, '\n', position)
  if (state.nextCr < position) state.nextCr = find(text, '\r', position)
  const end = Math.min(state.nextLf, state.nextCr)
  // A CR that ends the piece may be the first half of a CRLF.
  if (end < text.length - 1 || (end < text.length && (atEnd || text[end] === '\n'))) return end
  return atEnd ? Math.min(end, text.length) : null
}

function find(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from)
  return index < 0 ? Number.POSITIVE_INFINITY : index
}

function afterBreak(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
}

function advance(state: State, next: number, breaks: number): void {
  state.position = next
  state.line += breaks
}

/** Reads a row that has quotation marks: cells in quotes may hold delimiters and line breaks. */
function scanQuoted(state: State, delimiter: Delimiter, atEnd: boolean): Scan | 'more' | 'fault' {
  const { text, position: start } = state
  const cells: string[] = []
  let at = start
  for (;;) {
    if (text[at] === '"') {
      const cell = quotedCell(state, at, atEnd)
      if (cell === 'more' || cell === 'fault') return cell
      cells.push(cell.value)
      at = cell.end
    } else {
      const end = plainEnd(text, at, delimiter)
      cells.push(text.slice(at, end))
      at = end
    }
    const character = text[at]
    if (character === delimiter) at += 1
    else if (character === undefined) return atEnd ? { cells, next: at } : 'more'
    else if (character === '\n') return { cells, next: at + 1 }
    else if (character === '\r') {
      if (at + 1 === text.length && !atEnd) return 'more'
      return { cells, next: afterBreak(text, at) }
    } else return giveUp(state, at)
  }
}

function plainEnd(text: string, from: number, delimiter: Delimiter): number {
  let end = from
  while (end < text.length) {
    const character = text[end]
    if (character === delimiter || character === '\n' || character === '\r') break
    end += 1
  }
  return end
}

function quotedCell(
  state: State,
  open: number,
  atEnd: boolean,
): { value: string; end: number } | 'more' | 'fault' {
  const { text, position } = state
  const lookaheadMax = state.vainLookahead < vainLookaheadMax ? rowLengthMax : shortLookahead
  let value = ''
  let from = open + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    const reach = quote < 0 ? text.length : quote
    if (reach - position > lookaheadMax) return giveUp(state, position + lookaheadMax)
    if (quote < 0) return atEnd ? giveUp(state, text.length) : 'more'
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"')
      return quote + 1 === text.length && !atEnd ? 'more' : { value, end: quote + 1 }
    value += '"'
    from = quote + 2
  }
}

function giveUp(state: State, at: number): 'fault' {
  state.vainLookahead += at - state.position
  return 'fault'
}

function tooLong(state: State, delimiter: Delimiter): FileRow | 'more' {
  const { text, position, line } = state
  if (text.length - position <= rowLengthMax) return 'more'
  const kept = text.slice(position, position + keptLengthMax)
  state.isSkipping = true
  return { line, cells: kept.split(delimiter), fault: 'too-long' }
}

function skipLine(state: State, atEnd: boolean): null | 'more' {
  const end = lineEnd(state, atEnd)
  if (end === null) {
    // Keeps a CR that ends the piece, which may be half a line break.
    state.position = state.text.length - (state.text.endsWith('\r') ? 1 : 0)
    return 'more'
  }
  advance(state, afterBreak(state.text, end), 1)
  state.isSkipping = false
  return null
}
