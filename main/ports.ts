/**
 * The outside world, as the core needs it. Everything that differs between Electron, plain Node and
 * a test comes in through here; nothing under main/ but shell/ and the port implementations reads a
 * clock, makes randomness or opens a dialog by itself.
 */

import type { MachinePolicy } from './policy/policy.ts'

export interface Clock {
  /** Milliseconds since the epoch. Not trusted: identity keeps a floor under it. */
  readonly now: () => number
}

export interface Random {
  /** Cryptographically secure bytes. */
  readonly bytes: (count: number) => Uint8Array
}

/** The workstation's 32-byte secret in the operating system's keystore. One layer, never the only one. */
export interface DeviceKey {
  /** Null when there is none yet; a ProblemError `vault.keystore-unavailable` when it fails. */
  readonly read: () => Promise<Uint8Array | null>
  readonly write: (secret: Uint8Array) => Promise<void>
  /** Puts what is kept out of the way, whole, so that another secret can be written. */
  readonly setAside: (token: string) => Promise<void>
  /** True where there is no real keystore, so that everybody is told (FAULTS A11). */
  readonly isPlainText?: () => boolean
}

/** Where a person chooses files. The core never takes a path from the renderer. */
export interface FileDialog {
  readonly chooseFile: (
    purpose:
      | 'import'
      | 'attachment'
      | 'archive'
      | 'certificate'
      | 'signing-certificate'
      | 'backup'
      | 'keeper'
      | 'parcel',
  ) => Promise<string | null>
  readonly chooseFolder: (purpose: 'store' | 'recipient-files') => Promise<string | null>
  readonly chooseSaveTarget: (
    purpose:
      | 'evidence'
      | 'report'
      | 'contacts'
      | 'backup'
      | 'keeper'
      | 'attachment'
      | 'import-rows'
      | 'diagnostics'
      | 'parcel',
    suggestedName: string,
  ) => Promise<string | null>
}

/** The system's clipboard, which every program on this PC can read. */
export interface Clipboard {
  /** Replaces what it holds. A secret is kept out of the system's history and of other devices where the system can be told so. */
  readonly write: (text: string, how: { readonly isSecret: boolean }) => Promise<void>
  /** Its text; empty when it holds none. */
  readonly read: () => Promise<string>
  readonly clear: () => void
}

/** Where a report becomes a file that looks the same everywhere. */
export interface Printer {
  /**
   * A PDF of a whole HTML page, with the fonts that it uses. Nothing in the page runs or is loaded.
   * Fails with `approval.report-not-printed` where there is no printer.
   */
  readonly toPdf: (html: string) => Promise<Uint8Array>
}

/**
 * A private key that signs and is not necessarily at hand: here in memory, on a token or in the
 * system's certificate store elsewhere. Called for every message, on the thread that composes it.
 */
export interface SigningKey {
  /** RSA (PKCS #1 v1.5) or ECDSA (DER) over the SHA-256 of these bytes, as the key's kind has it. */
  readonly sign: (bytes: Uint8Array) => Uint8Array
  /** Lets go of it. Nothing is signed afterwards. */
  readonly close: () => void
}

/** Short texts outside the window, where anybody may read them: never a name, an address or a text. */
export interface Notifier {
  readonly show: (notification: { readonly title: string; readonly body: string }) => void
}

/** The other end of the sending engine's process: structured-clone messages both ways. */
export interface EngineProcess {
  readonly post: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
  readonly onExit: (listener: (exitCode: number) => void) => void
  readonly kill: () => void
}

export interface EngineHost {
  /** Starts main/sending/engine-process in a process of its own. */
  readonly start: () => EngineProcess
}

/** Lines for IT. Never a secret, an address, a name or message text. */
export interface Log {
  readonly write: (
    level: 'info' | 'warning' | 'error',
    event: string,
    facts?: Readonly<Record<string, string | number>>,
  ) => void
  /** The newest lines that were kept, oldest first; absent where none are. */
  readonly recent?: (count: number) => readonly string[]
}

/** Where the world's mail hosts and the web servers of MTA-STS listen: elsewhere only in tests. */
export interface MailWorld {
  readonly smtpPort: number
  readonly httpsPort: number
  /** PEM of the only authority for both; null: those that the operating system trusts. */
  readonly ca: string | null
  /** Mail hosts on this PC are others' and not ourselves. */
  readonly isLoopback: boolean
}

export interface Ports {
  readonly clock: Clock
  readonly random: Random
  readonly deviceKey: DeviceKey
  readonly fileDialog: FileDialog
  readonly engineHost: EngineHost
  readonly clipboard: Clipboard
  readonly printer: Printer
  readonly notifier: Notifier
  readonly log: Log
  /** The folder that holds the vault and everything else of this workstation. */
  readonly dataFolder: string
  /** Addresses of this PC's network interfaces at the moment, without the loopback's. */
  readonly localAddresses: () => readonly string[]
  /** The resolvers that this PC is set to use, `192.0.2.53` or `[2001:db8::53]:5353`. Empty: none. */
  readonly systemResolvers: () => readonly string[]
  readonly mailWorld: MailWorld
  /** What this workstation calls itself when it joins, usually the computer's name. */
  readonly workstationName: string
  readonly language: 'ja' | 'en'
  readonly version: string
  /** When this program was built, in milliseconds: no true time is earlier. Null when run from source. */
  readonly builtAtMs: number | null
  /** This is the sample organization's workstation: it makes and opens samples only, and nobody else does. */
  readonly isSample?: boolean
  /** What IT has laid down for this machine, as it was when the program started. */
  readonly machinePolicy: MachinePolicy
}
