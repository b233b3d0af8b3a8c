import { type HtmlAttribute, type HtmlSource, type HtmlToken, scanHtml } from './html-scanner.ts'
import { decodeReferences } from './html-text.ts'

/**
 * active: runs or takes input (script, handler, form, frame, refresh). remote: fetched from
 * somewhere when the mail is opened.
 */
export interface HtmlFinding {
  readonly kind: 'active' | 'remote'
  /** What it is: the element, `on*`, `javascript:`, `@import`, `url()`. */
  readonly what: string
  /** The address it fetches or names; '' when there is none. */
  readonly detail: string
}

const activeElements = new Set([
  'script',
  'form',
  'input',
  'button',
  'select',
  'textarea',
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'applet',
  'base',
  'portal',
])
const fetchingAttributes = new Set(['src', 'background', 'poster', 'data', 'srcset', 'lowsrc'])

/** What mail HTML should not contain, in the order in which it stands there. */
export function htmlFindings(html: HtmlSource): HtmlFinding[] {
  return scanHtml(html).flatMap((token) => {
    switch (token.kind) {
      case 'start':
        return startFindings(token)
      case 'raw':
        return token.element === 'style' ? styleFindings(token.text) : []
      case 'comment':
        // Outlook reads what stands in a conditional comment.
        return /^\[if\b/i.test(token.text)
          ? htmlFindings(token.text.replace(/^[^>]*>/, '').replace(/<!\[endif\]$/i, ''))
          : []
      case 'text':
      case 'end':
        return []
      default:
        return token satisfies never
    }
  })
}

function startFindings({ name, attributes }: Extract<HtmlToken, { kind: 'start' }>): HtmlFinding[] {
  const findings: HtmlFinding[] = []
  if (activeElements.has(name)) findings.push({ kind: 'active', what: name, detail: '' })
  const value = (wanted: string): string =>
    decodeReferences(attributes.find((each) => each.name === wanted)?.value ?? '').trim()
  if (name === 'meta' && /^refresh$/i.test(value('http-equiv')))
    findings.push({ kind: 'active', what: 'meta refresh', detail: value('content').slice(0, 200) })
  if (name === 'link' && isRemote(value('href')))
    findings.push({ kind: 'remote', what: 'link', detail: value('href').slice(0, 200) })
  if ((name === 'image' || name === 'use') && isRemote(value('href') || value('xlink:href')))
    findings.push({ kind: 'remote', what: name, detail: value('href').slice(0, 200) })
  return [...findings, ...attributes.flatMap((each) => attributeFindings(name, each))]
}

function attributeFindings(element: string, { name, value }: HtmlAttribute): HtmlFinding[] {
  const decoded = decodeReferences(value)
    .replace(/[\t\n\r]/g, '')
    .trim()
  if (/^on[a-z]/.test(name)) return [{ kind: 'active', what: name, detail: '' }]
  if (/^(?:javascript|vbscript|data:text\/html)/i.test(decoded))
    return [{ kind: 'active', what: `${name}=${decoded.split(':', 1)[0]}:`, detail: '' }]
  if (name === 'style') return styleFindings(decoded)
  if (fetchingAttributes.has(name) && isRemote(decoded))
    return [{ kind: 'remote', what: element, detail: decoded.slice(0, 200) }]
  return []
}

function styleFindings(css: string): HtmlFinding[] {
  // Escapes and comments are ways to write the same words past a search.
  const plain = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) =>
      String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
    )
  const findings: HtmlFinding[] = []
  if (/@import/i.test(plain)) findings.push({ kind: 'remote', what: '@import', detail: '' })
  if (/expression\s*\(|-moz-binding|behavior\s*:/i.test(plain))
    findings.push({ kind: 'active', what: 'style', detail: '' })
  for (const match of plain.matchAll(/url\(\s*["']?([^"')]*)/gi)) {
    const address = match[1]?.trim() ?? ''
    if (isRemote(address))
      findings.push({ kind: 'remote', what: 'url()', detail: address.slice(0, 200) })
  }
  return findings
}

/** Anything but an embedded image: also file: and \\server\share, which make Windows log in there. */
function isRemote(address: string): boolean {
  return address !== '' && !/^(?:cid:|data:image\/(?:png|jpeg|gif|webp);|#)/i.test(address)
}
