import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { findCommand } from '../../build/debian-package.ts'

/**
 * What a process wrote to its files and when it asked for it to be on the disk, from strace: enough to
 * say what a power cut at any moment would have left of them.
 */
export type DiskAct =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'sync' | 'cut'; readonly file: string; readonly at: number }

/** One act and when it was over, in ms since the epoch. */
export type TimedAct = DiskAct & { readonly time: number }

/** Null when it can run; else why not, for a test that skips aloud. */
export function tracerMissing(): string | null {
  return findCommand('strace') === null ? 'apt-get install strace' : null
}

export function tracerCommand(trace: string): string[] {
  const calls = 'trace=pwrite64,fdatasync,fsync,ftruncate'
  return [
    'strace',
    '-f',
    '-y',
    '-ttt',
    '-xx',
    '-s',
    '70000',
    '-o',
    trace,
    '--seccomp-bpf',
    '-e',
    calls,
  ]
}

/** The acts on files of this folder, in the order in which they were over. */
export function readActs(trace: string, folder: string): TimedAct[] {
  const begun = new Map<string, string>()
  const acts: TimedAct[] = []
  for (const line of readFileSync(trace, 'latin1').split('\n')) {
    const [, thread = '', time = '', rest = ''] = /^(\d+) +([\d.]+) (.*)$/s.exec(line) ?? []
    if (rest.endsWith('<unfinished ...>')) begun.set(thread, rest.slice(0, -17))
    else {
      const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(rest)
      const act = readAct(resumed ? (begun.get(thread) ?? '') + resumed[1] : rest, folder)
      if (act) acts.push({ ...act, time: Number(time) * 1000 })
    }
  }
  return acts
}

function readAct(text: string, folder: string): DiskAct | null {
  const [, call = '', escaped = '', rest = ''] = /^(\w+)\(\d+<([^>]*)>(.*)$/s.exec(text) ?? []
  const path = toBytes(escaped).toString()
  if (!path.startsWith(`${folder}/`)) return null
  const file = basename(path)
  if (call === 'fdatasync' || call === 'fsync') return { kind: 'sync', file, at: 0 }
  if (call === 'ftruncate')
    return { kind: 'cut', file, at: Number(/^, (\d+)/.exec(rest)?.[1] ?? 0) }
  const [, written = '', at = '0'] = /^, "([^"]*)"(?:\.\.\.)?, \d+, (\d+)\)/.exec(rest) ?? []
  return { kind: 'write', file, at: Number(at), bytes: toBytes(written) }
}

/** `-xx` writes every byte of a text as `\xNN`; a path as well. */
function toBytes(text: string): Buffer {
  return text.includes('\\x') ? Buffer.from(text.replaceAll('\\x', ''), 'hex') : Buffer.from(text)
}

/**
 * The files as they are after the power has gone: what was synced before, and of what was written
 * since whatever `survives` says, since a disk may write it in any order or not at all.
 */
export function afterPowerCut(
  acts: readonly TimedAct[],
  o: {
    readonly cutAt: number
    readonly survives: () => boolean
    /** Syncs that were never asked for, to show what they are good for. */
    readonly isSync?: (act: TimedAct, next: TimedAct | undefined) => boolean
  },
): Map<string, Buffer> {
  const past = acts.slice(0, o.cutAt)
  const syncedUpTo = new Map<string, number>()
  past.forEach((act, at) => {
    if (act.kind === 'sync' && (o.isSync?.(act, acts[at + 1]) ?? true)) syncedUpTo.set(act.file, at)
  })
  const disk = new Map<string, { readonly bytes: Buffer; length: number }>()
  past.forEach((act, at) => {
    if (act.kind === 'sync') return
    if (at > (syncedUpTo.get(act.file) ?? -1) && !o.survives()) return
    const file = disk.get(act.file) ?? { bytes: Buffer.alloc(lengthMax(past, act.file)), length: 0 }
    disk.set(act.file, file)
    apply(file, act)
  })
  return new Map([...disk].map(([name, { bytes, length }]) => [name, bytes.subarray(0, length)]))
}

const endOf = (act: DiskAct) => (act.kind === 'write' ? act.at + act.bytes.length : act.at)

function lengthMax(acts: readonly DiskAct[], file: string): number {
  return acts.reduce((most, act) => (act.file === file ? Math.max(most, endOf(act)) : most), 0)
}

function apply(file: { readonly bytes: Buffer; length: number }, act: DiskAct): void {
  if (act.kind === 'write') {
    act.bytes.copy(file.bytes, act.at)
    file.length = Math.max(file.length, endOf(act))
  } else {
    file.bytes.fill(0, act.at)
    file.length = act.at
  }
}

export function writeFilesTo(folder: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes)
}
