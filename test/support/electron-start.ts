import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

interface StartOptions {
  /** process.argv[0] of a running application: the Electron binary or its stand-in. */
  readonly executable: string
  readonly switches?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built application as a person would and waits for its end. */
export function startAndWait({ executable, switches = [], env = {} }: StartOptions) {
  const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : []
  const root = join(import.meta.dirname, '../..')
  const { status, stdout, stderr } = spawnSync(executable, [...sandbox, root, ...switches], {
    timeout: 30_000,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  return { exitCode: status, stdout, stderr }
}
