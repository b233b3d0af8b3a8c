import { domainToASCII } from 'node:url'
import type { LinkView } from '../../preload/contract/approval.ts'
import { type HtmlSource, scanHtml } from './html-scanner.ts'
import { decodeReferences } from './html-text.ts'

/** Every link of a mail in its order: what is read, what is opened, and whether the two differ. */
export function linksOf(html: HtmlSource): LinkView[] {
  const links: LinkView[] = []
  let href: string | null = null
  let text = ''
  const close = (): void => {
    if (href !== null) links.push(toLink(text, href))
    href = null
    text = ''
  }
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') text += href === null ? '' : decodeReferences(token.text)
    else if (token.kind === 'end' && token.name === 'a') close()
    else if (token.kind === 'start') {
      const attribute = (name: string): string | undefined =>
        token.attributes.find((each) => each.name === name)?.value
      const target = attribute('href')
      if (token.name === 'a' || token.name === 'area') close()
      if (token.name === 'a' && target !== undefined) href = decodeReferences(target)
      if (token.name === 'area' && target !== undefined)
        links.push(toLink(decodeReferences(attribute('alt') ?? ''), decodeReferences(target)))
      if (token.name === 'img' && href !== null) text += decodeReferences(attribute('alt') ?? '')
    }
  }
  close()
  return links
}

/** Judges one link by the text that is read and the address that is opened. */
export function toLink(text: string, href: string): LinkView {
  const shown = text.replace(/\s+/g, ' ').trim().slice(0, 500)
  // Browsers drop these from an address before they read it.
  const address = href.replace(/[\t\n\r]/g, '').trim()
  const url = URL.canParse(address) ? new URL(address) : null
  const host = url === null ? '' : hostOf(url)
  return {
    text: shown,
    href: address.slice(0, 2000),
    host,
    suspicious: url === null ? !/^#/.test(address) : isSuspicious(url, host, shown),
  }
}

function hostOf(url: URL): string {
  if (url.protocol !== 'mailto:') return url.hostname
  const address = decodeLoosely(url.pathname)
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

function isSuspicious(url: URL, host: string, text: string): boolean {
  if (url.protocol === 'mailto:') return hostsIn(text).some((shown) => !isSameSite(shown, host))
  if (url.protocol === 'tel:') return hostsIn(text).length > 0
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return true
  if (url.username !== '' || url.password !== '') return true
  if (/^[\d.]+$/.test(host) || host.startsWith('[') || !host.includes('.')) return true
  return hostsIn(text).some((shown) => !isSameSite(shown, host))
}

/** Endings of file names that look like the last label of a domain. */
const fileEndings = new Set(
  'pdf doc docx xls xlsx ppt pptx csv txt zip jpg jpeg png gif html htm xml js css exe'.split(' '),
)

/** The hosts that a text shows: `https://a.jp/x`, `a.jp/x`, `x@a.jp`, also in full-width forms. */
function hostsIn(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/[\u00ad\u200b-\u200d\u2060]/g, '')
  const found = plain.matchAll(
    /(?<scheme>https?:\/\/)?(?<host>(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59}))(?![\p{L}\p{N}-])/giu,
  )
  return [...found].flatMap((match) => {
    const host = domainToASCII(match.groups?.host?.toLowerCase() ?? '')
    const isFile = fileEndings.has(host.slice(host.lastIndexOf('.') + 1))
    return host === '' || (isFile && match.groups?.scheme === undefined) ? [] : [host]
  })
}

/** The same host, or one inside the other: www.example.jp and example.jp. */
function isSameSite(a: string, b: string): boolean {
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
}

function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
