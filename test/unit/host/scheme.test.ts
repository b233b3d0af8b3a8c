import { beforeAll, describe, expect, it } from 'vitest'
import { policyToWeb, registerScheme, toApp, toHandlerInput, toWeb } from '../../host/scheme.ts'

beforeAll(() => {
  registerScheme('app', { standard: true, secure: true })
  registerScheme('preview', { standard: true, secure: true })
})

describe('custom schemes in stock Chromium', () => {
  it.each([
    ['app://sekisho/index.html?a#b', 'https://sekisho.app.invalid/index.html?a#b'],
    ['preview://document/0a', 'https://document.preview.invalid/0a'],
    ['app://sekisho', 'https://sekisho.app.invalid/'],
    ['https://example.com/x', 'https://example.com/x'],
    ['about:blank', 'about:blank'],
    ['other://x/y', 'other://x/y'],
  ])('%s becomes %s', (app, web) => expect(toWeb(app)).toBe(web))

  it('comes back the same', () => {
    for (const url of ['app://sekisho/a/b?c#d', 'preview://document/0a'])
      expect(toApp(toWeb(url))).toBe(url)
    expect(toApp('https://example.invalid/')).toBe('https://example.invalid/')
  })

  it('rewrites the sources of a policy and nothing else', () => {
    expect(
      policyToWeb(
        "default-src 'none'; frame-src preview:; frame-ancestors app://sekisho; img-src data:",
      ),
    ).toBe(
      "default-src 'none'; frame-src https://*.preview.invalid; frame-ancestors https://sekisho.app.invalid; img-src data:",
    )
  })

  it('gives handlers the real scheme and a normal path', () => {
    const plain = { method: 'GET', headers: {} }
    const input = (url: string) => toHandlerInput({ url, ...plain }).url
    expect(input('app://sekisho/a/../../b')).toBe('app://sekisho/b')
    expect(input('https://sekisho.app.invalid/index.html')).toBe('app://sekisho/index.html')
  })
})
