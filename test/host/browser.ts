import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { announceTraffic } from '../support/announced-traffic.ts'
import { Cdp, type Channel, ignoreGone } from './cdp.ts'
import { launchChromium } from './chromium.ts'

/** The one Chromium of this process, once it runs. */
interface Browser {
  readonly process: ChildProcess
  readonly cdp: Cdp
  readonly address: string
}

/** A page target that came up: our own window, or one that a page opened. */
export interface AttachedPage {
  readonly targetId: string
  readonly openerId: string | undefined
  readonly channel: Channel
}

let running: Browser | null = null
const attached = new Map<string, Channel>()
const waiting = new Map<string, (channel: Channel) => void>()
const popupListeners: ((page: AttachedPage) => void)[] = []
const goneListeners: ((targetId: string) => void)[] = []

export function browser(): Browser {
  if (running === null) throw new Error('test host: Chromium does not run yet')
  return running
}

export function runningBrowser(): Browser | null {
  return running
}

export function onPopup(listener: (page: AttachedPage) => void): void {
  popupListeners.push(listener)
}

export function onTargetGone(listener: (targetId: string) => void): void {
  goneListeners.push(listener)
}

/** Starts Chromium with an empty profile that goes away with this process. */
export async function startBrowser(switches: readonly string[]): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'sekisho-host-'))
  const headed = process.env.HOST_HEADED === '1'
  const chromium = launchChromium({ profile, switches, headed })
  process.on('exit', () => {
    chromium.process.kill('SIGKILL')
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  })
  const address = await chromium.address
  announceTraffic('127.0.0.1', new URL(address).port, 'DevTools of the host')
  const cdp = await Cdp.connect(address)
  running = { process: chromium.process, cdp, address }
  await followTargets(cdp)
  return running
}

/** The session of a target that was just made; auto-attach brings it. */
export function channelOf(targetId: string): Promise<Channel> {
  const known = attached.get(targetId)
  if (known !== undefined) return Promise.resolve(known)
  return new Promise((resolve) => waiting.set(targetId, resolve))
}

async function followTargets(cdp: Cdp): Promise<void> {
  cdp.browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const channel = cdp.session(sessionId)
    if (targetInfo.type !== 'page') {
      channel.send('Runtime.runIfWaitingForDebugger').catch(ignoreGone)
      return
    }
    const { targetId, openerId } = targetInfo
    if (openerId !== undefined) {
      silence(channel)
      for (const listener of popupListeners) listener({ targetId, openerId, channel })
      return
    }
    attached.set(targetId, channel)
    waiting.get(targetId)?.(channel)
  })
  cdp.browser.on('Target.targetDestroyed', ({ targetId }) => {
    attached.delete(targetId)
    for (const listener of goneListeners) listener(targetId)
  })
  await cdp.browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  })
  await cdp.browser.send('Target.setDiscoverTargets', { discover: true })
}

/** A window that a page opened loads nothing while it waits for its end. */
function silence(channel: Channel): void {
  channel.on('Fetch.requestPaused', ({ requestId }) => {
    channel
      .send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
      .catch(ignoreGone)
  })
  channel.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }).catch(ignoreGone)
}
