import { type HtmlToken, scanHtml } from './html-scanner.ts'
import { decodeReferences } from './html-text.ts'
import { maskLiquid, unmaskLiquid } from './liquid-mask.ts'

const paragraphs = new Set('p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre'.split(' '))
const lines = new Set('div li tr br section article header footer'.split(' '))
const hiddenStyle = /display\s*:\s*none/i

/**
 * The plain text that goes with HTML: its words, with addresses behind the links and a line for
 * each item. Markers of the template language stay, so that both parts are merged alike.
 */
export function plainTextOf(html: string): string {
  const masked = maskLiquid(html)
  if (masked === null) return ''
  const writer = new TextWriter()
  for (const token of scanHtml(masked.text)) writer.take(token)
  return unmaskLiquid(writer.text(), masked.markers)
}

class TextWriter {
  #text = ''
  readonly #lists: number[] = []
  #link: { href: string; from: number } | null = null
  /** Elements within one that is not shown, that one included. */
  #hiddenDepth = 0

  take(token: HtmlToken): void {
    if (this.#hiddenDepth > 0) this.#takeHidden(token)
    else if (token.kind === 'text')
      this.#add(decodeReferences(token.text).replace(/[ \t\r\n]+/g, ' '))
    else if (token.kind === 'start') this.#open(token)
    else if (token.kind === 'end') this.#close(token.name)
  }

  text(): string {
    const text = this.#text
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
    return text === '' ? '' : `${text}\n`
  }

  #takeHidden(token: HtmlToken): void {
    if (token.kind === 'start' && token.name === 'div') this.#hiddenDepth += 1
    if (token.kind === 'end' && token.name === 'div') this.#hiddenDepth -= 1
  }

  #add(text: string): void {
    const isAtEdge = this.#text === '' || /[\n ]$/.test(this.#text)
    this.#text += isAtEdge ? text.replace(/^ /, '') : text
  }

  #open({ name, attributes }: Extract<HtmlToken, { kind: 'start' }>): void {
    const value = (wanted: string) =>
      decodeReferences(attributes.find((each) => each.name === wanted)?.value ?? '')
    if (name === 'div' && hiddenStyle.test(value('style'))) {
      this.#hiddenDepth = 1
      return
    }
    if (paragraphs.has(name) && this.#lists.length === 0) this.#breakTo(2)
    else if (name === 'br') this.#text += '\n'
    else if (lines.has(name)) this.#breakTo(1)
    if (name === 'hr') this.#rule()
    if (name === 'ul' || name === 'ol') this.#lists.push(name === 'ol' ? 1 : 0)
    if (name === 'li') this.#bullet()
    if (name === 'td' || name === 'th') this.#add(/[\n]$/.test(this.#text) ? '' : ' ')
    if (name === 'img') this.#add(value('alt'))
    if (name === 'a') this.#link = { href: value('href'), from: this.#text.length }
  }

  #close(name: string): void {
    if (name === 'ul' || name === 'ol') this.#lists.pop()
    if (paragraphs.has(name) && this.#lists.length === 0) this.#breakTo(2)
    else if (lines.has(name)) this.#breakTo(1)
    if (name === 'a' && this.#link !== null) this.#closeLink(this.#link)
  }

  #closeLink({ href, from }: { href: string; from: number }): void {
    this.#link = null
    const shown = this.#text.slice(from).trim()
    const address = href.replace(/^mailto:|^tel:/i, '')
    if (address !== '' && shown !== address && shown !== href) this.#text += ` ( ${address} )`
  }

  #bullet(): void {
    const number = this.#lists.at(-1) ?? 0
    const indent = '  '.repeat(Math.max(0, this.#lists.length - 1))
    this.#text += `${indent}${number === 0 ? '・' : `${number}. `}`
    if (number > 0) this.#lists.splice(-1, 1, number + 1)
  }

  #rule(): void {
    this.#breakTo(1)
    this.#text += `${'-'.repeat(40)}\n`
  }

  #breakTo(count: 1 | 2): void {
    if (this.#text === '') return
    this.#text = this.#text.replace(/ +$/, '')
    const has = /\n*$/.exec(this.#text)?.[0].length ?? 0
    this.#text += '\n'.repeat(Math.max(0, count - has))
  }
}
