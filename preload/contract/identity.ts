import * as v from 'valibot'
import { Words } from './app.ts'
import {
  Code,
  Count,
  channel,
  FileToken,
  Id,
  Instant,
  Line,
  Nothing,
  Password,
  Role,
} from './channel.ts'
import { KeeperRule, KeeperSheet } from './keepers.ts'
import { TotpSecret } from './totp-secret.ts'

export const OrganizationBegun = v.strictObject({
  totp: TotpSecret,
  /** One for each keeper, to be printed. Shown once. */
  sheets: v.array(KeeperSheet),
  recoveryCodes: v.array(v.string()),
  words: Words,
})
export type OrganizationBegun = v.InferOutput<typeof OrganizationBegun>

export const JoiningBegun = v.strictObject({
  totp: TotpSecret,
  recoveryCodes: v.array(v.string()),
  organizationName: v.string(),
  /** The organization's fingerprint, to compare with what the administrator reads out. */
  words: Words,
})
export type JoiningBegun = v.InferOutput<typeof JoiningBegun>

/** Roles that act on one request, and can so be kept to some routes and sizes. */
export const limitableRoles = ['author', 'approver', 'sender'] as const

/** How far one role reaches; null stands for everywhere. A role that is not named reaches everywhere. */
export const RoleLimit = v.strictObject({
  role: Role,
  departments: v.nullable(v.pipe(v.array(Id), v.maxLength(200))),
  routes: v.nullable(v.pipe(v.array(Id), v.maxLength(200))),
  recipientsMax: v.nullable(v.pipe(Count, v.minValue(1))),
})
export type RoleLimit = v.InferOutput<typeof RoleLimit>

/** Roles as an administrator gives them. */
const rightsGiven = {
  /** Absent: every role reaches everywhere. */
  limits: v.optional(v.pipe(v.array(RoleLimit), v.maxLength(10))),
  /** Another entry of the same human being: both count once. Null: nobody else. Absent: as before. */
  sameAs: v.optional(v.nullable(Id)),
}

export const MemberView = v.strictObject({
  id: Id,
  name: v.string(),
  roles: v.array(Role),
  status: v.picklist(['active', 'left', 'revoked']),
  workstations: v.array(v.strictObject({ id: Id, name: v.string() })),
  since: Instant,
  limits: v.array(RoleLimit),
  /** Roles that cannot be used yet, and from when they can. */
  cooling: v.array(v.strictObject({ role: Role, until: Instant })),
  /** Other entries of the same human being. */
  sameAs: v.array(Id),
})
export type MemberView = v.InferOutput<typeof MemberView>

export const EnrolmentView = v.strictObject({
  id: v.string(),
  /**
   * person: somebody new. workstation: another PC of a member, or one that was set back. recovery: a
   * member with new keys, after a password that was forgotten.
   */
  kind: v.picklist(['person', 'workstation', 'recovery']),
  name: v.string(),
  workstationName: v.string(),
  words: Words,
  at: Instant,
})
export type EnrolmentView = v.InferOutput<typeof EnrolmentView>

/** Applications that are not listed: expired, beyond what is shown, and whole logs left unread. */
export const EnrolmentsLeftOut = v.strictObject({
  expiredCount: Count,
  hiddenCount: Count,
  skippedLogCount: Count,
})
export type EnrolmentsLeftOut = v.InferOutput<typeof EnrolmentsLeftOut>

/** At login a recovery code may stand in for the six digits; in groups or not, in any case. */
export const LoginCode = v.union([
  Code,
  v.pipe(v.string(), v.trim(), v.minLength(16), v.maxLength(40), v.regex(/^[\p{L}\p{N}\s-]+$/u)),
])

export const Finding = v.strictObject({ file: v.string(), what: v.string() })
export type Finding = v.InferOutput<typeof Finding>

/** A backup that was chosen, as it says of itself. */
export const BackupView = v.strictObject({
  file: FileToken,
  path: v.string(),
  at: Instant,
  members: v.array(v.strictObject({ id: Id, name: v.string() })),
})
export type BackupView = v.InferOutput<typeof BackupView>

