import type { HtmlPlace, HtmlScanner } from './html-scanner.ts'
import { escapeHtml } from './html-text.ts'

/**
 * How a value is written at its place in HTML. 'link': the value is the whole address of a link and
 * must be one that mail may carry. 'link-part': a part of an address, percent-encoded.
 */
export type Escaping = 'text' | 'link' | 'link-part'

const linkAttributes = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'background',
  'cite',
  'poster',
  'data',
  'longdesc',
  'xlink:href',
])

/** Null: no value may stand there, whatever it is. */
export function escapingAt(place: HtmlPlace): Escaping | null {
  switch (place.in) {
    case 'text':
      return 'text'
    case 'raw':
      return place.element === 'title' || place.element === 'textarea' ? 'text' : null
    case 'comment':
    case 'tag':
      return null
    case 'attribute':
      if (!place.quoted || /^on/.test(place.name)) return null
      if (['style', 'srcset', 'srcdoc', 'http-equiv'].includes(place.name)) return null
      if (!linkAttributes.has(place.name)) return 'text'
      return place.empty ? 'link' : 'link-part'
    default:
      return place satisfies never
  }
}

/** Null: the value is no link that mail may carry. */
export function escapeAs(escaping: Escaping, value: string): string | null {
  switch (escaping) {
    case 'text':
      return escapeHtml(value)
    case 'link':
      return /^(?:https?:\/\/|mailto:|tel:)[^\s\\]+$/i.test(value) ? escapeHtml(value) : null
    case 'link-part':
      return encodeURIComponent(value).replace(/'/g, '%27')
    default:
      return escaping satisfies never
  }
}

/** What tells one place from another when the branches of a condition come together again. */
function nameOf(place: HtmlPlace): string {
  switch (place.in) {
    case 'attribute':
      return `attribute ${place.element} ${place.name} ${place.quoted}`
    case 'raw':
      return `raw ${place.element}`
    default:
      return place.in
  }
}

/**
 * Where the text goes on after a condition whose branches ended at these scanners. Null when they
 * ended at different places: then no value behind the condition has one safe form.
 */
export function joinBranches(branches: readonly HtmlScanner[]): HtmlScanner | null {
  const [first, ...others] = branches
  if (first === undefined) return null
  const name = nameOf(first.place())
  if (others.some((each) => nameOf(each.place()) !== name)) return null
  const isEmpty = (each: HtmlScanner): boolean => {
    const place = each.place()
    return place.in === 'attribute' && place.empty
  }
  // An address that may still be empty counts as empty: its value is then checked as a whole link.
  return branches.find(isEmpty) ?? first
}
