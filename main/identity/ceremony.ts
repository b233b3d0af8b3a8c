import type { Language } from '../../preload/contract/app.ts'
import type { KeeperRule, KeeperSheet } from '../../preload/contract/keepers.ts'
import { fail } from '../../preload/problem.ts'
import type { Ports, Random } from '../ports.ts'
import { makeRecoveryGroup, type SigningKey, signingKeyFromSeed } from '../vault/vault.ts'
import { type KeeperSecret, writeKeeperFile } from './keeper-file.ts'
import {
  isSameWord,
  pickReadBackPosition,
  rootWordCount,
  shareWordCount,
  toRootSheet,
  toShareWords,
} from './root-sheet.ts'

interface Keeper {
  readonly secret: KeeperSecret
  readonly view: KeeperSheet
  /** Words were typed back from the paper, or the file was opened again. */
  isProven: boolean
}

/**
 * New keys for the keepers of an organization: in memory alone, until every keeper has proved that
 * their sheet or file is good. See endCeremony.
 */
export interface Ceremony {
  readonly organizationName: string
  readonly rule: KeeperRule
  readonly rootKeys: readonly SigningKey[]
  readonly recovery: {
    readonly sealKey: string
    readonly threshold: number
    readonly shares: number
  }
  readonly keepers: readonly Keeper[]
}

export async function makeCeremony(o: {
  readonly organizationName: string
  readonly rule: KeeperRule
  readonly language: Language
  readonly random: Random
}): Promise<Ceremony> {
  const { rule, random } = o
  const group = await makeRecoveryGroup({ ...rule, random })
  const keepers = group.shares.map((share, at) => {
    const secret = { seed: random.bytes(32), share }
    const view = {
      number: at + 1,
      ...rule,
      rootWords: toRootSheet(secret.seed, o.language),
      recoveryWords: toShareWords(share, o.language),
      readBackPositions: [
        pickReadBackPosition(random),
        rootWordCount + pickReadBackPosition(random, shareWordCount),
      ],
    }
    return { secret, view, isProven: false }
  })
  return {
    organizationName: o.organizationName,
    rule,
    rootKeys: keepers.map(({ secret }) => signingKeyFromSeed(secret.seed)),
    recovery: { sealKey: group.publicKey, threshold: rule.threshold, shares: rule.count },
    keepers,
  }
}

/** Fails with `identity.word-mismatch` for the first word that is another. */
export function readBack(
  ceremony: Ceremony,
  input: { readonly sheet: number; readonly words: readonly string[] },
): void {
  const keeper = keeperAt(ceremony, input.sheet)
  const { rootWords, recoveryWords, readBackPositions } = keeper.view
  const words = [...rootWords, ...recoveryWords]
  for (const [at, position] of readBackPositions.entries())
    if (!isSameWord(input.words[at] ?? '', words[position - 1] ?? ''))
      fail('identity.word-mismatch', { position })
  keeper.isProven = true
}

export async function saveKeeperFile(
  ceremony: Ceremony,
  input: { readonly sheet: number; readonly passphrase: string; readonly path: string },
  ports: Pick<Ports, 'clock' | 'random'>,
): Promise<void> {
  const keeper = keeperAt(ceremony, input.sheet)
  const { organizationName: organization, rule } = ceremony
  await writeKeeperFile(input.path, {
    head: { organization, number: input.sheet, keepers: rule },
    secret: keeper.secret,
    passphrase: input.passphrase,
    ports,
  })
  keeper.isProven = true
}

/** Fails with `identity.sheet-unproven` while a keeper has proved nothing. */
export function requireProven(ceremony: Ceremony): void {
  const open = ceremony.keepers.find((each) => !each.isProven)
  if (open) fail('identity.sheet-unproven', { number: open.view.number })
}

/** The keys are on paper and in files, and nowhere here any more. */
export function endCeremony(ceremony: Ceremony): void {
  for (const { secret } of ceremony.keepers) {
    secret.seed.fill(0)
    secret.share.value.fill(0)
  }
}

export function sheetsOf(ceremony: Ceremony): KeeperSheet[] {
  return ceremony.keepers.map(({ view }) => view)
}

function keeperAt(ceremony: Ceremony, number: number): Keeper {
  return ceremony.keepers[number - 1] ?? fail('identity.nothing-begun', {})
}
