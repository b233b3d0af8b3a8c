import type { LinkView } from '../../preload/contract/approval.ts'

const anchor =
  /<(a|area)\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))[^>]*>(?:([\s\S]*?)<\/a\s*>)?/gi
const bareUrl = /\b(?:https?:\/\/|www\.)[A-Za-z0-9\-._~:/?#@!$&*+,;=%{}|]+(?<![.,:;!?\s])/gi
const hostInText = /(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,})(?![\p{L}\p{N}@])/iu
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/**
 * Every place that the message leads to, from its template: what the reader sees and where it
 * opens. Suspicious when the two name different hosts, or when the target hides itself.
 */
export function linksOf(source: { readonly text: string; readonly html: string }): LinkView[] {
  const found = [
    ...[...source.html.matchAll(anchor)].map(([, , double, single, bare, inner]) =>
      toLink(visibleText(inner ?? ''), decodeEntities(double ?? single ?? bare ?? '').trim()),
    ),
    ...[...source.text.matchAll(bareUrl)].map(([url]) =>
      toLink(url, url.startsWith('www.') ? `http://${url}` : url),
    ),
  ]
  const known = new Set<string>()
  return found.filter(({ text, href }) => {
    const key = JSON.stringify([text, href])
    const isNew = !known.has(key)
    known.add(key)
    return isNew
  })
}

function toLink(text: string, href: string): LinkView {
  const url = URL.canParse(href) ? new URL(href) : null
  const host = url?.protocol === 'mailto:' ? hostOfMail(url.pathname) : (url?.hostname ?? '')
  return { text, href, host, suspicious: isSuspicious(text, href, url) }
}

function isSuspicious(text: string, href: string, url: URL | null): boolean {
  // A merge field may fill in a query, never the place itself.
  const merge = href.indexOf('{{')
  if (url === null) return true
  if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) return true
  if (url.protocol === 'mailto:') return false
  if (merge !== -1 && merge < href.indexOf(url.hostname) + url.hostname.length) return true
  const hidesItself =
    url.username !== '' ||
    url.hostname.split('.').some((label) => label.startsWith('xn--')) ||
    /^\[|^[\d.]+$/.test(url.hostname)
  if (hidesItself) return true
  const shown = hostInText.exec(text)?.[1]
  return shown !== undefined && !isSameSite(shown.toLowerCase(), url.hostname)
}

function isSameSite(shown: string, host: string): boolean {
  return shown.replace(/^www\./, '') === host.replace(/^www\./, '')
}

function hostOfMail(path: string): string {
  return path.slice(path.lastIndexOf('@') + 1).toLowerCase()
}

function visibleText(html: string): string {
  return decodeEntities(html.replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim()
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
      const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
}
