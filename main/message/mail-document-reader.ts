import * as v from 'valibot'
import {
  type MailBlock,
  MailDocument,
  type MailInline,
  type MailMark,
} from '../../preload/contract/mail-document.ts'
import { isHarmlessStyle } from './harmless-style.ts'
import { type HtmlToken, scanHtml } from './html-scanner.ts'
import { decodeReferences } from './html-text.ts'
import { maskLiquid, maskPattern, unmaskLiquid } from './liquid-mask.ts'
import {
  buttonPlaceStyle,
  buttonStyle,
  columnStyle,
  footerStyle,
  noticeStyle,
  preheaderStyle,
  writeDocument,
} from './mail-document.ts'
import { parseMergeMarker } from './merge-marker.ts'

/**
 * HTML as a document that the visual editor can change, or null. Null is the answer for anything that
 * would not come back the same: what was read is written again and compared, token by token.
 */
export function readDocument(html: string): MailDocument | null {
  const masked = maskLiquid(html)
  if (masked === null || hasUnknownReference(masked.text)) return null
  const reader = new Reader(scanHtml(masked.text), masked.markers)
  try {
    const read = v.safeParse(MailDocument, reader.document())
    if (!read.success) return null
    const again = maskLiquid(writeDocument(read.output))
    if (again === null || again.markers.join('\n') !== masked.markers.join('\n')) return null
    return meaning(again.text) === meaning(masked.text) ? read.output : null
  } catch (error) {
    if (error instanceof NotRepresentable) return null
    throw error
  }
}

class NotRepresentable extends Error {}

function refuse(): never {
  throw new NotRepresentable()
}

function hasUnknownReference(text: string): boolean {
  return [...text.matchAll(/&[a-z][a-z0-9]*;?/gi)].some(([each]) => decodeReferences(each) === each)
}

const blockNames = new Set('p h1 h2 h3 hr ul ol li table tr td div'.split(' '))

/** What HTML says, without the white space that says nothing and the ways to write the same. */
function meaning(html: string): string {
  const parts: string[] = []
  let isAtEdge = true
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') {
      let text = collapse(decodeReferences(token.text))
      if (isAtEdge) text = text.trimStart()
      if (text !== '') parts.push(`T${text}`)
      if (text !== '') isAtEdge = false
      continue
    }
    const isTag = token.kind === 'start' || token.kind === 'end'
    if (isTag && (blockNames.has(token.name) || token.name === 'br')) {
      const last = parts.at(-1)
      if (last?.startsWith('T')) parts.splice(-1, 1, ...[last.trimEnd()].filter((t) => t !== 'T'))
      isAtEdge = true
    }
    parts.push(JSON.stringify(plainToken(token)))
  }
  return parts.join('\n').trimEnd()
}

function plainToken(token: HtmlToken): unknown {
  if (token.kind !== 'start') return token
  const attributes = token.attributes
    .map(({ name, value }) => [name, decodeReferences(value)])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  return { ...token, attributes }
}

/** White space of HTML; an ideographic or a no-break space is a letter. */
function collapse(text: string): string {
  return text.replace(/[ \t\r\n\f]+/g, ' ')
}

type Start = Extract<HtmlToken, { kind: 'start' }>

class Reader {
  #at = 0
  readonly #tokens: readonly HtmlToken[]
  readonly #markers: readonly string[]

  constructor(tokens: readonly HtmlToken[], markers: readonly string[]) {
    this.#tokens = tokens
    this.#markers = markers
  }

  document(): MailDocument {
    this.#skipSpace()
    const frame = this.#openFrame()
    const preheader = this.#preheader()
    const content = this.#blocks(frame === null ? null : 'div')
    if (frame !== null) this.#skipSpace()
    if (this.#at < this.#tokens.length) refuse()
    return { preheader, frame, content }
  }

  #openFrame(): string | null {
    const next = this.#peekStart('div')
    const style = next === null ? null : this.#value(next, 'style')
    if (style === null || [footerStyle, preheaderStyle, noticeStyle].includes(style)) return null
    if (!isHarmlessStyle(style)) refuse()
    this.#at += 1
    this.#skipSpace()
    return style
  }

  #preheader(): string {
    const next = this.#peekStart('div')
    if (next === null || this.#value(next, 'style') !== preheaderStyle) return ''
    this.#at += 1
    const text = this.#plainText()
    this.#end('div')
    this.#skipSpace()
    return text
  }

