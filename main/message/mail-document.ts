import type {
  MailBlock,
  MailDocument,
  MailInline,
  MailMark,
} from '../../preload/contract/mail-document.ts'
import { maskLiquid, unmaskLiquid } from './liquid-mask.ts'
import { writeMergeMarker } from './merge-marker.ts'

/** Styles by which the reader knows a block again, and which every mail client understands. */
export const preheaderStyle =
  'display:none;max-height:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px'
export const footerStyle = 'margin-top:24px;font-size:12px;color:#555555'
export const noticeStyle =
  'margin:16px 0;padding:12px 16px;border-radius:4px;background-color:#fff4ce;color:#1b1b1b'
export const buttonStyle =
  'display:inline-block;padding:10px 24px;border-radius:4px;background-color:#0f6cbd;color:#ffffff;text-decoration:none;font-weight:bold'
export const buttonPlaceStyle = 'margin:16px 0;text-align:center'
export const columnStyle = 'padding:0 8px;vertical-align:top'

/** The HTML of a document: what is stored, checked, signed and sent. */
export function writeDocument({ preheader, frame, content }: MailDocument): string {
  const hidden =
    preheader === '' ? '' : `<div style="${preheaderStyle}">${escaped(preheader)}</div>\n`
  const body = writeBlocks(content)
  if (hidden === '' && frame === null) return body
  return frame === null
    ? `${hidden}${body}`
    : `<div style="${escaped(frame)}">\n${hidden}${body}\n</div>`
}

function writeBlocks(blocks: readonly MailBlock[]): string {
  return blocks.map(writeBlock).join('\n')
}

function writeBlock(block: MailBlock): string {
  switch (block.type) {
    case 'paragraph':
      return element('p', block.attrs.style, writeInline(block.content ?? []))
    case 'heading':
      return element(`h${block.attrs.level}`, block.attrs.style, writeInline(block.content ?? []))
    case 'button':
      return (
        `<p style="${buttonPlaceStyle}"><a href="${escaped(block.attrs.href)}" ` +
        `style="${buttonStyle}">${escaped(block.attrs.label)}</a></p>`
      )
    case 'image': {
      const { src, alt, width } = block.attrs
      const size = width === null ? '' : ` width="${width}"`
      return `<p><img src="${escaped(src)}" alt="${escaped(alt)}"${size}></p>`
    }
    case 'divider':
      return '<hr>'
    case 'bullet_list':
    case 'ordered_list': {
      const name = block.type === 'bullet_list' ? 'ul' : 'ol'
      return `<${name}>\n${block.content.map(writeItem).join('\n')}\n</${name}>`
    }
    case 'columns':
      return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>\n' +
        block.content
          .map(
            ({ content }) =>
              `<td width="${Math.floor(100 / block.content.length)}%" style="${columnStyle}">\n` +
              `${writeBlocks(content)}\n</td>`,
          )
          .join('\n') +
        '\n</tr></table>'
      )
    case 'notice':
      return `<div style="${noticeStyle}">\n${writeBlocks(block.content)}\n</div>`
    case 'footer': {
      const saved = block.attrs?.saved ?? null
      const kept = saved === null ? '' : ` data-footer="${escaped(saved)}"`
      return `<div style="${footerStyle}"${kept}>\n${writeBlocks(block.content)}\n</div>`
    }
    default:
      return block satisfies never
  }
}

/** An item of one paragraph is written without it, as people write lists. */
function writeItem({ content }: { content: readonly MailBlock[] }): string {
  const [first, ...more] = content
  if (first?.type !== 'paragraph' || first.attrs.style !== null)
    return `<li>${writeBlocks(content)}</li>`
  const rest = more.length === 0 ? '' : `\n${writeBlocks(more)}\n`
  return `<li>${writeInline(first.content ?? [])}${rest}</li>`
}

function writeInline(content: readonly MailInline[]): string {
  let html = ''
  let open: readonly MailMark[] = []
  for (const each of content) {
    const marks = each.marks ?? []
    let same = 0
    while (same < marks.length && isSameMark(open[same], marks[same])) same += 1
    html += open.slice(same).reverse().map(closing).join('')
    html += marks.slice(same).map(opening).join('') + writeLeaf(each)
    open = marks
  }
  return html + [...open].reverse().map(closing).join('')
}

function writeLeaf(leaf: MailInline): string {
  switch (leaf.type) {
    case 'text':
      return escaped(leaf.text)
    case 'field':
      return writeMergeMarker(leaf.attrs)
    case 'logic':
      return leaf.attrs.source
    case 'break':
      return '<br>'
    default:
      return leaf satisfies never
  }
}

function isSameMark(a: MailMark | undefined, b: MailMark | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function opening(mark: MailMark): string {
  switch (mark.type) {
    case 'link': {
      const { href, style } = mark.attrs
      return `<a href="${escaped(href)}"${style === null ? '' : ` style="${escaped(style)}"`}>`
    }
    case 'span':
      return `<span style="${escaped(mark.attrs.style)}">`
    case 'strong':
    case 'em':
      return `<${mark.type}>`
    case 'underline':
      return '<u>'
    default:
      return mark satisfies never
  }
}

function closing({ type }: MailMark): string {
  return `</${type === 'link' ? 'a' : type === 'underline' ? 'u' : type}>`
}

function element(name: string, style: string | null, inner: string): string {
  return `<${name}${style === null ? '' : ` style="${escaped(style)}"`}>${inner}</${name}>`
}

/** Text as HTML; what stands in markers of the template language is left as it is. */
function escaped(text: string): string {
  const masked = maskLiquid(text)
  if (masked === null) return escapeText(text)
  return unmaskLiquid(escapeText(masked.text), masked.markers)
}

function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
