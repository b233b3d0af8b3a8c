import { randomBytes } from 'node:crypto'
import { browser, channelOf } from './browser.ts'
import { type Channel, ignoreGone } from './cdp.ts'
import {
  bindingName,
  isolatedWorld,
  isolatedWorldScript,
  mainWorldScript,
  openBindingName,
} from './page-scripts.ts'

interface PageTargetOptions {
  readonly width: number
  readonly height: number
  readonly preload: string | undefined
  /** Attaches the listeners while the new page still waits. */
  readonly listen: (channel: Channel, targetId: string) => void
  /** A script of the page called window.open. */
  readonly onWindowOpen: (webUrl: string) => void
  /** A frame of the page that lives in a process of its own. */
  readonly onFrame: (channel: Channel) => void
}

export interface PageTarget {
  readonly targetId: string
  readonly channel: Channel
  readonly resize: (width: number, height: number) => Promise<void>
}

const interceptAll = { patterns: [{ urlPattern: '*', requestStage: 'Request' as const }] }
const attachAll = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }

/** Makes a window of Chromium and prepares it while auto-attach holds it. */
export async function createPageTarget(options: PageTargetOptions): Promise<PageTarget> {
  const { width, height, preload, listen, onFrame, onWindowOpen } = options
  const { cdp } = browser()
  const { targetId } = await cdp.browser.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    width,
    height,
  })
  const channel = await channelOf(targetId)
  listen(channel, targetId)
  followFrames(channel, onFrame)
  const nonce = randomBytes(16).toString('hex')
  const openBinding = openBindingName(nonce)
  channel.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === openBinding) onWindowOpen(payload)
  })
  await Promise.all([
    channel.send('Page.enable'),
    channel.send('Inspector.enable'),
    channel.send('Runtime.enable'),
    channel.send('Fetch.enable', interceptAll),
    channel.send('Runtime.addBinding', { name: bindingName, executionContextName: isolatedWorld }),
    channel.send('Runtime.addBinding', { name: openBinding }),
    channel.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(nonce) }),
    preload === undefined
      ? undefined
      : channel.send('Page.addScriptToEvaluateOnNewDocument', {
          source: isolatedWorldScript(nonce, preload),
          worldName: isolatedWorld,
        }),
    channel.send('Target.setAutoAttach', attachAll),
    cdp.browser.send('Browser.setDownloadBehavior', { behavior: 'deny' }),
  ])
  const { windowId } = await cdp.browser.send('Browser.getWindowForTarget', { targetId })
  const resize = async (newWidth: number, newHeight: number) => {
    await cdp.browser
      .send('Browser.setContentsSize', { windowId, width: newWidth, height: newHeight })
      .catch(ignoreGone)
  }
  await resize(width, height)
  return { targetId, channel, resize }
}

/** Frames in other processes and workers come as targets of their own: watched before they run. */
function followFrames(channel: Channel, onFrame: (channel: Channel) => void): void {
  channel.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const child = browser().cdp.session(sessionId)
    void prepareChild(child, targetInfo.type, onFrame).catch(ignoreGone)
  })
}

async function prepareChild(
  child: Channel,
  type: string,
  onFrame: (channel: Channel) => void,
): Promise<void> {
  if (type === 'iframe') {
    onFrame(child)
    followFrames(child, onFrame)
    await child.send('Fetch.enable', interceptAll)
    await child.send('Target.setAutoAttach', attachAll)
  }
  await child.send('Runtime.runIfWaitingForDebugger')
}
