import { fail } from '../../preload/problem.ts'
import { hearPart } from './workbook-xml.ts'

const countMax = 4_000_000
const lengthMax = 128 * 1024 ** 2
/** A cell holds 32,767 characters; what is longer was not written by Excel. */
export const cellLengthMax = 100_000

/** `_x000D_` stands for the character of that number (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/**
 * The texts that cells point at, by number. Rich text is joined; the readings over kanji (rPh), which
 * Japanese Excel keeps in the same place, are left out. Fails with `lists.workbook-too-large`.
 */
export async function readStringTable(
  bytes: AsyncIterable<Uint8Array> | null,
  file: string,
): Promise<readonly string[]> {
  const strings: string[] = []
  let text = ''
  let length = 0
  let isText = false
  let isReading = false
  await hearPart(bytes, file, {
    opened(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') isReading = true
      if (name === 't') isText = !isReading
    },
    closed(name) {
      if (name === 'rPh') isReading = false
      if (name === 't') isText = false
      if (name !== 'si') return
      length += text.length
      if (strings.length >= countMax || length > lengthMax)
        fail('lists.workbook-too-large', { file })
      strings.push(unescapeText(text))
    },
    text(piece) {
      if (isText && text.length < cellLengthMax) text += piece
    },
  })
  return strings
}
