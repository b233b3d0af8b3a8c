import { type HtmlSource, scanHtml } from './html-scanner.ts'
import { decodeReferences } from './html-text.ts'

const blocks = new Set(
  'address article blockquote br center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul'.split(
    ' ',
  ),
)

/** What a person reads of HTML: text without markup, one line a block, images by their alt text. */
export function htmlToText(html: HtmlSource): string {
  let text = ''
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') text += decodeReferences(token.text).replace(/[ \t\r\n]+/g, ' ')
    else if (token.kind === 'start' || token.kind === 'end') {
      if (blocks.has(token.name) && !text.endsWith('\n')) text += '\n'
      if (token.kind === 'start' && token.name === 'img') {
        const alt = token.attributes.find((each) => each.name === 'alt')?.value ?? ''
        text += decodeReferences(alt)
      }
    }
  }
  return text.replace(/^ +/gm, '').trim()
}
