import type { getDocumentProxy } from 'unpdf'
import { type Read, textLengthMax, unread } from './file-text.ts'
import type { UnreadReason } from './read-file.ts'

const pagesMax = 2000
/** A page with less than this is a picture with a page number. */
const lettersMin = 20

/**
 * The text of a PDF. A page without text is said to be a picture: most likely it was scanned. Nothing
 * in the file is run, no font or image is loaded.
 */
export async function pdfText(bytes: Uint8Array): Promise<Read> {
  const opened = await open(bytes)
  if (typeof opened === 'string') return unread(opened)
  const texts: string[] = []
  const reasons: UnreadReason[] = opened.numPages > pagesMax ? ['too-large'] : []
  let length = 0
  try {
    for (let number = 1; number <= Math.min(opened.numPages, pagesMax); number += 1) {
      const text = await pageText(opened, number)
      if (text === null) reasons.push('damaged')
      else if (text.replace(/\s/g, '').length < lettersMin && (await hasPicture(opened, number)))
        reasons.push('picture')
      texts.push(text ?? '')
      length += text?.length ?? 0
      if (length > textLengthMax) break
    }
  } finally {
    await opened.loadingTask.destroy()
  }
  return { text: texts.join('\n'), unread: reasons }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function open(bytes: Uint8Array): Promise<Pdf | 'encrypted' | 'damaged'> {
  try {
    const { getDocumentProxy: read } = await import('unpdf')
    // A copy: the library takes the memory over.
    return await read(new Uint8Array(bytes), {
      stopAtErrors: false,
      disableFontFace: true,
      useSystemFonts: false,
      verbosity: 0,
    })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return error.name === 'PasswordException' ? 'encrypted' : 'damaged'
  }
}

async function pageText(pdf: Pdf, number: number): Promise<string | null> {
  try {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    return items.map((each) => ('str' in each ? each.str + (each.hasEOL ? '\n' : '') : '')).join('')
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

/** An empty page hides nothing. */
async function hasPicture(pdf: Pdf, number: number): Promise<boolean> {
  try {
    const page = await pdf.getPage(number)
    const { fnArray } = await page.getOperatorList()
    return fnArray.length > 0
  } catch (error) {
    if (error instanceof Error) return true
    throw error
  }
}
