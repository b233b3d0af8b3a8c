import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock, Log } from '../ports.ts'

const sizeBytesMax = 1_000_000
const levels = ['info', 'warning', 'error'] as const
type LogLevel = (typeof levels)[number]

/**
 * One JSON object a line in <data folder>/log/sekisho.log, for IT. The full file becomes
 * sekisho.1.log; the one before it goes.
 */
export function createLogFile(
  dataFolder: string,
  clock: Clock,
  /** Lines of less weight are not written. */
  least: LogLevel = 'info',
): Log {
  const folder = join(dataFolder, 'log')
  const file = join(folder, 'sekisho.log')
  mkdirSync(folder, { recursive: true })
  return {
    write(level, event, facts = {}) {
      if (levels.indexOf(level) < levels.indexOf(least)) return
      if (sizeOf(file) > sizeBytesMax) renameSync(file, join(folder, 'sekisho.1.log'))
      const at = new Date(clock.now()).toISOString()
      appendFileSync(file, `${JSON.stringify({ at, level, event, ...facts })}\n`, { mode: 0o600 })
    },
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
