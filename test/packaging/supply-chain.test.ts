import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import described from '../../package.json' with { type: 'json' }
import baseline from '../fixtures/electronegativity/baseline.json' with { type: 'json' }
import { places } from './pack-once.ts'

const npm = (...args: string[]) =>
  spawnSync('npm', args, { cwd: places.root, encoding: 'utf8', timeout: 110_000 })

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

describe('what others bring in', () => {
  it('E26 no package has a known fault of high or critical weight', ({ skip }) => {
    const report = parsed(npm('audit', '--json').stdout)
    const found = report?.vulnerabilities as Record<string, { severity: string }> | undefined
    if (found === undefined) {
      console.log('SKIPPED: npm audit. The registry does not answer its question.')
      skip()
      return
    }
    const grave = Object.entries(found).filter(([, { severity }]) => /high|critical/.test(severity))
    expect(grave.map(([name, { severity }]) => `${name}: ${severity}`)).toEqual([])
  })

  it('E26 Electron is of one of the three majors that its makers support', ({ skip }) => {
    const newest = parsed(npm('view', 'electron', 'dist-tags', '--json').stdout)?.latest
    if (typeof newest !== 'string') {
      console.log('SKIPPED: the newest Electron. The registry does not answer.')
      skip()
      return
    }
    const majorOf = (version: string) => Number(version.split('.')[0])
    expect(described.devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
    expect(majorOf(described.devDependencies.electron)).toBeGreaterThan(majorOf(newest) - 3)
  })

  it('the lock file names every package by its digest, and none from a place of its own', () => {
    const { packages }: { packages: Record<string, { resolved?: string; integrity?: string }> } =
      JSON.parse(readFileSync(join(places.root, 'package-lock.json'), 'utf8'))
    const entries = Object.entries(packages).filter(([place]) => place !== '')
    expect(entries.length).toBeGreaterThan(300)
    // Without an address, the registry that npm is set to is asked; a Git or file address would be one.
    const loose = entries.filter(
      ([, { resolved, integrity = '' }]) =>
        resolved !== undefined || !/^sha512-[\w+/]{86}==$/.test(integrity),
    )
    expect(loose.map(([place]) => place)).toEqual([])
  })
})

const tool = { name: '@doyensec/electronegativity', version: '1.10.3' }
const folder = join(places.root, 'dist/electronegativity')

/** Installed once, outside the lock file (docs/decisions/0021). False where the registry is out of reach. */
function hasTool(): boolean {
  const installed = join(folder, 'node_modules', tool.name, 'package.json')
  if (existsSync(installed)) return true
  mkdirSync(folder, { recursive: true })
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]
  return npm('install', ...options, `${tool.name}@${tool.version}`).status === 0
}

/** It asks for Electron's releases at its end, whatever one says, and dies where it gets none: after its report. */
const guard = `process.on('uncaughtException', (error) => {
  if (!/RequestError|HTTPError|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|got/.test(String(error?.stack))) {
    console.error(error)
    process.exit(1)
  }
})\n`

describe('Electronegativity, advisory', () => {
  it('finds nothing that was not looked at and answered for', ({ skip }) => {
    if (!hasTool()) {
      console.log('SKIPPED: Electronegativity. It could not be installed.')
      skip()
      return
    }
    const sources = join(folder, 'sources')
    rmSync(sources, { recursive: true, force: true })
    for (const part of ['main', 'preload', 'renderer', 'package.json'])
      cpSync(join(places.root, part), join(sources, part), { recursive: true })
    writeFileSync(join(folder, 'guard.cjs'), guard)
    const report = join(folder, 'report.csv')
    rmSync(report, { force: true })
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        ...['--require', join(folder, 'guard.cjs')],
        ...[join(folder, 'node_modules', tool.name, 'dist/index.js'), '-i', sources],
        ...['-o', report, '-r'],
      ],
      { cwd: folder, encoding: 'utf8', timeout: 110_000 },
    )
    expect(existsSync(report), `${stdout}${stderr}`).toBe(true)
    const found = readFileSync(report, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => /^(\w+),"[^"]*","[^"]*","([^"]*)"/.exec(line))
      .filter((match) => match !== null)
      .map(([, check, file]) => `${check} ${file}`)
    expect([...new Set(found)].sort()).toEqual(baseline.map(({ finding }) => finding))
  })
})