  /** Blocks up to the end of the element that holds them, which is taken too; null: to the end. */
  #blocks(until: string | null): MailBlock[] {
    const blocks: MailBlock[] = []
    for (;;) {
      this.#skipSpace()
      const token = this.#tokens[this.#at]
      if (token === undefined) {
        if (until !== null) refuse()
        return blocks
      }
      if (token.kind === 'end' && token.name === until) {
        this.#at += 1
        return blocks
      }
      if (token.kind !== 'start') refuse()
      this.#at += 1
      blocks.push(this.#block(token))
    }
  }

  #block(token: Start): MailBlock {
    switch (token.name) {
      case 'p':
        return this.#paragraph(token)
      case 'h1':
      case 'h2':
      case 'h3': {
        const level = token.name === 'h1' ? 1 : token.name === 'h2' ? 2 : 3
        const style = this.#style(token)
        return { type: 'heading', attrs: { level, style }, content: this.#inline(token.name) }
      }
      case 'hr':
        return { type: 'divider' }
      case 'ul':
        return { type: 'bullet_list', content: this.#items('ul') }
      case 'ol':
        return { type: 'ordered_list', content: this.#items('ol') }
      case 'table':
        return this.#columns()
      case 'div':
        return this.#division(token)
      default:
        return refuse()
    }
  }

  #division(token: Start): MailBlock {
    const style = this.#value(token, 'style')
    if (style === noticeStyle) return { type: 'notice', content: this.#blocks('div') }
    if (style !== footerStyle) refuse()
    const saved = this.#value(token, 'data-footer')
    return { type: 'footer', attrs: { saved }, content: this.#blocks('div') }
  }

  #paragraph(token: Start): MailBlock {
    const style = this.#value(token, 'style')
    if (style === buttonPlaceStyle) return this.#button()
    const image = style === null ? this.#peekStart('img') : null
    const after = this.#tokens[this.#at + 1]
    if (image !== null && after?.kind === 'end' && after.name === 'p') {
      this.#at += 2
      return this.#image(image)
    }
    return { type: 'paragraph', attrs: { style: this.#style(token) }, content: this.#inline('p') }
  }

  #button(): MailBlock {
    const link = this.#peekStart('a') ?? refuse()
    if (this.#value(link, 'style') !== buttonStyle) refuse()
    this.#at += 1
    const label = this.#plainText()
    this.#end('a')
    this.#end('p')
    return { type: 'button', attrs: { href: this.#value(link, 'href') ?? refuse(), label } }
  }

  #image(image: Start): MailBlock {
    const width = this.#value(image, 'width')
    if (width !== null && !/^[1-9]\d{0,3}$/.test(width)) refuse()
    const attrs = {
      src: this.#value(image, 'src') ?? refuse(),
      alt: this.#value(image, 'alt') ?? '',
      width: width === null ? null : Number(width),
    }
    return { type: 'image', attrs }
  }

  #items(list: 'ul' | 'ol'): { type: 'list_item'; content: MailBlock[] }[] {
    const items: { type: 'list_item'; content: MailBlock[] }[] = []
    for (;;) {
      this.#skipSpace()
      const token = this.#tokens[this.#at]
      this.#at += 1
      if (token?.kind === 'end' && token.name === list) return items
      if (token?.kind !== 'start' || token.name !== 'li') refuse()
      items.push({ type: 'list_item', content: this.#item() })
    }
  }

  #item(): MailBlock[] {
    this.#skipSpace()
    const next = this.#tokens[this.#at]
    const startsBlock = next?.kind === 'start' && blockNames.has(next.name)
    if (startsBlock) return this.#blocks('li')
    const content = this.#inlineUntilBlock()
    return [{ type: 'paragraph', attrs: { style: null }, content }, ...this.#blocks('li')]
  }

  #columns(): MailBlock {
    this.#skipSpace()
    const row = this.#peekStart('tr') ?? refuse()
    if (row.attributes.length > 0) refuse()
    this.#at += 1
    const content: { type: 'column'; content: MailBlock[] }[] = []
    for (;;) {
      this.#skipSpace()
      const cell = this.#peekStart('td')
      if (cell === null) break
      if (this.#value(cell, 'style') !== columnStyle) refuse()
      this.#at += 1
      content.push({ type: 'column', content: this.#blocks('td') })
    }
    this.#end('tr')
    this.#skipSpace()
    this.#end('table')
    return { type: 'columns', content }
  }

  #inline(until: string): MailInline[] {
    const content = this.#inlineUntilBlock()
    this.#end(until)
    return content
  }

  /** Text and what stands in it, up to where a block begins or ends. */
  #inlineUntilBlock(): MailInline[] {
    const content: MailInline[] = []
    const open: { name: string; mark: MailMark }[] = []
    for (;;) {
      const token = this.#tokens[this.#at]
      if (token === undefined) refuse()
      if ((token.kind === 'start' || token.kind === 'end') && blockNames.has(token.name)) {
        if (open.length > 0) refuse()
        return trimEdges(content)
      }
      this.#at += 1
      const marks = open.map((each) => each.mark)
      if (token.kind === 'text') content.push(...this.#leaves(token.text, marks))
      else if (token.kind === 'start' && token.name === 'br')
        content.push(withMarks({ type: 'break' }, marks))
      else if (token.kind === 'start') {
        const mark = this.#mark(token)
        if (rankOf(mark) <= rankOf(marks.at(-1))) refuse()
        open.push({ name: token.name, mark })
      } else if (token.kind !== 'end' || open.pop()?.name !== token.name) refuse()
    }
  }

  #mark(token: Start): MailMark {
    switch (token.name) {
      case 'a':
        return {
          type: 'link',
          attrs: { href: this.#value(token, 'href') ?? refuse(), style: this.#style(token) },
        }
      case 'span':
        return { type: 'span', attrs: { style: this.#style(token) ?? refuse() } }
      case 'strong':
      case 'em':
        return { type: token.name }
      case 'u':
        return { type: 'underline' }
      default:
        return refuse()
    }
  }

  #leaves(source: string, marks: MailMark[]): MailInline[] {
    const leaves: MailInline[] = []
    let end = 0
    const addText = (text: string) => {
      const plain = collapse(decodeReferences(text))
      if (plain !== '') leaves.push(withMarks({ type: 'text', text: plain }, marks))
    }
    for (const found of source.matchAll(maskPattern)) {
      addText(source.slice(end, found.index))
      end = found.index + found[0].length
      const marker = this.#markers[Number(found[1])] ?? refuse()
      const field = parseMergeMarker(marker)
      leaves.push(
        field === null
          ? withMarks({ type: 'logic', attrs: { source: marker } }, marks)
          : withMarks({ type: 'field', attrs: field }, marks),
      )
    }
    addText(source.slice(end))
    return leaves
  }

  /** Text without elements, its markers written out. */
  #plainText(): string {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'text') return ''
    this.#at += 1
    return unmaskLiquid(collapse(decodeReferences(token.text)).trim(), this.#markers)
  }

  #style(token: Start): string | null {
    const style = this.#value(token, 'style')
    if (style !== null && !isHarmlessStyle(style)) refuse()
    return style
  }

  #value(token: Start, name: string): string | null {
    const found = token.attributes.find((each) => each.name === name)
    return found === undefined ? null : unmaskLiquid(decodeReferences(found.value), this.#markers)
  }

  #peekStart(name: string): Start | null {
    const token = this.#tokens[this.#at]
    return token?.kind === 'start' && token.name === name ? token : null
  }

  #end(name: string): void {
    const token = this.#tokens[this.#at]
    if (token?.kind !== 'end' || token.name !== name) refuse()
    this.#at += 1
  }

  #skipSpace(): void {
    const token = this.#tokens[this.#at]
    if (
      token?.kind === 'text' &&
      collapse(token.text).trim() === '' &&
      !/[\u00a0\u3000]/.test(token.text)
    )
      this.#at += 1
  }
}

/** The editor nests marks in one order only: what is nested otherwise would come back changed. */
const ranks = ['link', 'span', 'strong', 'em', 'underline']

function rankOf(mark: MailMark | undefined): number {
  return mark === undefined ? -1 : ranks.indexOf(mark.type)
}

function withMarks<T extends MailInline>(leaf: T, marks: MailMark[]): T {
  return marks.length === 0 ? leaf : { ...leaf, marks }
}

/** Without the white space at the edges of a block and of its lines, which no reader sees. */
function trimEdges(content: MailInline[]): MailInline[] {
  const trimmed = content.map((each, at) => {
    if (each.type !== 'text') return each
    let { text } = each
    const [before, after] = [content[at - 1], content[at + 1]]
    if (before === undefined || before.type === 'break') text = text.replace(/^ +/, '')
    if (after === undefined || after.type === 'break') text = text.replace(/ +$/, '')
    return { ...each, text }
  })
  return trimmed.filter((each) => each.type !== 'text' || each.text !== '')
}
