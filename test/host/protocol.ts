import { isReady } from './lifecycle.ts'
import { isStandardScheme, registerScheme } from './scheme.ts'
import { type Members, strict } from './strict.ts'

export type ProtocolHandler = (request: Request) => Response | Promise<Response>

export class HostProtocol implements Members<Electron.Protocol> {
  readonly handlers = new Map<string, ProtocolHandler>()

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) registerScheme(scheme, privileges ?? {})
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    if (this.handlers.has(scheme)) throw new Error('The scheme has been registered')
    if (!isStandardScheme(scheme)) throw new Error('test host: only standard schemes')
    this.handlers.set(scheme, handler)
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme)
  }
}

export function makeProtocol(): HostProtocol {
  return strict('protocol', new HostProtocol())
}
