/**
 * A tokenizer for mail HTML after the WHATWG states that matter to us. It takes the text in pieces
 * and can say at any point where it stands: that is how a merge field is escaped by its place.
 */

export interface HtmlAttribute {
  readonly name: string
  readonly value: string
}

export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'start'
      readonly name: string
      readonly attributes: readonly HtmlAttribute[]
    }
  | { readonly kind: 'end'; readonly name: string }
  | { readonly kind: 'comment'; readonly text: string }
  /** What stands inside script, style, title, textarea and the like. */
  | { readonly kind: 'raw'; readonly element: string; readonly text: string }

/** Where the scanner stands. */
export type HtmlPlace =
  | { readonly in: 'text' }
  | { readonly in: 'raw'; readonly element: string }
  | { readonly in: 'comment' }
  | { readonly in: 'tag' }
  | {
      readonly in: 'attribute'
      readonly element: string
      readonly name: string
      readonly quoted: boolean
      /** True while nothing of the value has been seen. */
      readonly empty: boolean
    }

type State =
  | 'text'
  | 'tag-open'
  | 'end-tag-open'
  | 'tag-name'
  | 'before-name'
  | 'name'
  | 'after-name'
  | 'before-value'
  | 'value-double'
  | 'value-single'
  | 'value-bare'
  | 'markup'
  | 'comment'
  | 'bogus'
  | 'raw'

const rawElements = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
])

const isSpace = (c: string): boolean =>
  c === ' ' || c === '\n' || c === '\t' || c === '\r' || c === '\f'

export class HtmlScanner {
  #state: State = 'text'
  #text = ''
  #tag = ''
  #isEnd = false
  #attributes: HtmlAttribute[] = []
  #name = ''
  #value = ''
  #raw = ''
  readonly #emit: (token: HtmlToken) => void

  constructor(emit: (token: HtmlToken) => void = () => {}) {
    this.#emit = emit
  }

  /** A second scanner that stands where this one stands and tells nobody what it reads. */
  fork(): HtmlScanner {
    const twin = new HtmlScanner()
    twin.#state = this.#state
    twin.#text = this.#text
    twin.#tag = this.#tag
    twin.#isEnd = this.#isEnd
    twin.#attributes = [...this.#attributes]
    twin.#name = this.#name
    twin.#value = this.#value
    twin.#raw = this.#raw
    return twin
  }

  feed(piece: string): void {
    let at = 0
    while (at < piece.length) {
      // Plain text is most of a mail: take it in one go.
      if (this.#state === 'text') {
        const next = piece.indexOf('<', at)
        const end = next < 0 ? piece.length : next
        this.#text += piece.slice(at, end)
        at = end
        if (next < 0) return
      }
      this.#step(piece[at] ?? '')
      at += 1
    }
  }

  /** Says what is left: text that nothing closed. */
  finish(): void {
    if (this.#state === 'comment' || this.#state === 'bogus') {
      this.#emit({ kind: 'comment', text: this.#text })
    } else if (this.#state === 'raw') {
      this.#emit({ kind: 'raw', element: this.#raw, text: this.#text })
    } else if (this.#state === 'text') {
      this.#flushText()
    }
    this.#text = ''
    this.#state = 'text'
  }

  place(): HtmlPlace {
    switch (this.#state) {
      case 'text':
        return { in: 'text' }
      case 'raw':
        return { in: 'raw', element: this.#raw }
      case 'comment':
      case 'bogus':
      case 'markup':
        return { in: 'comment' }
      case 'value-double':
      case 'value-single':
      case 'value-bare':
      case 'before-value':
        return {
          in: 'attribute',
          element: this.#tag,
          name: this.#name,
          quoted: this.#state === 'value-double' || this.#state === 'value-single',
          empty: this.#value === '',
        }
      default:
        return { in: 'tag' }
    }
  }

  #step(c: string): void {
    switch (this.#state) {
      case 'text':
        this.#state = 'tag-open'
        return
      case 'tag-open':
      case 'end-tag-open':
        this.#openTag(c)
        return
      case 'tag-name':
        if (isSpace(c) || c === '/') this.#state = 'before-name'
        else if (c === '>') this.#closeTag()
        else this.#tag += c.toLowerCase()
        return
      case 'before-name':
      case 'name':
      case 'after-name':
        this.#stepName(c)
        return
      case 'before-value':
      case 'value-double':
      case 'value-single':
      case 'value-bare':
        this.#stepValue(c)
        return
      case 'markup':
      case 'comment':
      case 'bogus':
        this.#stepComment(c)
        return
      case 'raw':
        this.#stepRaw(c)
    }
  }

