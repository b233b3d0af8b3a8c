import { app } from 'electron'
import type { Log } from '../ports.ts'

/**
 * A bug ends the program: every state is on disk before the act that depends on it, so that a new
 * start is safer than going on. Only the place is logged; a text could hold what nobody may read.
 */
export function endOnBug(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.write('error', 'app.bug', { kind: error.name, place: placeOf(error) })
    if (!app.isPackaged) process.stderr.write(`${error.stack}\n`)
    app.exit(1)
  })
  process.on('unhandledRejection', (reason) => {
    const error = reason instanceof Error ? reason : new Error(typeof reason)
    log.write('error', 'app.unhandled', { kind: error.name, place: placeOf(error) })
    if (!app.isPackaged) process.stderr.write(`${error.stack}\n`)
  })
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) =>
    log.write('error', 'app.window-gone', { reason, exitCode }),
  )
  app.on('child-process-gone', (_event, { type, reason, exitCode }) =>
    log.write('error', 'app.process-gone', { type, reason, exitCode }),
  )
}

/** The frames of the stack, without the first lines, which hold the error's text. */
export function placeOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return frames
    .slice(0, 5)
    .map((line) => line.trim())
    .join(' < ')
}
