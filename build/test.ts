import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
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
  /** Of each that failed, its name and what it said: told again at the end, where it is looked for. */
  faults?: readonly string[]
}

interface Outcome extends Tally {
  readonly name: string
  readonly seconds: number
}

interface Suite {
  readonly name: string
  readonly run: (output?: string) => Promise<Tally>
  /** Runs beside the next one, since both wait more than they compute; its output is printed after. */
  readonly isBeside?: true
}

const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')
const bins = join(root, 'node_modules', '.bin')

const suites: readonly Suite[] = [
  { name: 'types', run: () => whole('tsc', []) },
  { name: 'lint', run: () => whole('biome', ['ci', '--error-on-warnings', '.']) },
  { name: 'dead code', run: () => whole('knip', []) },
  { name: 'unit', run: () => vitest('unit', ['--maxWorkers=2']) },
  // These wait for disks, deadlines and other processes besides: more files than cores.
  { name: 'attack', run: () => vitest('attack', ['--maxWorkers=3']) },
  { name: 'integration', run: () => vitest('integration', ['--maxWorkers=4']) },
  { name: 'build', run: () => whole('node', [join(root, 'build', 'build.ts')]) },
  { name: 'packaging', run: (output) => vitest('packaging', [], output), isBeside: true },
  { name: 'e2e', run: playwright },
]

async function main(only: string | undefined): Promise<void> {
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
    { command: 'openssl', packages: ['openssl'], why: 'certificates, and a reader of S/MIME' },
    { command: 'python3', packages: ['python3'], why: 'a reader of mail, and ISO-2022-JP' },
    {
      command: 'saslpasswd2',
      packages: ['sasl2-bin', 'libsasl2-modules'],
      why: 'its user names and passwords',
    },
    { command: 'strace', packages: ['strace'], why: 'sees what the engine writes, and syncs' },
    { command: 'tcpdump', packages: ['tcpdump'], why: 'sees what the windows send' },
    { command: 'ip', packages: ['iproute2'], why: 'a network of their own for the windows' },
    { command: 'pdffonts', packages: ['poppler-utils'], why: 'another reader of our reports' },
    { command: 'unbound', packages: ['unbound'], why: 'a resolver with zones of our own' },
    { command: 'ldns-signzone', packages: ['ldnsutils'], why: 'signs those zones' },
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
  // Hundreds of processes and threads read the same sources: what Node made of them is kept.
  process.env.NODE_COMPILE_CACHE ??= join(results, 'compile-cache')
  const outcomes: Outcome[] = []
  const beside: Promise<Outcome>[] = []
  for (const suite of chosen) {
    if (suite.isBeside) {
      beside.push(timed(suite, join(results, `${suite.name}.log`)))
      continue
    }
    console.log(`\n== ${suite.name}`)
    outcomes.push(await timed(suite))
  }
  for (const outcome of await Promise.all(beside)) {
    console.log(
      `\n== ${outcome.name}\n${readFileSync(join(results, `${outcome.name}.log`), 'utf8')}`,
    )
    outcomes.push(outcome)
  }
  console.log()
  for (const { name, passed, failed, skipped, seconds } of outcomes)
    console.log(
      `${name.padEnd(12)} ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds.toFixed(1)} s)`,
    )
  for (const fault of outcomes.flatMap(({ faults = [] }) => faults))
    console.log(`\nFAILED ${fault}`)
  const count = (of: 'passed' | 'failed' | 'skipped') =>
    outcomes.reduce((sum, outcome) => sum + outcome[of], 0)
  const failed = count('failed')
  console.log(`\n${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`)
  process.exitCode = failed === 0 ? 0 : 1
}

async function timed(suite: Suite, output?: string): Promise<Outcome> {
  const startedAt = performance.now()
  const tally = await suite.run(output)
  return { ...tally, name: suite.name, seconds: (performance.now() - startedAt) / 1000 }
}

/** Runs a command of node_modules to its end; what it prints goes to the terminal or into a file. */
async function run(
  name: string,
  args: readonly string[],
  { env = process.env, output }: { env?: NodeJS.ProcessEnv; output?: string | undefined } = {},
): Promise<boolean> {
  const file = output === undefined ? 'inherit' : openSync(output, 'w')
  const child = spawn(resolve(bins, name), args, {
    cwd: root,
    stdio: ['inherit', file, file],
    env,
  })
  const [status] = await once(child, 'close')
  if (file !== 'inherit') closeSync(file)
  return status === 0
}

/** A check that passes or fails as a whole. */
async function whole(name: string, args: readonly string[]): Promise<Tally> {
  return (await run(name, args))
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0 }
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  success: boolean
  testResults: {
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

async function vitest(
  project: string,
  more: readonly string[] = [],
  output?: string,
): Promise<Tally> {
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
  const isDone = await run('vitest', args, { output })
  const report = readReport<VitestReport>(file)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  // A file that fails to load has no failed test of its own, so the exit code has a say as well.
  const failed = Math.max(report.numFailedTests, isDone && report.success ? 0 : 1)
  const faults = report.testResults.flatMap(({ message, assertionResults }) => [
    ...(message === '' ? [] : [beginning(message)]),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) =>
        beginning(`${fullName}\n${failureMessages.join('\n')}`),
      ),
  ])
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, faults }
}

function beginning(text: string): string {
  return text.split('\n').slice(0, 12).join('\n')
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

async function playwright(): Promise<Tally> {
  const built = await whole('node', [join(root, 'build', 'build.ts')])
  if (built.failed > 0) return built
  const file = join(results, 'playwright.json')
  rmSync(file, { force: true })
  const args = ['test', '--reporter=list,json']
  const quiet = quietNetwork(join(results, 'network'), join(bins, 'playwright'), args)
  const env = { ...process.env, ...quiet?.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file }
  const isDone = await run(quiet?.command ?? 'playwright', quiet?.args ?? args, { env })
  const report = readReport<PlaywrightReport>(file)
  if (!report) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  const silence = silenceOf(quiet)
  return {
    passed: expected + flaky + silence.passed,
    failed: Math.max(unexpected, isDone ? 0 : 1) + silence.failed,
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

await main(process.argv[2])