  #openTag(c: string): void {
    if (/[a-zA-Z]/.test(c)) {
      this.#flushText()
      this.#tag = c.toLowerCase()
      this.#isEnd = this.#state === 'end-tag-open'
      this.#attributes = []
      this.#state = 'tag-name'
    } else if (this.#state === 'tag-open' && c === '/') {
      this.#state = 'end-tag-open'
    } else if (this.#state === 'tag-open' && c === '!') {
      this.#flushText()
      this.#state = 'markup'
    } else if (c === '?' || this.#state === 'end-tag-open') {
      this.#flushText()
      this.#text = c === '>' ? '' : c
      this.#state = c === '>' ? 'text' : 'bogus'
    } else {
      this.#text += '<'
      this.#state = 'text'
      if (c === '<') this.#state = 'tag-open'
      else this.#text += c
    }
  }

  #stepName(c: string): void {
    if (c === '>') {
      this.#endAttribute()
      this.#closeTag()
    } else if (c === '=' && this.#name !== '') {
      this.#value = ''
      this.#state = 'before-value'
    } else if (isSpace(c)) {
      if (this.#state === 'name') this.#state = 'after-name'
    } else if (c === '/') {
      this.#endAttribute()
      this.#state = 'before-name'
    } else {
      if (this.#state === 'after-name') this.#endAttribute()
      this.#name += c.toLowerCase()
      this.#state = 'name'
    }
  }

  #stepValue(c: string): void {
    if (this.#state === 'before-value') {
      if (isSpace(c)) return
      if (c === '"') this.#state = 'value-double'
      else if (c === "'") this.#state = 'value-single'
      else if (c === '>') {
        this.#endAttribute()
        this.#closeTag()
      } else {
        this.#value = c
        this.#state = 'value-bare'
      }
      return
    }
    const isClosing =
      (this.#state === 'value-double' && c === '"') ||
      (this.#state === 'value-single' && c === "'") ||
      (this.#state === 'value-bare' && (isSpace(c) || c === '>'))
    if (!isClosing) {
      this.#value += c
      return
    }
    this.#endAttribute()
    if (c === '>') this.#closeTag()
    else this.#state = 'before-name'
  }

  #stepComment(c: string): void {
    if (this.#state === 'markup') {
      this.#text += c
      if (this.#text === '--') {
        this.#text = ''
        this.#state = 'comment'
      } else if (this.#text !== '-') {
        this.#state = 'bogus'
        if (c === '>') this.#endComment(this.#text.slice(0, -1))
      }
      return
    }
    this.#text += c
    if (c !== '>') return
    if (this.#state === 'bogus') this.#endComment(this.#text.slice(0, -1))
    else if (/^-?>$/.test(this.#text)) this.#endComment('')
    else {
      const closed = /--!?>$/.exec(this.#text)
      if (closed !== null) this.#endComment(this.#text.slice(0, closed.index))
    }
  }

  #stepRaw(c: string): void {
    this.#text += c
    if (c !== '>') return
    const from = this.#text.toLowerCase().lastIndexOf(`</${this.#raw}`)
    if (from < 0) return
    const after = this.#text[from + 2 + this.#raw.length] ?? ''
    if (!(isSpace(after) || after === '/' || after === '>')) return
    this.#emit({ kind: 'raw', element: this.#raw, text: this.#text.slice(0, from) })
    this.#emit({ kind: 'end', name: this.#raw })
    this.#text = ''
    this.#state = 'text'
  }

  #flushText(): void {
    if (this.#text !== '') this.#emit({ kind: 'text', text: this.#text })
    this.#text = ''
  }

  #endComment(text: string): void {
    this.#emit({ kind: 'comment', text })
    this.#text = ''
    this.#state = 'text'
  }

  #endAttribute(): void {
    const { name, value } = { name: this.#name, value: this.#value }
    this.#name = ''
    this.#value = ''
    if (name === '' || this.#attributes.some((each) => each.name === name)) return
    this.#attributes.push({ name, value })
  }

  #closeTag(): void {
    this.#text = ''
    if (this.#isEnd) {
      this.#emit({ kind: 'end', name: this.#tag })
      this.#state = 'text'
      return
    }
    this.#emit({ kind: 'start', name: this.#tag, attributes: this.#attributes })
    this.#raw = this.#tag
    this.#state = rawElements.has(this.#tag) ? 'raw' : 'text'
  }
}

/** A document, or its tokens where several readers share one scan. */
export type HtmlSource = string | readonly HtmlToken[]

/** The tokens of a whole document. */
export function scanHtml(html: HtmlSource): readonly HtmlToken[] {
  if (typeof html !== 'string') return html
  const tokens: HtmlToken[] = []
  const scanner = new HtmlScanner((token) => tokens.push(token))
  scanner.feed(html)
  scanner.finish()
  return tokens
}
