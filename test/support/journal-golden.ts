import { createHash } from 'node:crypto'
import type { RecordHeader, RecordKind } from '../../main/journal/record.ts'
import { recordKinds, workstationKinds } from '../../main/journal/record.ts'
import { signRecord } from '../../main/journal/signature.ts'
import { encryptBlob, seal, sealingKeyFromSecret } from '../../main/vault/vault.ts'
import { seededRandom } from './random.ts'
import { recordSamples } from './record-samples.ts'
import {
  atOf,
  hashOfEnvelope,
  keyOf,
  makeDirectory,
  makePolicy,
  makeRoot,
} from './signed-chains.ts'

/**
 * A whole share with every kind of record and every envelope, from fixed keys: byte for byte what
 * docs/journal-format.md describes. A key's seed is the SHA-256 of its owner's name.
 */
export function makeGoldenShare(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const root1 = makeRoot()
  const org = hashOfEnvelope(root1)
  const directory1 = makeDirectory(org)
  const policy1 = makePolicy(org)
  const versionOf = (n: number, bytes: Uint8Array) => ({ n, hash: hashOfEnvelope(bytes) })
  const root2 = makeRoot({
    after: root1,
    signers: ['root', 'root-2'],
    body: {
      rootKeys: [keyOf('root-2').publicKey],
      directory: versionOf(1, directory1),
      policy: versionOf(1, policy1),
    },
  })
  const directory2 = makeDirectory(org, { after: directory1, members: ['admin', 'bob'] })
  const policy2 = makePolicy(org, { after: policy1, body: { entries: goldenEntries } })
  for (const [chain, versions] of [
    ['root', [root1, root2]],
    ['directory', [directory1, directory2]],
    ['policy', [policy1, policy2]],
  ] as const)
    for (const [at, bytes] of versions.entries()) {
      files.set(`v1/${chain}/${fileName(at + 1, bytes)}`, bytes)
      const first = chain === 'root' && at === 0
      const claim = first ? 'sekisho root 1' : `${org} ${chain} ${at + 1}`
      files.set(`v1/claim/${sha256(Buffer.from(claim))}`, bytes)
    }
  for (const [path, bytes] of makeLogs(org)) files.set(path, bytes)
  const blob = makeGoldenBlob()
  files.set(`v1/blob/${sha256(blob).slice(0, 2)}/${sha256(blob)}`, blob)
  return files
}

const goldenEntries = (['route', 'sender'] as const).map((kind) => ({
  ...{ kind, id: `${kind}-1`, digest: 'ab'.repeat(32), since: atOf(2) },
}))

/** Every kind once, in the order of their names; those of a workstation a second time without a member. */
function makeLogs(org: string): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const logs = new Map<string, { seq: number; hash: string }>()
  const add = (kind: string, body: unknown, who: 'admin' | 'bob', member: string | null, v = 1) => {
    const workstation = `w-${who}`
    const last = logs.get(workstation)
    const seq = (last?.seq ?? 0) + 1
    const others = [...logs].filter(([other]) => other !== workstation)
    const header = {
      org,
      ...{ kind, v, member, workstation, seq },
      prev: last?.hash ?? null,
      at: new Date(Date.parse('2026-11-24T01:00:00Z') + seq * 1000).toISOString(),
      heads: seq % 3 === 0 ? Object.fromEntries(others) : {},
    } as RecordHeader
    const keys = {
      member: member === null ? null : keyOf(member),
      workstation: keyOf(workstation),
    }
    const bytes = signRecord({ header, body: body as { request: string } }, keys)
    logs.set(workstation, { seq, hash: hashOfEnvelope(bytes) })
    files.set(`v1/log/${workstation}/202611/${fileName(seq, bytes)}`, bytes)
  }
  const enrolment = {
    ...recordSamples.enrolment,
    signKey: keyOf('bob').publicKey,
    workstationSignKey: keyOf('w-bob').publicKey,
  }
  add('enrolment', enrolment, 'bob', 'bob')
  const acts = recordKinds.filter(
    (kind): kind is Exclude<RecordKind, 'enrolment'> => kind !== 'enrolment',
  )
  for (const [at, kind] of acts.entries()) {
    const who = at % 2 === 0 ? 'admin' : 'bob'
    add(kind, recordSamples[kind], who, who)
    if (workstationKinds.has(kind)) add(kind, recordSamples[kind], who, null)
  }
  // Of tomorrow: a kind and a version that this Sekisho does not know.
  add('kind-of-the-future', { request: 'ab'.repeat(32), anything: [1] }, 'bob', 'bob')
  add('stop', { request: 'ab'.repeat(32), scope: 'all' }, 'bob', 'bob', 2)
  return files
}

const golden = {
  secret: Buffer.alloc(32, 0x11),
  contentKey: Buffer.alloc(32, 0x33),
  context: 'golden/context',
  plaintext: Buffer.from('関所 – the gate'),
}

/** To one reader, whose X25519 secret is 32 times 0x11. */
export function makeGoldenSealed(): Uint8Array {
  const { secret, context, plaintext } = golden
  const readers = [sealingKeyFromSecret(secret).publicKey]
  return seal({ readers, context, plaintext, random: seededRandom('golden sealed') })
}

/** Under the content key of 32 times 0x33. */
export function makeGoldenBlob(): Uint8Array {
  const { contentKey, context, plaintext } = golden
  return encryptBlob({ contentKey, context, plaintext, random: seededRandom('golden blob') })
}

function fileName(n: number, bytes: Uint8Array): string {
  return `${String(n).padStart(10, '0')}-${sha256(bytes).slice(0, 32)}.rec`
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
