import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const main = join(import.meta.dirname, '../../main')

/** Everything under main/ that has to run without Electron. Entry points of processes are not loaded. */
const modules = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .filter(
    (path) => !path.startsWith('shell') && path !== 'index.ts' && !path.endsWith('-process.ts'),
  )

/** Refuses to resolve electron, then imports everything in one plain Node process. */
const script = `
import { registerHooks } from 'node:module'
registerHooks({
  resolve(specifier, context, next) {
    if (/^electron(\\/|$)/.test(specifier)) throw new Error('imports ' + specifier)
    return next(specifier, context)
  },
})
const failures = []
for (const path of JSON.parse(process.argv[1])) {
  await import(path).catch((error) => failures.push(path + ': ' + error.message))
}
console.log(JSON.stringify(failures))
`

describe('the core', () => {
  it(`loads in plain Node with no electron present (${modules.length} modules)`, () => {
    expect(modules.length).toBeGreaterThan(10)
    const paths = modules.map((path) => join(main, path))
    const output = execFileSync(
      process.execPath,
      ['--input-type=module', '--no-warnings', '-e', script, JSON.stringify(paths)],
      { encoding: 'utf8' },
    )
    const failures = (JSON.parse(output) as string[]).map((line) => relative(main, line))
    expect(failures).toEqual([])
  }, 60_000)

  it('is caught when a module does import electron', () => {
    const output = execFileSync(
      process.execPath,
      [
        '--input-type=module',
        '--no-warnings',
        '-e',
        script,
        JSON.stringify([join(main, 'shell/window.ts')]),
      ],
      { encoding: 'utf8' },
    )
    expect(output).toContain('imports electron')
  })
})
