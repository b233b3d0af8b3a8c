import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

interface CommandLine {
  /** What -r names: loaded before the application. */
  readonly modules: readonly string[]
  readonly application: {
    readonly name: string
    readonly version: string
    readonly folder: string
    readonly main: string
  }
  /** Chromium switches before the application's path. */
  readonly switches: readonly (readonly [string, string])[]
}

/** Electron's own command line: `electron [-r module] [--switch=value] <folder> [arguments]`. */
export function readCommandLine(given: readonly string[]): CommandLine {
  const modules: string[] = []
  const switches: [string, string][] = []
  for (let i = 0; i < given.length; i++) {
    const argument = given[i] ?? ''
    if (argument === '-r' || argument === '--require') {
      modules.push(given[++i] ?? '')
      continue
    }
    const [, name, value = ''] = /^--([^=]+)(?:=(.*))?$/.exec(argument) ?? []
    if (name === undefined) return { modules, switches, application: readApplication(argument) }
    if (!/^(inspect|remote-debugging)/.test(name)) switches.push([name, value])
  }
  throw new Error('test host: usage: electron <folder of the application>')
}

function readApplication(folder: string): CommandLine['application'] {
  const root = resolve(folder)
  const described = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly name: string
    readonly productName?: string
    readonly version: string
    readonly main: string
  }
  return {
    name: described.productName ?? described.name,
    version: described.version,
    folder: root,
    main: resolve(root, described.main),
  }
}