export const identityChannels = {
  /** For the act that comes next, where the policy asks for the password besides a code. */
  'identity.confirm-password': channel({
    input: v.strictObject({ password: Password }),
    output: Nothing,
    access: 'member',
    problems: ['identity', 'vault'],
  }),
  /** One's own; the old one and a code are the proof. */
  'identity.change-password': channel({
    input: v.strictObject({ password: Password, newPassword: Password, code: Code }),
    output: Nothing,
    access: 'member',
    problems: ['identity', 'vault'],
  }),
  /** Ten new ones in the place of the former, shown once. */
  'identity.renew-recovery-codes': channel({
    input: v.strictObject({ code: Code }),
    output: v.strictObject({ recoveryCodes: v.array(v.string()) }),
    access: 'member',
    problems: ['identity', 'vault'],
  }),
  /** Null when the person cancelled the dialog. */
  'identity.back-up': channel({
    input: v.strictObject({ code: Code }),
    output: v.nullable(v.strictObject({ path: v.string() })),
    access: 'member',
    problems: ['identity', 'vault'],
  }),
  'identity.check-vault': channel({
    input: Nothing,
    output: v.array(Finding),
    access: 'member',
    problems: ['vault'],
  }),
  'identity.choose-backup': channel({
    input: Nothing,
    output: v.nullable(BackupView),
    access: 'anyone',
    problems: ['vault'],
  }),
  /** Needs a password of the backup; what was here is kept aside. */
  'identity.restore': channel({
    input: v.strictObject({ file: FileToken, member: Id, password: Password }),
    output: Nothing,
    access: 'anyone',
    problems: ['identity', 'vault'],
  }),
  /** Where the keystore has lost this PC's secret: keeps what is here, and begins anew. */
  'identity.set-aside': channel({
    input: Nothing,
    output: v.strictObject({ folder: v.string() }),
    access: 'anyone',
    problems: ['identity', 'vault'],
  }),
  /** Makes keys in memory; nothing is on disk before every sheet is proven and complete-organization. */
  'identity.begin-organization': channel({
    input: v.strictObject({
      organizationName: Line,
      memberName: Line,
      password: Password,
      storeFolder: FileToken,
      keepers: KeeperRule,
    }),
    output: OrganizationBegun,
    access: 'anyone',
    problems: ['policy', 'identity', 'journal', 'vault'],
  }),
  'identity.complete-organization': channel({
    input: v.strictObject({ code: Code }),
    output: Nothing,
    access: 'anyone',
    problems: ['policy', 'identity', 'journal', 'vault'],
  }),
  /** The file of the authority that vouches for a database's certificate; null when cancelled. */
  'identity.choose-authority': channel({
    input: Nothing,
    output: v.nullable(v.strictObject({ file: FileToken, name: v.string() })),
    access: 'anyone',
    problems: ['journal'],
  }),
  /**
   * Connects to a database as the shared store, and tries it. What comes back stands for it where a
   * folder could stand; the password stays in the core.
   */
  'identity.use-database': channel({
    input: v.strictObject({
      host: Line,
      port: v.pipe(Count, v.minValue(1), v.maxValue(65_535)),
      database: Line,
      user: Line,
      password: Password,
      ca: v.nullable(FileToken),
    }),
    output: v.strictObject({ folder: FileToken, path: v.string() }),
    access: 'anyone',
    problems: ['identity', 'journal', 'lists'],
  }),
  /**
   * With a store folder: this PC joins an organization. Without: one more person on this PC,
   * which needs somebody to be signed in, so that the vault is open.
   */
  'identity.begin-joining': channel({
    input: v.strictObject({
      memberName: Line,
      password: Password,
      storeFolder: v.nullable(FileToken),
    }),
    output: JoiningBegun,
    access: 'anyone',
    problems: ['policy', 'identity', 'journal', 'vault'],
  }),
  'identity.complete-joining': channel({
    input: v.strictObject({ code: Code }),
    output: v.strictObject({ words: Words }),
    access: 'anyone',
    problems: ['policy', 'identity', 'journal', 'vault'],
  }),
  'identity.enter-password': channel({
    input: v.strictObject({ member: Id, password: Password }),
    output: Nothing,
    access: 'anyone',
    problems: ['policy', 'identity', 'vault', 'journal'],
  }),
  /** Six digits, or one of the ten recovery codes. */
  'identity.enter-code': channel({
    input: v.strictObject({ code: LoginCode }),
    output: Nothing,
    access: 'anyone',
    problems: ['policy', 'identity', 'vault', 'journal'],
  }),
  /** The person at the window is still there: puts the automatic lock off. */
  'identity.note-activity': channel({
    input: Nothing,
    output: Nothing,
    access: 'member',
    problems: [],
  }),
  'identity.lock': channel({ input: Nothing, output: Nothing, access: 'anyone', problems: [] }),
  'identity.members': channel({
    input: Nothing,
    output: v.array(MemberView),
    access: 'member',
    problems: ['journal'],
  }),
  'identity.enrolments': channel({
    input: Nothing,
    output: v.array(EnrolmentView),
    access: ['administrator'],
    problems: ['journal'],
  }),
  'identity.enrolments-left-out': channel({
    input: Nothing,
    output: EnrolmentsLeftOut,
    access: ['administrator'],
    problems: ['journal'],
  }),
  /** Whoever waits in vain, anew: with the same keys, a new date and other words. */
  'identity.apply-again': channel({
    input: v.strictObject({ member: Id, password: Password }),
    output: Nothing,
    access: 'anyone',
    problems: ['identity', 'journal', 'vault'],
  }),
  'identity.admit': channel({
    input: v.strictObject({
      enrolment: v.string(),
      /** Of a new person; another PC of a member changes none. */
      roles: v.array(Role),
      ...rightsGiven,
      code: Code,
    }),
    output: Nothing,
    access: ['administrator'],
    problems: ['identity', 'journal', 'vault'],
  }),
  'identity.change-roles': channel({
    input: v.strictObject({
      member: Id,
      roles: v.pipe(v.array(Role), v.minLength(1)),
      ...rightsGiven,
      code: Code,
    }),
    output: Nothing,
    access: ['administrator'],
    problems: ['identity', 'journal', 'vault'],
  }),
  /** Lets somebody log in again whom ten failures have locked out. */
  'identity.unlock': channel({
    input: v.strictObject({ member: Id, code: Code }),
    output: Nothing,
    access: ['administrator'],
    problems: ['identity', 'journal', 'vault'],
  }),
}
