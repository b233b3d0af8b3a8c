import { get } from 'node:https'
import { isIPv6 } from 'node:net'
import { getCACertificates } from 'node:tls'
import type { DnsClient } from './dns-client.ts'
import { findAddresses } from './mail-hosts.ts'

/** How the web servers of MTA-STS are reached. Only tests have it otherwise than usual. */
export interface StsFetchPlace {
  readonly port: number
  /** PEM of the only authority; null: those that the operating system trusts. */
  readonly ca: string | null
}

export type StsFetched = { readonly text: string } | { readonly fault: string }

const sizeBytesMax = 64 * 1024
const timeoutMs = 20_000

/**
 * Fetches a domain's policy as RFC 8461 section 3.3 wants it: HTTPS with a certificate that is good
 * for `mta-sts.<domain>`, status 200, text/plain, no redirect followed, at most 64 KiB, the whole of
 * it within 20 s. The address comes from our own resolver; no proxy and no cookie has a part in it.
 */
export async function fetchStsPolicy(
  dns: DnsClient,
  domain: string,
  place: StsFetchPlace,
): Promise<StsFetched> {
  const host = `mta-sts.${domain}`
  const found = await findAddresses(dns, host)
  if (found.kind === 'unsure') return { fault: `DNS: ${found.reason}` }
  const [address] = found.addresses
  return address === undefined ? { fault: 'DNS: no address' } : ask(host, address, place)
}

function ask(host: string, address: string, { port, ca }: StsFetchPlace): Promise<StsFetched> {
  return new Promise((resolve) => {
    const end = (fetched: StsFetched) => {
      clearTimeout(timer)
      resolve(fetched)
      call.destroy()
    }
    const timer = setTimeout(() => end({ fault: 'timed out' }), timeoutMs)
    const call = get(
      {
        ...{ host: address, port, servername: host, agent: false, family: isIPv6(address) ? 6 : 4 },
        path: '/.well-known/mta-sts.txt',
        headers: { host: port === 443 ? host : `${host}:${port}`, accept: 'text/plain' },
        ca: ca ?? systemAuthorities(),
        ...{ rejectUnauthorized: true, minVersion: 'TLSv1.2', maxHeaderSize: 16 * 1024 },
      },
      (response) => {
        const { statusCode = 0, headers } = response
        if (statusCode !== 200) return end({ fault: `HTTP ${statusCode}` })
        const type = headers['content-type'] ?? ''
        if (!/^text\/plain\s*(;|$)/i.test(type))
          return end({ fault: `Content-Type: ${type.slice(0, 80)}` })
        const parts: Buffer[] = []
        let sizeBytes = 0
        response.on('data', (part: Buffer) => {
          sizeBytes += part.length
          if (sizeBytes > sizeBytesMax) end({ fault: 'larger than 64 KiB' })
          else parts.push(part)
        })
        response.on('end', () =>
          end(
            response.complete
              ? { text: Buffer.concat(parts).toString('utf8') }
              : { fault: 'ended early' },
          ),
        )
        response.on('error', (error) => end({ fault: codeOf(error) }))
      },
    )
    call.on('error', (error) => end({ fault: codeOf(error) }))
  })
}

function systemAuthorities(): string[] | undefined {
  const system = getCACertificates('system')
  return system.length > 0 ? system : undefined
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.name
}
