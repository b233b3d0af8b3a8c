import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Clock, Log } from '../ports.ts'
import { redact } from '../redaction.ts'

const sizeBytesMax = 1_000_000
/** The one that is written, and those before it. */
const filesMax = 5
const dayMs = 24 * 3_600_000
const levels = ['info', 'warning', 'error'] as const
type LogLevel = (typeof levels)[number]

/**
 * One JSON object a line in <data folder>/log/sekisho.log, for IT: what happened, never to whom. The full file becomes
 * sekisho.1.log, and so on up to sekisho.4.log. A line that is older than the days of retention goes at the start and
 * once a day. Every text passes `redact`.
 */
export function createLogFile(
  dataFolder: string,
  clock: Clock,
  /** Lines of less weight are not written. */
  least: LogLevel = 'info',
  keptDays = 90,
): Log {
  const folder = join(dataFolder, 'log')
  const fileOf = (age: number) => join(folder, age === 0 ? 'sekisho.log' : `sekisho.${age}.log`)
  mkdirSync(folder, { recursive: true })
  let sweptMs = 0
  function sweep() {
    sweptMs = clock.now()
    const before = new Date(sweptMs - keptDays * dayMs).toISOString()
    for (let age = 0; age < filesMax; age += 1) removeOld(fileOf(age), before)
  }
  sweep()
  return {
    write(level, event, facts = {}) {
      if (levels.indexOf(level) < levels.indexOf(least)) return
      if (clock.now() - sweptMs >= dayMs) sweep()
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

/** Lines are in the order of their time, which stands first in each. */
function removeOld(file: string, before: string): void {
  const isOld = (line: string) => line.slice(timeAt, timeAt + before.length) < before
  const lines = linesOf(file)
  const [first] = lines
  if (first === undefined || !isOld(first)) return
  const kept = lines.filter((line) => !isOld(line))
  if (kept.length === 0) {
    rmSync(file)
    return
  }
  writeFileSync(`${file}.new`, `${kept.join('\n')}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const timeAt = '{"at":"'.length

function linesOf(file: string): string[] {
  if (sizeOf(file) === 0) return []
  return readFileSync(file, 'utf8').trimEnd().split('\n')
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
