import { readFileSync, statSync } from 'node:fs'
import * as v from 'valibot'
import { Line } from '../../preload/contract/channel.ts'
import { KeeperRule } from '../../preload/contract/keepers.ts'
import { fail } from '../../preload/problem.ts'
import type { Ports } from '../ports.ts'
import {
  calibrateKdf,
  openWithPassphrase,
  PassphraseBox,
  sealWithPassphrase,
  writeDurably,
} from '../vault/vault.ts'
import type { ShareOnPaper } from './root-sheet.ts'

/** What one keeper keeps: a key of the root, and a share of the recovery group's key. */
export interface KeeperSecret {
  /** 32 bytes. */
  readonly seed: Uint8Array
  readonly share: ShareOnPaper
}

const Head = v.strictObject({
  v: v.literal(1),
  organization: Line,
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(20)),
  keepers: KeeperRule,
})
type Head = v.InferOutput<typeof Head>
const KeeperFile = v.strictObject({ head: Head, box: PassphraseBox })

const sizeBytesMax = 64 * 1024
const secretBytes = 32 + 1 + 32

/** Writes a keeper's file and reads it back: what it says when it resolves, it says on the disk. */
export async function writeKeeperFile(
  path: string,
  o: {
    readonly head: Omit<Head, 'v'>
    readonly secret: KeeperSecret
    readonly passphrase: string
    readonly ports: Pick<Ports, 'clock' | 'random'>
  },
): Promise<void> {
  const { random, clock } = o.ports
  const head: Head = { v: 1, ...o.head }
  const { seed, share } = o.secret
  const plaintext = Buffer.concat([seed, Uint8Array.of(share.position), share.value])
  const box = await sealWithPassphrase({
    passphrase: o.passphrase,
    context: contextOf(head),
    plaintext,
    cost: await calibrateKdf(clock, random),
    random,
  })
  writeDurably(path, `${JSON.stringify({ head, box }, null, 1)}\n`)
  const reading = await readKeeperFile(path, o.passphrase)
  const isSame = reading.kind === 'opened' && plaintext.equals(toBytes(reading.secret))
  plaintext.fill(0)
  if (!isSame) fail('identity.keeper-file-unproven', {})
}

export type KeeperReading =
  | { readonly kind: 'opened'; readonly secret: KeeperSecret }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'wrong-passphrase' }

export async function readKeeperFile(path: string, passphrase: string): Promise<KeeperReading> {
  const parsed = v.safeParse(KeeperFile, readJson(path))
  if (!parsed.success) return { kind: 'unreadable' }
  const { head, box } = parsed.output
  const plaintext = await openWithPassphrase(box, { passphrase, context: contextOf(head) })
  if (plaintext === null) return { kind: 'wrong-passphrase' }
  if (plaintext.length !== secretBytes) return { kind: 'unreadable' }
  const secret = {
    seed: Uint8Array.from(plaintext.subarray(0, 32)),
    share: { position: plaintext[32] ?? 0, value: Uint8Array.from(plaintext.subarray(33)) },
  }
  plaintext.fill(0)
  return { kind: 'opened', secret }
}

function readJson(path: string): unknown {
  try {
    if (statSync(path).size > sizeBytesMax) return null
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // Gone, not ours to read, or not JSON: to whoever chose it, it is no keeper's file.
    return null
  }
}

function toBytes({ seed, share }: KeeperSecret): Uint8Array {
  return Buffer.concat([seed, Uint8Array.of(share.position), share.value])
}

function contextOf(head: Head): string {
  return `keeper-file\0${JSON.stringify(head)}`
}
