import { type Channel, ignoreGone } from './cdp.ts'
import { policyToWeb, schemeOf, toApp, toHandlerInput } from './scheme.ts'
import type { HostSession } from './session.ts'

export interface PausedCall {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly postData?: string
  }
}

interface Interception {
  readonly paused: PausedCall
  readonly channel: Channel
  readonly session: HostSession
  readonly isMainFrame: boolean
  readonly contentsId: number
  /** Whether the application's navigation listeners let a document load; true for the rest. */
  readonly mayNavigate: () => boolean
}

/** Answers what Chromium wants to load: navigation events, webRequest, then the scheme's handler. */
export async function answerPaused(interception: Interception): Promise<void> {
  const { paused, channel } = interception
  const { requestId } = paused
  try {
    const answer = await decide(interception)
    if (answer === 'continue') await channel.send('Fetch.continueRequest', { requestId })
    else if (typeof answer === 'string')
      await channel.send('Fetch.failRequest', { requestId, errorReason: answer })
    else await channel.send('Fetch.fulfillRequest', { requestId, ...(await toWire(answer)) })
  } catch (error) {
    try {
      ignoreGone(error)
    } catch (unexpected) {
      console.error('test host: while answering', paused.request.url, unexpected)
      await channel
        .send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
        .catch(ignoreGone)
    }
  }
}

type Decision = Response | 'continue' | 'Aborted' | 'BlockedByClient' | 'Failed'

async function decide(interception: Interception): Promise<Decision> {
  const { paused, session } = interception
  const appUrl = toApp(paused.request.url)
  if (paused.resourceType === 'Document' && !interception.mayNavigate()) return 'Aborted'
  if (await isCancelled(interception, appUrl)) return 'BlockedByClient'
  if (appUrl === paused.request.url) return 'continue'
  const handler = session.protocol.handlers.get(schemeOf(appUrl))
  return handler === undefined ? 'Failed' : handler(toHandlerInput(paused.request))
}

function isCancelled(interception: Interception, url: string): Promise<boolean> {
  const { paused, session, isMainFrame, contentsId } = interception
  const listener = session.webRequest.beforeRequest
  if (listener === null) return Promise.resolve(false)
  const details = {
    id: 0,
    url,
    method: paused.request.method,
    resourceType: resourceTypeOf(paused, isMainFrame),
    webContentsId: contentsId,
    timestamp: Date.now(),
    referrer: '',
    uploadData: [],
  }
  return new Promise((resolve) => listener(details, ({ cancel }) => resolve(cancel === true)))
}

type ResourceType = Electron.OnBeforeRequestListenerDetails['resourceType']

function resourceTypeOf(paused: PausedCall, isMainFrame: boolean): ResourceType {
  const names: Readonly<Record<string, ResourceType>> = {
    Document: isMainFrame ? 'mainFrame' : 'subFrame',
    Stylesheet: 'stylesheet',
    Script: 'script',
    Image: 'image',
    Font: 'font',
    Media: 'media',
    XHR: 'xhr',
    Fetch: 'xhr',
    Ping: 'ping',
    CSPViolationReport: 'cspReport',
  }
  return names[paused.resourceType] ?? 'other'
}

async function toWire(response: Response) {
  const body = Buffer.from(await response.arrayBuffer()).toString('base64')
  const responseHeaders = [...response.headers].map(([name, value]) => ({
    name,
    value: name === 'content-security-policy' ? policyToWeb(value) : value,
  }))
  return { responseCode: response.status, responseHeaders, body }
}
