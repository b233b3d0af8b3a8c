/**
 * Stock Chromium has no way to add a scheme, so that scheme://host/path lives at
 * https://host.scheme.invalid/path (RFC 6761: never resolves). Handlers, senders and getURL() see
 * the real scheme; only the page's own location shows the other one.
 */
interface Privileges {
  readonly standard?: boolean
  readonly secure?: boolean
}

const schemes = new Map<string, Privileges>()

export function registerScheme(name: string, privileges: Privileges): void {
  schemes.set(name, privileges)
}

export function registeredSchemes(): readonly string[] {
  return [...schemes.keys()]
}

export function isStandardScheme(name: string): boolean {
  return schemes.get(name)?.standard === true
}

export function schemeOf(url: string): string {
  return url.slice(0, url.indexOf(':'))
}

export function toWeb(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([\s\S]*)$/i.exec(url)
  const [, scheme, host, rest] = parts ?? []
  if (scheme === undefined || !schemes.has(scheme)) return url
  return `https://${host}.${scheme}.invalid${rest === '' ? '/' : rest}`
}

export function toApp(url: string): string {
  const parts = /^https:\/\/([^/?#]*)\.([a-z0-9-]+)\.invalid([\s\S]*)$/i.exec(url)
  const [, host, scheme, rest] = parts ?? []
  if (scheme === undefined || !schemes.has(scheme)) return url
  return `${scheme}://${host}${rest === '' ? '/' : rest}`
}

/** The sources of a content security policy: `preview:` and `app://host` as Chromium must see them. */
export function policyToWeb(policy: string): string {
  return policy.replace(
    /(?<=\s)([a-z][a-z0-9+.-]*):(\/\/[^\s;/]+)?(?=[\s;]|$)/gi,
    (source: string, scheme: string, host: string | undefined) => {
      if (!schemes.has(scheme)) return source
      return `https://${host === undefined ? '*' : host.slice(2)}.${scheme}.invalid`
    },
  )
}

interface LoadedAddress {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly postData?: string
}

/** What a scheme's handler is given: it sees the real scheme, as in Electron. */
export function toHandlerInput({ url, method, headers, postData }: LoadedAddress): Request {
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = hasBody ? (postData ?? '') : null
  // The constructor normalises the address: a path never climbs above its root.
  const made = new Request(toWeb(url), { method, headers, body })
  Object.defineProperty(made, 'url', { value: toApp(made.url) })
  return made
}
