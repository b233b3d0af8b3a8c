import * as v from 'valibot'
import { Count, channel, FileToken, Id, Instant, Nothing, passwordActs, Role } from './channel.ts'
import { SampleState } from './sample.ts'

export const Language = v.picklist(['ja', 'en'])
export type Language = v.InferOutput<typeof Language>
/** contrast: as Windows' contrast themes, for whoever may not set one there. */
export const Theme = v.picklist(['system', 'light', 'dark', 'contrast'])
export type Theme = v.InferOutput<typeof Theme>
/** How tall the rows of tables are. */
export const Density = v.picklist(['comfortable', 'compact'])
export type Density = v.InferOutput<typeof Density>
/** What is shown after a login. */
export const StartPage = v.picklist(['home', 'contacts', 'campaigns', 'approvals', 'releases'])
export type StartPage = v.InferOutput<typeof StartPage>
/** Minutes without a sign of life after which this person's PC locks; the policy's are the most. */
export const IdleMinutes = v.pipe(Count, v.minValue(1), v.maxValue(60))

/** Four words of a digest, to be compared by two persons by voice. */
export const Words = v.array(v.string())

/** Why somebody cannot try now: for a time, until another administrator unlocks, or at all. */
export const Lockout = v.strictObject({
  kind: v.picklist(['wait', 'locked', 'locked-for-good']),
  untilAt: v.nullable(Instant),
})
export type Lockout = v.InferOutput<typeof Lockout>

/** Everything the frame of the window needs to know to decide what to show. */
export const AppState = v.strictObject({
  /**
   * first-run: no vault here. waiting: enrolled here, not yet admitted by an administrator.
   * locked: a password is needed. code: the password was right, six digits are needed.
   */
  phase: v.picklist(['first-run', 'waiting', 'locked', 'code', 'signed-in']),
  organization: v.nullable(v.strictObject({ name: v.string(), words: Words })),
  workstation: v.nullable(v.strictObject({ id: Id, name: v.string() })),
  /** Who can log in on this PC. */
  members: v.array(
    v.strictObject({
      id: Id,
      name: v.string(),
      admitted: v.boolean(),
      lockout: v.nullable(Lockout),
    }),
  ),
  /** Who can unlock somebody, as the last login on this PC knew it. */
  administrators: v.array(v.strictObject({ id: Id, name: v.string() })),
  session: v.nullable(
    v.strictObject({
      member: Id,
      name: v.string(),
      roles: v.array(Role),
      lockAt: Instant,
      /** As late as the policy, this PC's and what is built in allow. */
      idleMinutesMax: Count,
      /** Acts that need the password besides a code, and until when the last entry of it counts. */
      passwordFor: v.array(v.picklist(passwordActs)),
      passwordUntil: Instant,
    }),
  ),
  /** With phase code: the clock is more than a day past every time that is known. To be warned of. */
  clockJump: v.nullable(v.strictObject({ knownAt: Instant, nowAt: Instant })),
  /** The words that the waiting person reads to the administrator. */
  enrolmentWords: v.nullable(Words),
  /** Until when those words count; who waits longer asks anew. */
  enrolmentUntil: v.nullable(Instant),
  store: v.nullable(
    v.strictObject({
      folder: v.string(),
      status: v.picklist(['online', 'offline', 'alarm']),
      /** Since when there is an alarm, or else since when it is out of reach. */
      sinceAt: v.nullable(Instant),
      offlineSinceAt: v.nullable(Instant),
      /** Why it is out of reach. */
      problem: v.nullable(
        v.strictObject({
          code: v.string(),
          params: v.record(v.string(), v.union([v.string(), v.number()])),
        }),
      ),
      /** Records of ours that are not in the store yet. */
      outboxCount: Count,
    }),
  ),
  /** This PC has no keystore: its secret lies beside the vault, and a stolen disk has both. */
  isKeystorePlain: v.boolean(),
  /** What IT has fixed on this PC, as far as the frame shows it. */
  machine: v.strictObject({
    locksLanguage: v.boolean(),
    preventsCopy: v.boolean(),
    preventsPrinting: v.boolean(),
    /** One organization, by its fingerprint. */
    pinsOrganization: v.boolean(),
  }),
  preferences: v.strictObject({
    language: Language,
    theme: Theme,
    density: Density,
    startPage: StartPage,
    /** Null: as late as the policy allows. */
    idleMinutes: v.nullable(IdleMinutes),
  }),
  /** Null: a real organization, or none yet. */
  sample: v.nullable(SampleState),
  version: v.string(),
})
export type AppState = v.InferOutput<typeof AppState>

export const appChannels = {
  'app.state': channel({ input: Nothing, output: AppState, access: 'anyone', problems: [] }),
  'app.set-preferences': channel({
    input: v.strictObject({
      language: v.optional(Language),
      theme: v.optional(Theme),
      density: v.optional(Density),
      startPage: v.optional(StartPage),
      idleMinutes: v.optional(v.nullable(IdleMinutes)),
    }),
    output: AppState,
    access: 'anyone',
    problems: ['policy'],
  }),
  /** Opens the system's folder dialog; null when the person cancelled. */
  'app.choose-folder': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ folder: FileToken, path: v.string() })),
    access: 'anyone',
    problems: [],
  }),
}

/**
 * secret: a key or a code. shown: something selected on the screen, which can be from a list. Both are cleared soon.
 * public: what is meant to be given away, such as a record for the DNS.
 */
export const CopiedKind = v.picklist(['secret', 'shown', 'public'])
export type CopiedKind = v.InferOutput<typeof CopiedKind>

export const clipboardChannels = {
  'clipboard.copy': channel({
    input: v.strictObject({
      text: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000_000)),
      kind: CopiedKind,
    }),
    output: Nothing,
    access: 'anyone',
    problems: ['policy'],
  }),
}

/** What support gets of this PC: read by a person before it is saved. */
export const diagnosticsChannels = {
  /** Works before anybody has logged in, too; says more afterwards. */
  'diagnostics.prepare': channel({
    input: Nothing,
    output: v.strictObject({ text: v.string() }),
    access: 'anyone',
    problems: [],
  }),
  /** Saves the text that was prepared last, and no other; null when the person cancelled. */
  'diagnostics.save': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ path: v.string() })),
    access: 'anyone',
    problems: [],
  }),
}
