import { EventEmitter } from 'node:events'
import type { Session, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { lockNavigation, mayLoad, mayNavigate } from '../../../main/shell/navigation-lock.ts'
import { isPermitted, lockSession } from '../../../main/shell/permission-lock.ts'
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

describe('the contents of a window (E06)', () => {
  /** The part of a WebContents that the lock touches: its events and its window.open. */
  function lockedContents() {
    const seen = { opened: null as unknown, webRtc: '', isClosed: false }
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (decide: (details: object) => unknown) => {
        seen.opened = decide({ url: 'https://example.com/' })
      },
      setWebRTCIPHandlingPolicy: (policy: string) => {
        seen.webRtc = policy
      },
      close: () => {
        seen.isClosed = true
      },
    })
    lockNavigation(contents as unknown as WebContents)
    return { contents, seen }
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'E06 %s is prevented',
    (name) => {
      const { contents } = lockedContents()
      let isPrevented = false
      const preventDefault = () => {
        isPrevented = true
      }
      contents.emit(name, { url: 'https://example.com/', isMainFrame: true, preventDefault })
      expect(isPrevented).toBe(true)
    },
  )

  it('E06 no second window, no address of this PC by WebRTC, and closed when it left its page', () => {
    const { contents, seen } = lockedContents()
    expect(seen).toEqual({
      opened: { action: 'deny' },
      webRtc: 'disable_non_proxied_udp',
      isClosed: false,
    })
    contents.emit('did-navigate', {}, 'app://sekisho/index.html')
    expect(seen.isClosed).toBe(false)
    contents.emit('did-navigate', {}, 'https://example.com/')
    expect(seen.isClosed).toBe(true)
  })
})

describe('the session of the window (E05, E13, E18)', () => {
  type Answer = (answer: unknown) => void

  /** Everything that the lock sets on a session, as Electron would ask it. */
  async function lockedSession() {
    const set: Record<string, unknown[]> = {}
    const keep =
      (name: string) =>
      (...args: unknown[]) => {
        set[name] = args
      }
    const session = Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setDisplayMediaRequestHandler: keep('display'),
      setSpellCheckerEnabled: keep('spelling'),
      setSpellCheckerDictionaryDownloadURL: keep('dictionaries'),
      setProxy: keep('proxy'),
      webRequest: { onBeforeRequest: keep('load') },
    })
    await lockSession(session as unknown as Session, true)
    /** What the handler answers, by its return value or its callback. */
    const ask = (name: string, ...args: unknown[]) => {
      let answered: unknown
      const answer: Answer = (value) => {
        answered = value
      }
      const handler = set[name]?.[0] as (...all: unknown[]) => unknown
      return handler(...args, answer) ?? answered
    }
    return { session, set, ask }
  }

  it('E05 asks, checks, devices and screens: only sanitised text to the clipboard', async () => {
    const { ask } = await lockedSession()
    for (const name of ['media', 'geolocation', 'notifications', 'usb', 'hid', 'clipboard-read']) {
      expect(ask('request', {}, name), name).toBe(false)
      expect(ask('check', {}, name), name).toBe(false)
    }
    expect(ask('request', {}, 'clipboard-sanitized-write')).toBe(true)
    expect(ask('device', {})).toBe(false)
    expect(ask('display', {})).toEqual({})
  })

  it('E13 E18 cancels what is not ours, downloads nothing, asks no dictionary and no proxy', async () => {
    const { session, set, ask } = await lockedSession()
    const load = (url: string, resourceType: string) => ask('load', { url, resourceType })
    expect(load('https://example.com/x.png', 'image')).toEqual({ cancel: true })
    expect(load('app://sekisho/index.html', 'mainFrame')).toEqual({ cancel: false })
    expect(set.spelling).toEqual([false])
    expect(set.dictionaries?.[0]).toMatch(/^app:/)
    expect(set.proxy).toEqual([{ mode: 'direct' }])
    let isPrevented = false
    session.emit('will-download', { preventDefault: () => (isPrevented = true) })
    expect(isPrevented).toBe(true)
    let access = ''
    session.emit('file-system-access-restricted', {}, {}, (answer: string) => (access = answer))
    expect(access).toBe('deny')
  })
})

describe('loading (E02, E03, E13)', () => {
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
    ['about:blank', 'mainFrame', false],
    ['filesystem:app://sekisho/temporary/x', 'image', false],
    ['wss://example.com/', 'webSocket', false],
    ['https://example.com/x', 'ping', false],
    ['data:text/css,x', 'stylesheet', false],
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
