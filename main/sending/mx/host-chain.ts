import type { X509Certificate } from 'node:crypto'
import type { TlsRule } from '../../../preload/contract/transport.ts'
import { testTimeouts } from '../relay-test.ts'
import { endSession, openSession, SessionRefused } from '../smtp/session.ts'

/** A mail host as DNS names it, and how TLS begins there. */
export interface HostPlace {
  readonly host: string
  readonly address: string
  readonly port: number
  readonly tls: TlsRule
  /** By which name we greet it. */
  readonly clientName: string
}

/** The certificates that a host shows, its own first, whoever vouches for them; or why it shows none. Sends nothing. */
export async function showHostChain(
  place: HostPlace,
): Promise<readonly X509Certificate[] | { readonly fault: string }> {
  let shown: readonly X509Certificate[] = []
  const { host, port, tls, address, clientName } = place
  const target = {
    ...{ host, port, tls, ca: null, pins: [], credentials: null },
    receiver: {
      ...{ address, clientName, tls: 'required' as const },
      proof: {
        kind: 'judged' as const,
        judge(chain: readonly X509Certificate[]) {
          shown = chain
          return null
        },
      },
    },
  }
  try {
    await endSession(await openSession({ target, timeouts: testTimeouts }))
    return shown
  } catch (error) {
    if (!(error instanceof SessionRefused)) throw error
    const { code, params } = error.problem
    return { fault: 'detail' in params ? String(params.detail) : code }
  }
}
