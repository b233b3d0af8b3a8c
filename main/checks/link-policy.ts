import { domainToUnicode } from 'node:url'
import { linksOf } from '../message/message.ts'
import { type Check, finding } from './check.ts'
import { looksLike } from './look-alike.ts'
import { Tally } from './tally.ts'

type Code =
  | 'plain-http'
  | 'shortener'
  | 'login-page'
  | 'look-alike'
  | 'other-script'
  | 'not-allowed'
interface Bad {
  readonly code: Code
  readonly host: string
  readonly href: string
  /** The host that a look-alike imitates. */
  readonly like: string
}

/** Services that hide where a link leads, and give the same few letters to everybody. */
const shorteners = new Set([
  ...['bit.ly', 'bitly.com', 'j.mp', 't.co', 'goo.gl', 'tinyurl.com', 'ow.ly', 'is.gd', 'v.gd'],
  ...['buff.ly', 'cutt.ly', 'rebrand.ly', 'rb.gy', 't.ly', 's.id', 'shorturl.at', 'tiny.cc'],
  ...['x.gd', 'ux.nu', 'onl.la', 'onl.sc', 'onl.tw', '00m.in', 'urx.nu', 'urx.blue', 'nav.cx'],
  ...['bl.ink', 'lnkd.in', 'qr.paps.jp', 'qr.quel.jp', 'shorturl.gg', 'snip.ly', 'soo.gd'],
])
const loginPath =
  /(?:^|[/._?&=-])(?:log[-_]?[io]n|sign[-_]?in|logon|auth(?:enticate|orize)?|sso|passw(?:or)?d|pwd|passcode|reset[-_]?password)(?:$|[/._?&=-])/i
const loginText =
  /(?:ログイン|ログオン|サインイン|log ?in|sign ?in)(?:する|は(?:こちら|ここ)|ページ|画面| here| page|$)|パスワード(?:の)?(?:再設定|変更|入力)/i

/**
 * Where links may lead: encrypted, without a detour, to no page that asks for a password (監督指針 of
 * the Financial Services Agency, October 2025: neither links to log in nor addresses of pages that
 * ask for a password in mail), and to the hosts that the policy allows.
 */
export const linkPolicy: Check = {
  id: 'link-policy',
  start: ({ linkHosts, identity }) => {
    const own = identity?.address.slice(identity.address.lastIndexOf('@') + 1).toLowerCase()
    const rules = { allowed: linkHosts, known: own === undefined ? linkHosts : [own, ...linkHosts] }
    const seen = new Tally<Bad>()
    const judged = new Map<string, readonly Bad[]>()
    return {
      message({ tokens, rendered, index }) {
        const links = [
          ...linksOf(tokens),
          ...[...rendered.text.matchAll(bareLink)].map(([href]) => ({ href, text: '' })),
        ]
        const keys = new Set<string>()
        for (const { href, text } of links) {
          const page = `${href.split(/[?#]/, 1)[0]} ${text}`
          const bad = judged.get(page) ?? judge(href, text, rules)
          if (judged.size < pagesMax) judged.set(page, bad)
          for (const each of bad) {
            const key = `${each.code} ${each.host}`
            if (!keys.has(key)) seen.add(key, each, index)
            keys.add(key)
          }
        }
      },
      finish: () =>
        seen.all().map(({ what: { code, host, href, like }, count, index }) => {
          const params = { count, index }
          switch (code) {
            case 'login-page':
            case 'plain-http':
              return finding('warning', 'link-policy', code, { href, ...params })
            case 'look-alike':
              return finding('stop', 'link-policy', code, { host, like, ...params })
            case 'not-allowed':
              return finding('stop', 'link-policy', code, { host, ...params })
            case 'shortener':
            case 'other-script':
              return finding('warning', 'link-policy', code, { host, ...params })
            default:
              return code satisfies never
          }
        }),
    }
  },
}

const bareLink = /https?:\/\/[\p{L}\p{N}\-._~:/?#[\]@!$&*+,;=%]+/giu
/** Different pages that are remembered; links that differ only behind the question mark are one. */
const pagesMax = 5000

function judge(
  href: string,
  text: string,
  { allowed, known }: { readonly allowed: readonly string[]; readonly known: readonly string[] },
): Bad[] {
  if (!URL.canParse(href)) return []
  const url = new URL(href)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return []
  const host = url.hostname
  const isWithin = (site: string) => host === site || host.endsWith(`.${site}`)
  const like = known.find((each) => !known.some(isWithin) && looksLike(host, each)) ?? ''
  const codes: Code[] = []
  if (url.protocol === 'http:') codes.push('plain-http')
  if (shorteners.has(host.replace(/^www\./, ''))) codes.push('shortener')
  if (loginPath.test(url.pathname + url.search) || /^(?:login|signin|auth|sso)\./.test(host))
    codes.push('login-page')
  else if (loginText.test(text.normalize('NFKC'))) codes.push('login-page')
  if (like !== '') codes.push('look-alike')
  else if (host.includes('xn--') && !allowed.some(isWithin)) codes.push('other-script')
  if (allowed.length > 0 && !allowed.some(isWithin) && like === '') codes.push('not-allowed')
  const shown = domainToUnicode(host) || host
  return codes.map((code) => ({ code, host: shown, href: href.slice(0, 100), like }))
}
