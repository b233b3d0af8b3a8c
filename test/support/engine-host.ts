import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { EngineHost } from '../../main/ports.ts'

const entry = join(import.meta.dirname, '../../main/sending/engine-process.ts')

/**
 * The real engine in a child process of Node, and its process ids for whoever wants to kill it.
 * `through`: a command that runs it, such as a tracer.
 */
export function createForkEngineHost(
  through: readonly string[] = [],
): EngineHost & { readonly processIds: number[] } {
  const processIds: number[] = []
  const [execPath = process.execPath, ...execArgv] = [...through, process.execPath]
  return {
    processIds,
    start() {
      const child = fork(entry, [], { serialization: 'advanced', execPath, execArgv })
      if (child.pid) processIds.push(child.pid)
      return {
        post: (message) => void child.send(message as object),
        onMessage: (listener) => child.on('message', listener),
        onExit: (listener) => child.on('exit', (code) => listener(code ?? -1)),
        kill: () => void child.kill(),
      }
    },
  }
}
