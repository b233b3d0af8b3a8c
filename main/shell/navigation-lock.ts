import type { WebContents } from 'electron'
import { appOrigin, previewPrefix } from './origin.ts'

interface Navigation {
  readonly url: string
  readonly isMainFrame: boolean
}

/**
 * Where a page may go by itself: the window nowhere, not even to another page of the application
 * (it is one page); a frame to a message preview.
 */
export function mayNavigate({ url, isMainFrame }: Navigation): boolean {
  if (isMainFrame) return false
  return url.startsWith(previewPrefix) || url === 'about:blank'
}

/** Whether something may be loaded at all; the network is not for windows. */
export function mayLoad(url: string, resourceType: string): boolean {
  if (url.startsWith(`${appOrigin}/`) || url.startsWith(previewPrefix)) return true
  return resourceType === 'image' && /^(data|blob):/.test(url)
}

/** FAULTS E06: no navigation, no second window, no <webview>. */
export function lockNavigation(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event)) event.preventDefault()
  })
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // WebRTC is not subject to the content security policy.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.on('did-navigate', (_event, url) => {
    // Nothing leads here; if something did, the window does not stay there.
    if (!url.startsWith(`${appOrigin}/`) && url !== 'about:blank') contents.close()
  })
}
