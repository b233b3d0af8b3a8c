import { describe, expect, it } from 'vitest'
import { mayLoad, mayNavigate } from '../../../main/shell/navigation-lock.ts'
import { isPermitted } from '../../../main/shell/permission-lock.ts'
import { isTrustedSender } from '../../../main/shell/sender-check.ts'

describe('navigation (E06)', () => {
  it.each([
    'app://sekisho/index.html',
    'app://sekisho/other.html',
    'https://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'preview://document/0a',
  ])('the window does not go to %s by itself', (url) => {
    expect(mayNavigate({ url, isMainFrame: true })).toBe(false)
  })

  it('a frame goes to a preview and nowhere else', () => {
    const inFrame = (url: string) => mayNavigate({ url, isMainFrame: false })
    expect(inFrame('preview://document/0a')).toBe(true)
    expect(inFrame('about:blank')).toBe(true)
    for (const url of ['preview://elsewhere/0a', 'app://sekisho/index.html', 'data:text/html,x'])
      expect(inFrame(url), url).toBe(false)
  })
})

describe('loading (E02, E13)', () => {
  it.each([
    ['app://sekisho/assets/a.js', 'script', true],
    ['preview://document/0a', 'subFrame', true],
    ['data:image/png;base64,x', 'image', true],
    ['blob:app://sekisho/x', 'image', true],
    ['data:text/javascript,x', 'script', false],
    ['data:text/html,x', 'subFrame', false],
    ['app://sekisho.evil/x', 'script', false],
    ['https://example.com/x.png', 'image', false],
    ['http://127.0.0.1/', 'xhr', false],
    ['ws://127.0.0.1/', 'webSocket', false],
    ['file:///etc/passwd', 'mainFrame', false],
    ['ftp://example.com/', 'mainFrame', false],
    ['chrome://gpu', 'mainFrame', false],
  ])('%s as %s: %s', (url, type, expected) => expect(mayLoad(url, type)).toBe(expected))
})

describe('permissions (E05)', () => {
  it('only writing sanitised text to the clipboard', () => {
    expect(isPermitted('clipboard-sanitized-write')).toBe(true)
    for (const name of ['clipboard-read', 'notifications', 'media', 'geolocation', 'unknown', ''])
      expect(isPermitted(name), name).toBe(false)
  })
})

describe('senders (E08)', () => {
  const ours = { url: 'app://sekisho/index.html#/lists', isMainFrame: true, isOurWindow: true }

  it('trusts the main frame of our own page in our own window', () => {
    expect(isTrustedSender(ours)).toBe(true)
  })

  it.each([
    { isMainFrame: false },
    { isOurWindow: false },
    { url: 'https://example.com/' },
    { url: 'app://sekisho.evil/' },
    { url: 'app://sekisho' },
    { url: 'preview://document/0a' },
    { url: 'about:blank' },
    { url: '' },
  ])('refuses %o', (difference) => {
    expect(isTrustedSender({ ...ours, ...difference })).toBe(false)
  })
})
