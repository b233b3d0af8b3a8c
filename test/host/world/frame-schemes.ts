/**
 * Lets the page set `<iframe src="preview://…">` although Chromium does not know the scheme: the
 * address is rewritten on its way in and written back on its way out. Self-contained: its source
 * text is evaluated in the page's main world.
 */
export function mapFrameSources(schemes: readonly string[]): void {
  const toWeb = (url: string): string => {
    const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([\s\S]*)$/i.exec(url) ?? []
    if (scheme === undefined || !schemes.includes(scheme)) return url
    return `https://${host}.${scheme}.invalid${rest === '' ? '/' : rest}`
  }
  const toApp = (url: string): string => {
    const [, host, scheme, rest] =
      /^https:\/\/([^/?#]*)\.([a-z0-9-]+)\.invalid([\s\S]*)$/.exec(url) ?? []
    return scheme === undefined || !schemes.includes(scheme) ? url : `${scheme}://${host}${rest}`
  }
  const prototype = HTMLIFrameElement.prototype
  const { getAttribute, setAttribute } = Element.prototype

  Object.defineProperty(prototype, 'src', {
    configurable: true,
    enumerable: true,
    get(this: HTMLIFrameElement) {
      return toApp(getAttribute.call(this, 'src') ?? '')
    },
    set(this: HTMLIFrameElement, url: string) {
      setAttribute.call(this, 'src', toWeb(String(url)))
    },
  })
  prototype.setAttribute = function (this: HTMLIFrameElement, name: string, value: string): void {
    setAttribute.call(this, name, name.toLowerCase() === 'src' ? toWeb(String(value)) : value)
  }
  prototype.getAttribute = function (this: HTMLIFrameElement, name: string): string | null {
    const value = getAttribute.call(this, name)
    return value === null || name.toLowerCase() !== 'src' ? value : toApp(value)
  }
}
