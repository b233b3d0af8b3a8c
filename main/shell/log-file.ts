import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Log } from '../ports.ts'
import { redact } from '../redaction.ts'

const sizeBytesMax = 1_000_000
/** The one that is written, and those before it. */
const filesMax = 5
const keptMs = 90 * 24 * 3_600_000
const levels = ['info', 'warning', 'error'] as const
type LogLevel = (typeof levels)[number]

/**
 * One JSON object a line in <data folder>/log/sekisho.log, for IT: what happened, never to whom. The full file becomes
 * sekisho.1.log, and so on up to sekisho.4.log; what is older than 90 days goes. Every text passes `redact`.
 */
export function createLogFile(
  dataFolder: string,
  clock: Clock,
  /** Lines of less weight are not written. */
  least: LogLevel = 'info',
): Log {
  const folder = join(dataFolder, 'log')
  const fileOf = (age: number) => join(folder, age === 0 ? 'sekisho.log' : `sekisho.${age}.log`)
  mkdirSync(folder, { recursive: true })
  removeOld(
    Array.from({ length: filesMax }, (_, age) => fileOf(age)),
    clock.now() - keptMs,
  )
  return {
    write(level, event, facts = {}) {
      if (levels.indexOf(level) < levels.indexOf(least)) return
      if (sizeOf(fileOf(0)) > sizeBytesMax) rotate(fileOf)
      const at = new Date(clock.now()).toISOString()
      const line = JSON.stringify({ at, level, event, ...clean(facts) })
      appendFileSync(fileOf(0), `${line}\n`, { mode: 0o600 })
    },
    recent: (count) => [...linesOf(fileOf(1)), ...linesOf(fileOf(0))].slice(-count),
  }
}

function clean(facts: Readonly<Record<string, string | number>>): Record<string, string | number> {
  const entries = Object.entries(facts)
  return Object.fromEntries(
    entries.map(([name, fact]) => [name, typeof fact === 'string' ? redact(fact) : fact]),
  )
}

function rotate(fileOf: (age: number) => string): void {
  for (let age = filesMax - 1; age > 0; age -= 1)
    if (sizeOf(fileOf(age - 1)) > 0) renameSync(fileOf(age - 1), fileOf(age))
}

/** By their own time, which a clock that was set forward and back again can only make later. */
function removeOld(files: readonly string[], beforeMs: number): void {
  for (const file of files) {
    const writtenMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? beforeMs
    if (writtenMs < beforeMs) rmSync(file)
  }
}

function linesOf(file: string): string[] {
  if (sizeOf(file) === 0) return []
  return readFileSync(file, 'utf8').trimEnd().split('\n')
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
