import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePackages } from './debian-package.ts'
import { type QuietNetwork, quietNetwork } from './quiet-network.ts'

/**
 * `npm test`: everything that has to hold, in one command, ending in one line of counts.
 * `npm run test:e2e` and `npm run test:soak` are parts of it, called by name.
 */

interface Tally {
  passed: number
  failed: number
  skipped: number
}

interface Suite {
  readonly name: string
  readonly run: () => Tally
}

const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')

const suites: readonly Suite[] = [
  { name: 'types', run: () => command('tsc', []) },
  { name: 'lint', run: () => command('biome', ['ci', '--error-on-warnings', '.']) },
  { name: 'dead code', run: () => command('knip', []) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'attack', run: () => vitest('attack') },
  // They wait for deadlines and other processes more than they compute: more files than cores.
  { name: 'integration', run: () => vitest('integration', ['--maxWorkers=4']) },
  { name: 'packaging', run: () => vitest('packaging') },
  { name: 'e2e', run: playwright },
]

function main(only: string | undefined): void {
  if (only === 'soak') process.env.SLOW = '1'
  const chosen = suites.filter(
    (suite) => only === undefined || only === 'soak' || suite.name === only,
  )
  ensurePackages([
    { command: 'chromium', packages: ['chromium'], why: 'windows for the end-to-end tests' },
    {
      file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
      packages: ['fonts-noto-cjk'],
      why: 'Japanese text in those windows',
    },
    { command: 'postfix', packages: ['postfix'], why: 'a relay as offices have it' },
    { command: 'opendkim', packages: ['opendkim'], why: 'another reader of our signatures' },
    {
      command: 'saslpasswd2',
      packages: ['sasl2-bin', 'libsasl2-modules'],
      why: 'its user names and passwords',
    },
    { command: 'tcpdump', packages: ['tcpdump'], why: 'sees what the windows send' },
    { command: 'ip', packages: ['iproute2'], why: 'a network of their own for the windows' },
    { command: 'pdffonts', packages: ['poppler-utils'], why: 'another reader of our reports' },
    { file: '/usr/lib/postgresql', packages: ['postgresql'], why: 'a database as shared store' },
  ])
  if (chosen.some(({ name }) => name === 'packaging'))
    ensurePackages([
      { command: 'wixl', packages: ['wixl'], why: 'makes the installer' },
      { command: 'msiinfo', packages: ['msitools'], why: 'reads and completes it' },
      { command: 'wine', packages: ['wine64', 'wine'], why: 'installs it' },
      { command: 'osslsigncode', packages: ['osslsigncode'], why: 'signs it' },
      {
        command: 'mono',
        packages: ['mono-runtime', 'libmono-system-xml-linq4.0-cil', 'libmono-i18n-west4.0-cil'],
        why: 'compiles it with WiX too',
      },
    ])
  mkdirSync(results, { recursive: true })
  const total: Tally = { passed: 0, failed: 0, skipped: 0 }
  const lines: string[] = []
  for (const suite of chosen) {
    console.log(`\n== ${suite.name}`)
    const startedAt = performance.now()
    const tally = suite.run()
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    lines.push(
      `${suite.name.padEnd(12)} ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped (${seconds} s)`,
    )
    total.passed += tally.passed
    total.failed += tally.failed
    total.skipped += tally.skipped
  }
  console.log(`\n${lines.join('\n')}\n`)
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  process.exitCode = total.failed === 0 ? 0 : 1
}

function bin(name: string): string {
  return join(root, 'node_modules', '.bin', name)
}

/** A check that passes or fails as a whole. */
function command(name: string, args: readonly string[]): Tally {
  const { status } = spawnSync(bin(name), args, { cwd: root, stdio: 'inherit' })
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  success: boolean
}

function vitest(project: string, more: readonly string[] = []): Tally {
  const file = join(results, `vitest-${project}.json`)
  rmSync(file, { force: true })
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...more,
  ]
  const { status } = spawnSync(bin('vitest'), args, { cwd: root, stdio: 'inherit' })
  const report = readReport<VitestReport>(file)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  // A file that fails to load has no failed test of its own, so the exit code has a say as well.
  const failed = Math.max(report.numFailedTests, status === 0 && report.success ? 0 : 1)
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests }
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

function playwright(): Tally {
  const built = command('node', [join(root, 'build', 'build.ts')])
  if (built.failed > 0) return built
  const file = join(results, 'playwright.json')
  rmSync(file, { force: true })
  const name = bin('playwright')
  const args = ['test', '--reporter=list,json']
  const quiet = quietNetwork(join(results, 'network'), name, args)
  const env = { ...process.env, ...quiet?.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const { status } = spawnSync(quiet?.command ?? name, quiet?.args ?? args, {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  const report = readReport<PlaywrightReport>(file)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  const silence = silenceOf(quiet)
  return {
    passed: expected + flaky + silence.passed,
    failed: Math.max(unexpected, status === 0 ? 0 : 1) + silence.failed,
    skipped: skipped + silence.skipped,
  }
}

/** FAULTS E13, over the whole run of the windows: one test more. */
function silenceOf(quiet: QuietNetwork | null): Tally {
  if (quiet === null) return { passed: 0, failed: 0, skipped: 1 }
  const places = quiet.unannounced()
  if (places.length === 0) {
    console.log('E13 network silence: no packet but to the relays that the tests announced.')
    return { passed: 1, failed: 0, skipped: 0 }
  }
  console.error(
    `E13 network silence: packets went to ${places.join(', ')}. A server of the tests is announced by test/support/announced-traffic.ts; anything else is a fault of the product.`,
  )
  return { passed: 0, failed: 1, skipped: 0 }
}

function readReport<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch (error) {
    console.error(`No report in ${file}: ${String(error)}`)
    return null
  }
}

main(process.argv[2])
