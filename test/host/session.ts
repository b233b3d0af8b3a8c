import { EventEmitter } from 'node:events'
import { isReady } from './lifecycle.ts'
import { type HostProtocol, makeProtocol } from './protocol.ts'
import { schemeOf, toHandlerInput } from './scheme.ts'
import { type Members, strict } from './strict.ts'

type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void
type PermissionRequest = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>
type PermissionCheck = Parameters<Electron.Session['setPermissionCheckHandler']>[0]

/**
 * Only onBeforeRequest fires. Electron's header events do not fire for custom schemes
 * (electron#6021), and nothing else is ever loaded here.
 */
class HostWebRequest {
  beforeRequest: BeforeRequest | null = null

  onBeforeRequest(first: unknown, second?: unknown): void {
    if (second !== undefined) throw new Error('test host: webRequest filters are not implemented')
    this.beforeRequest = first as BeforeRequest | null
  }

  onHeadersReceived(): void {}

  onBeforeSendHeaders(): void {}
}

export class HostSession
  extends EventEmitter
  implements Members<Electron.Session, 'protocol' | 'webRequest' | 'fetch'>
{
  readonly protocol: HostProtocol = makeProtocol()
  readonly webRequest: HostWebRequest = strict('session.webRequest', new HostWebRequest())
  readonly partition: string
  permissionRequest: PermissionRequest | null = null
  permissionCheck: PermissionCheck = null
  spellChecker = true

  constructor(partition: string) {
    super()
    this.partition = partition
  }

  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.permissionRequest = handler
  }

  setPermissionCheckHandler(handler: PermissionCheck): void {
    this.permissionCheck = handler
  }

  setDevicePermissionHandler(): void {}

  setDisplayMediaRequestHandler(): void {}

  setSpellCheckerEnabled(enable: boolean): void {
    this.spellChecker = enable
  }

  isSpellCheckerEnabled(): boolean {
    return this.spellChecker
  }

  setSpellCheckerDictionaryDownloadURL(): void {}

  async setProxy(): Promise<void> {}

  /** Custom schemes only: nothing of this host goes out. */
  async fetch(url: string): Promise<Response> {
    const handler = this.protocol.handlers.get(schemeOf(url))
    if (handler === undefined) throw new Error('net::ERR_UNKNOWN_URL_SCHEME')
    return handler(toHandlerInput({ url, method: 'GET', headers: {} }))
  }

  async clearCache(): Promise<void> {}

  async clearStorageData(): Promise<void> {}

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:')
  }
}

const sessions = new Map<string, HostSession>()

function fromPartition(partition: string): HostSession {
  if (!isReady()) throw new Error('Session can only be received when app is ready')
  const known = sessions.get(partition)
  if (known !== undefined) return known
  const made = strict('session', new HostSession(partition))
  sessions.set(partition, made)
  return made
}

export const session = strict('session', {
  fromPartition,
  get defaultSession(): HostSession {
    return fromPartition('')
  },
})

/** The protocol of the default session; registerSchemesAsPrivileged works before app is ready. */
export const protocol = strict(
  'protocol',
  Object.assign(makeProtocol(), {
    handle: (...args: Parameters<HostProtocol['handle']>) =>
      session.defaultSession.protocol.handle(...args),
  }),
)
