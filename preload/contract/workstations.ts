import * as v from 'valibot'
import { Words } from './app.ts'
import { Code, channel, FileToken, Hash, Id, Instant, Nothing, Password } from './channel.ts'

/** What a new PC shows while it waits for its member's keys. */
export const HandOverBegun = v.strictObject({
  /** To be typed at the old PC: where the request lies. */
  code: v.string(),
  organizationName: v.string(),
  /** The organization's fingerprint. */
  organizationWords: Words,
  /** Of the request: the old PC has to show the same. */
  words: Words,
})
export type HandOverBegun = v.InferOutput<typeof HandOverBegun>

export const WorkstationView = v.strictObject({
  id: Id,
  name: v.string(),
  status: v.picklist(['active', 'revoked']),
  memberNames: v.array(v.string()),
  /** Whether it is the one that asks. */
  isThis: v.boolean(),
  /** When it last signed something; null when nothing of it is known here. */
  signedAt: v.nullable(Instant),
})
export type WorkstationView = v.InferOutput<typeof WorkstationView>

const problems = ['identity', 'journal', 'vault', 'policy'] as const

export const workstationsChannels = {
  /** This new PC asks for the keys of somebody who is a member already. */
  'identity.begin-hand-over': channel({
    input: v.strictObject({ storeFolder: FileToken, password: Password }),
    output: HandOverBegun,
    access: 'anyone',
    problems,
  }),
  /** The member whose keys have come; null as long as none have. */
  'identity.receive-hand-over': channel({
    input: Nothing,
    output: v.strictObject({ memberName: v.nullable(v.string()) }),
    access: 'anyone',
    problems,
  }),
  /** A code of the member's own authenticator: the keys are theirs. */
  'identity.complete-hand-over': channel({
    input: v.strictObject({ code: Code }),
    output: Nothing,
    access: 'anyone',
    problems,
  }),
  /** On the old PC: what a new one has left under this code. */
  'identity.look-at-hand-over': channel({
    input: v.strictObject({ transferCode: v.pipe(v.string(), v.trim(), v.maxLength(40)) }),
    output: v.strictObject({ request: Hash, words: Words }),
    access: 'member',
    problems,
  }),
  /** Seals one's own keys to the PC whose words were compared. */
  'identity.hand-over': channel({
    input: v.strictObject({ request: Hash, password: Password, code: Code }),
    output: Nothing,
    access: 'member',
    problems,
  }),
  'governance.workstations': channel({
    input: Nothing,
    output: v.array(WorkstationView),
    access: ['administrator'],
    problems: ['journal'],
  }),
  /**
   * Nothing that the PC signs counts any more, and nobody signs in on it; its members go on elsewhere.
   * What it signed from `distrustedFrom` on grants nothing either. Null: all on record stays good.
   */
  'governance.revoke-workstation': channel({
    input: v.strictObject({
      workstation: Id,
      distrustedFrom: v.nullable(Instant),
      code: Code,
    }),
    output: Nothing,
    access: ['administrator'],
    problems,
  }),
}
