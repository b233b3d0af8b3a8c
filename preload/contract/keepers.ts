import * as v from 'valibot'
import { Words } from './app.ts'
import { Code, Count, channel, FileToken, Id, Line, Nothing, Password } from './channel.ts'
import { TotpSecret } from './totp-secret.ts'

const positive = (max: number) => v.pipe(Count, v.minValue(1), v.maxValue(max))

/** How many people keep the organization's key, and how many of them have to come together. */
export const KeeperRule = v.pipe(
  v.strictObject({ count: positive(20), threshold: positive(20) }),
  v.check(({ count, threshold }) => threshold <= count),
)
export type KeeperRule = v.InferOutput<typeof KeeperRule>

/** What one keeper prints, shown once. The words count through: 1 to 24, then 25 to 49. */
export const KeeperSheet = v.strictObject({
  /** 1-based, of `count`. */
  number: Count,
  count: Count,
  threshold: Count,
  /** A key of the root as 24 words (BIP 39). */
  rootWords: Words,
  /** A share of the recovery group's key as 25 words. */
  recoveryWords: Words,
  /** The words that have to be typed back. */
  readBackPositions: v.array(Count),
})
export type KeeperSheet = v.InferOutput<typeof KeeperSheet>

/** A sheet as it was typed, whole or the part that is asked for, or its file. */
export const KeeperProof = v.variant('kind', [
  v.strictObject({
    kind: v.literal('words'),
    words: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(60)),
  }),
  v.strictObject({ kind: v.literal('file'), file: FileToken, passphrase: Password }),
])
export type KeeperProof = v.InferOutput<typeof KeeperProof>
export const KeeperProofs = v.pipe(v.array(KeeperProof), v.minLength(1), v.maxLength(20))

/** What somebody with a new second factor has to put away. */
export const SecondFactorBegun = v.strictObject({
  totp: TotpSecret,
  recoveryCodes: v.array(v.string()),
  organizationName: v.string(),
  /** The organization's fingerprint. */
  words: Words,
})

/** The organization in a store, as its sheets have opened it. */
export const OrganizationFound = v.strictObject({
  organizationName: v.string(),
  words: Words,
  members: v.array(v.strictObject({ id: Id, name: v.string(), isAdministrator: v.boolean() })),
})
export type OrganizationFound = v.InferOutput<typeof OrganizationFound>

const problems = ['identity', 'journal', 'vault', 'lists', 'policy'] as const

/**
 * The ceremony of the organization's key, and what its sheets are good for later. Whoever has sheets
 * has them before any login: the sheets are the proof.
 */
export const keepersChannels = {
  /** The words at the positions that were asked for, of a sheet of the ceremony under way. */
  'keepers.read-back': channel({
    input: v.strictObject({
      sheet: Count,
      words: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(4)),
    }),
    output: Nothing,
    access: 'anyone',
    problems,
  }),
  /** Writes a sheet as a file under a passphrase, and opens it again. Null when cancelled. */
  'keepers.save-file': channel({
    input: v.strictObject({ sheet: Count, passphrase: Password }),
    output: v.nullable(v.strictObject({ path: v.string() })),
    access: 'anyone',
    problems,
  }),
  /** Null when cancelled. */
  'keepers.choose-file': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ file: FileToken, name: v.string() })),
    access: 'anyone',
    problems,
  }),
  /** How many sheets open this PC's vault; null: none ever will. */
  'keepers.sheets-needed': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ threshold: Count })),
    access: 'anyone',
    problems,
  }),
  /** A member of this PC who has forgotten the password. */
  'keepers.begin-recovery': channel({
    input: v.strictObject({ member: Id, proofs: KeeperProofs, password: Password }),
    output: SecondFactorBegun,
    access: 'anyone',
    problems,
  }),
  /**
   * The member's data opens with the new password. words: what an administrator compares before the
   * new keys count; null: whole sheets were an administrator's, and nobody else is asked.
   */
  'keepers.complete-recovery': channel({
    input: v.strictObject({ code: Code }),
    output: v.strictObject({ words: v.nullable(Words) }),
    access: 'anyone',
    problems,
  }),
  /** On a PC without a vault: enough whole sheets open what the store has of the organization. */
  'keepers.find-organization': channel({
    input: v.strictObject({ storeFolder: FileToken, proofs: KeeperProofs }),
    output: OrganizationFound,
    access: 'anyone',
    problems,
  }),
  'keepers.begin-takeover': channel({
    input: v.strictObject({ member: Id, password: Password }),
    output: SecondFactorBegun,
    access: 'anyone',
    problems,
  }),
  /** The member is the administrator, with new keys on this PC, and signed in. */
  'keepers.complete-takeover': channel({
    input: v.strictObject({ code: Code }),
    output: Nothing,
    access: 'anyone',
    problems,
  }),
  /** New keys for other keepers, in memory until complete-rotation. */
  'keepers.begin-rotation': channel({
    input: v.strictObject({ rule: KeeperRule }),
    output: v.strictObject({ sheets: v.array(KeeperSheet), organizationName: Line }),
    access: ['administrator'],
    problems,
  }),
  /** The next root, signed by enough sheets of the present one and by all new keys. */
  'keepers.complete-rotation': channel({
    input: v.strictObject({
      proofs: KeeperProofs,
      code: Code,
    }),
    output: Nothing,
    access: ['administrator'],
    problems,
  }),
}
