/**
 * window.open as after setWindowOpenHandler: the application hears of it, the page gets null, and
 * nothing is loaded. Self-contained: its source text is evaluated in the page's main world.
 */
export function reportWindowOpen(report: (url: string) => void): void {
  globalThis.open = (url?: string | URL) => {
    report(new URL(url ?? 'about:blank', document.baseURI).href)
    return null
  }
}
