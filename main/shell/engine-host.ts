import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { EngineHost } from '../ports.ts'

/** The sending engine in a utility process (FAULTS E22), without this process's environment. */
export function createEngineHost(module: URL): EngineHost {
  return {
    start() {
      const engine = utilityProcess.fork(fileURLToPath(module), [], {
        serviceName: 'Sekisho engine',
        env: engineEnvironment(process.env),
        stdio: 'inherit',
      })
      return {
        post: (message) => engine.postMessage(message),
        onMessage: (listener) => engine.on('message', listener),
        onExit: (listener) => engine.on('exit', listener),
        kill: () => engine.kill(),
      }
    },
  }
}

/** What a process needs to run at all; nothing that steers Node, TLS or proxies. */
const passedOn = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'TZ',
]

function engineEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter(([name]) => passedOn.includes(name.toUpperCase()))
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']))
}
