import { fail } from '../preload/problem.ts'
import type { Random } from './ports.ts'

/**
 * Stands between the renderer and the file system: a person chooses a path in a dialog of the main
 * process, and the renderer gets a random token for it. It can never name a path of its own.
 */
export interface FileTokens {
  readonly issue: (path: string) => string
  /** Fails with `lists.file-not-found` for a token that was not issued in this run. */
  readonly pathOf: (token: string) => string
}

export function createFileTokens(random: Random): FileTokens {
  const paths = new Map<string, string>()
  return {
    issue(path) {
      const token = Buffer.from(random.bytes(16)).toString('hex')
      paths.set(token, path)
      return token
    },
    pathOf: (token) => paths.get(token) ?? fail('lists.file-not-found', { file: '' }),
  }
}
