import { createHash } from 'node:crypto'
import { signDocument } from '../../main/journal/directory.ts'
import type { DirectoryBody, RootBody, WrittenPolicy } from '../../main/journal/document.ts'
import { type SigningKey, signingKeyFromSeed } from '../../main/vault/vault.ts'
import { payloadOf } from './envelope.ts'

/** The three chains made by hand, so that a test can make them wrong. All keys come from names. */
export const keyOf = (name: string): SigningKey =>
  signingKeyFromSeed(createHash('sha256').update(name).digest())
const sealKeyOf = (name: string) => createHash('sha256').update(`seal ${name}`).digest('hex')

export const atOf = (n: number) => new Date(Date.parse('2026-01-01') + n * 1000).toISOString()
export const expiresAt = '2027-01-01T00:00:00.000Z'

/** SHA-256 of the payload. */
export function hashOfEnvelope(envelope: Uint8Array): string {
  const outer = JSON.parse(Buffer.from(envelope).toString())
  return createHash('sha256').update(Buffer.from(outer.payload, 'base64')).digest('hex')
}

interface Link {
  readonly after?: Uint8Array | null
  readonly signers?: readonly string[]
}

export function makeRoot(o: Link & { readonly body?: Partial<RootBody> } = {}): Uint8Array {
  const { n, prev } = headAfter(o.after)
  const body: RootBody = {
    type: 'root',
    n,
    prev,
    at: atOf(n),
    expiresAt,
    organizationName: 'Office',
    rootKeys: [keyOf('root').publicKey],
    rootThreshold: 1,
    administratorKeys: [keyOf('admin').publicKey],
    administratorThreshold: 1,
    directory: null,
    policy: null,
    ...o.body,
  }
  return signDocument(body, (o.signers ?? ['root']).map(keyOf))
}

export function makeDirectory(
  org: string,
  o: Link & { readonly body?: Partial<DirectoryBody>; readonly members?: readonly string[] } = {},
): Uint8Array {
  const { n, prev } = headAfter(o.after)
  const names = o.members ?? ['admin']
  const body: DirectoryBody = {
    type: 'directory',
    org,
    n,
    prev,
    at: atOf(n),
    expiresAt,
    members: names.map((id) => ({
      id,
      signKey: keyOf(id).publicKey,
      sealKey: sealKeyOf(id),
      roles: ['administrator', 'approver'],
      status: 'active',
      since: atOf(n),
      workstations: [`w-${id}`],
    })),
    workstations: names.map((id) => ({
      id: `w-${id}`,
      signKey: keyOf(`w-${id}`).publicKey,
      sealKey: sealKeyOf(`w-${id}`),
      status: 'active',
    })),
    sealed: 'AAAA',
    ...o.body,
  }
  return signDocument(body, (o.signers ?? ['admin']).map(keyOf))
}

export function makePolicy(
  org: string,
  o: Link & { readonly body?: Partial<WrittenPolicy> } = {},
): Uint8Array {
  const { n, prev } = headAfter(o.after)
  const body: WrittenPolicy = {
    type: 'policy',
    org,
    n,
    prev,
    at: atOf(n),
    expiresAt,
    rules: { coolingOffHours: 0, quorumMin: 1, storeGraceMinutes: 15, severities: {} },
    routeKeys: [],
    sealed: 'AAAA',
    ...o.body,
  }
  return signDocument(body, (o.signers ?? ['admin']).map(keyOf))
}

function headAfter(after: Uint8Array | null | undefined): { n: number; prev: string | null } {
  if (!after) return { n: 1, prev: null }
  return { n: Number(payloadOf(after).n) + 1, prev: hashOfEnvelope(after) }
}
