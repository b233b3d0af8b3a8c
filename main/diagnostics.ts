import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { arch, release } from 'node:os'
import { join } from 'node:path'
import type { AppState, diagnosticsChannels } from '../preload/contract/app.ts'
import type { Handlers } from '../preload/contract/channel.ts'
import type { RelayTranscript } from '../preload/contract/releases.ts'
import { fail, ProblemError } from '../preload/problem.ts'
import type { StoreSelfTest } from './journal/journal.ts'
import type { MachinePolicy } from './policy/policy.ts'
import type { Ports } from './ports.ts'
import { redact } from './redaction.ts'

const logLinesMax = 1000

export interface DiagnosticsOptions {
  readonly ports: Pick<
    Ports,
    'clock' | 'log' | 'dataFolder' | 'version' | 'machinePolicy' | 'fileDialog'
  >
  readonly state: () => AppState
  /** Null while nobody is signed in: the vault is closed, and with it the way to the store. */
  readonly signedIn: () => {
    readonly testStore: () => Promise<StoreSelfTest>
    readonly checkVault: () => Promise<readonly { readonly file: string; readonly what: string }[]>
    /** Ids of records with their kinds of alarm. */
    readonly alarms: () => readonly string[]
    readonly transcripts: () => readonly RelayTranscript[]
  } | null
}

/**
 * What support needs of this PC and nobody is harmed by: versions, states, results, counts, the log. Nothing in it comes
 * from a list, a message, a record's content or a setting's text; every line passes `redact` besides. The person reads
 * it before it is saved, and what is saved is what was read.
 */
export function diagnosticsHandlers(
  options: DiagnosticsOptions,
): Handlers<typeof diagnosticsChannels> {
  let shown: string | null = null
  const { fileDialog, clock, log } = options.ports
  return {
    async 'diagnostics.prepare'() {
      shown = await describe(options)
      return { text: shown }
    },
    async 'diagnostics.save'() {
      if (shown === null) fail('ipc.invalid-input', { channel: 'diagnostics.save', field: '' })
      const day = new Date(clock.now()).toISOString().slice(0, 10)
      const path = await fileDialog.chooseSaveTarget(
        'diagnostics',
        `sekisho-diagnostics-${day}.txt`,
      )
      if (path === null) return null
      writeFileSync(path, shown, { mode: 0o600 })
      log.write('info', 'app.diagnostics-saved')
      return { path }
    },
  }
}

async function describe(options: DiagnosticsOptions): Promise<string> {
  const { ports, state } = options
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['program', program(ports)],
    ['workstation', workstation(state())],
    ['machine policy', machinePolicy(ports.machinePolicy)],
    ...(await signedInParts(options)),
    ['data folder', files(ports.dataFolder)],
    ['log, newest last', ports.log.recent?.(logLinesMax) ?? []],
  ]
  return `${parts.map(section).join('\n\n')}\n`
}

function section([title, lines]: readonly [string, readonly string[]]): string {
  return [`[${title}]`, ...(lines.length === 0 ? ['none'] : lines.map(redact))].join('\n')
}

function program({ clock, version }: DiagnosticsOptions['ports']): string[] {
  const { node, electron, chrome, v8 } = process.versions
  return [
    `made at ${new Date(clock.now()).toISOString()}`,
    `sekisho ${version}`,
    `electron ${electron ?? '-'}, chrome ${chrome ?? '-'}, node ${node}, v8 ${v8}`,
    `system ${process.platform} ${release()} ${arch()}`,
    `memory in use ${Math.round(process.memoryUsage.rss() / 1_000_000)} MB, running ${Math.round(process.uptime())} s`,
  ]
}

function workstation({ phase, workstation, store, isKeystorePlain, ...rest }: AppState): string[] {
  return [
    `phase ${phase}, members on this PC ${rest.members.length}`,
    `workstation ${workstation?.id ?? '-'}`,
    `keystore ${isKeystorePlain ? 'NONE: the secret lies beside the vault' : 'of the system'}`,
    store === null
      ? 'store -'
      : `store ${store.folder.startsWith('postgres') ? 'database' : 'folder'}, ${store.status}, ${store.problem?.code ?? 'no problem'}, ${store.outboxCount} records not in it yet, offline since ${store.offlineSinceAt ?? '-'}`,
    `language ${rest.preferences.language}, theme ${rest.preferences.theme}`,
  ]
}

/** Names and where they come from; a value is told only where it can be nothing but a choice or a number. */
function machinePolicy({ sources, settings, problems }: MachinePolicy): string[] {
  const isHarmless = (value: string) => /^(true|false|null|-?\d{1,5}|"[a-z-]{1,30}")$/.test(value)
  return [
    ...sources.map(({ name }) => `read from ${name}`),
    ...settings
      .filter(({ source }) => source !== null)
      .map(
        ({ name, value, source, isLocked, isReplaced }) =>
          `${name} by ${source}${isLocked ? ', fixed' : ''}${isReplaced ? ', unreadable: strictest value' : ''}: ${value !== null && isHarmless(value) ? value : '(given)'}`,
      ),
    ...problems.map(({ kind, source, setting }) => `PROBLEM ${kind} ${source} ${setting}`),
  ]
}

async function signedInParts({
  signedIn,
}: DiagnosticsOptions): Promise<readonly (readonly [string, readonly string[]])[]> {
  const asked = signedIn()
  if (asked === null) return [['store, vault and alarms', ['not looked at: nobody is logged in']]]
  return [
    ['store self-test', await outcome(async () => [storeLine(await asked.testStore())])],
    [
      'vault integrity',
      await outcome(async () => {
        const findings = await asked.checkVault()
        return findings.length === 0
          ? ['no findings']
          : findings.map(({ file, what }) => `FINDING ${file}: ${what}`)
      }),
    ],
    ['alarms', await outcome(async () => asked.alarms())],
    [
      'last failing session with each relay',
      await outcome(async () => asked.transcripts().flatMap(transcriptLines)),
    ],
  ]
}

/** They were redacted when they were kept; of the relay's name, as of every host, nothing more is told. */
function transcriptLines({ at, lines }: RelayTranscript, nth: number): string[] {
  return [`relay ${nth + 1}, ${at}`, ...lines.map((line) => `  ${line}`)]
}

function storeLine({ isExclusive, readsBack, latencyMs, skewMs }: StoreSelfTest): string {
  return `exclusive ${isExclusive}, reads back ${readsBack}, latency ${Math.round(latencyMs)} ms, clock ahead of ours ${skewMs === null ? 'unknown' : `${Math.round(skewMs)} ms`}`
}

/** What cannot be found out is a finding as well. */
async function outcome(ask: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof ProblemError) return [`FAILED ${error.problem.code}`]
    throw error
  }
}

/** Sizes by kind of file: the names of files of lists and releases are ids. */
function files(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && !join(entry.parentPath, '/').includes('/shell/'))
    .map((entry) => `${sizeOf(join(entry.parentPath, entry.name))} bytes ${entry.name}`)
    .sort()
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
