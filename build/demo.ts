import { mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, ProblemError } from '../preload/problem.ts'
import { formatProblem } from '../renderer/i18n/problem.ts'
import { performMainJob } from './demo/main-job.ts'
import { openOffice } from './demo/office.ts'
import { type DemoOptions, parseOptions, UsageError } from './demo/options.ts'
import { createPrinter } from './demo/print.ts'
import { startRelay } from './demo/relay.ts'
import { printReport } from './demo/report.ts'
import { createSpeaker } from './demo/text.ts'

/** `npm run demo`: the main job, end to end, on real parts and without a window. */

export interface Relaying {
  readonly host: string
  readonly port: number
  readonly user: string | null
  readonly password: string | null
  readonly ca: string | null
  /** The built-in server, whose mail can be read back; null for a relay that was named. */
  readonly builtIn: Awaited<ReturnType<typeof startRelay>> | null
}

async function run(options: DemoOptions): Promise<boolean> {
  if (options.csv && !statSync(options.csv, { throwIfNoEntry: false })?.isFile())
    fail('lists.file-not-found', { file: options.csv })
  const print = createPrinter(options.json)
  const say = createSpeaker(options.language)
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'sekisho-demo-'))
  mkdirSync(join(folder, 'store'), { recursive: true })
  print.line(say('title'))
  print.line(say('folder', { folder }))

  const relaying = await openRelay(options)
  const office = await openOffice({ folder, language: options.language, version: productVersion() })
  try {
    const outcome = await performMainJob({ options, folder, office, relaying, print, say })
    return printReport({ outcome, folder, options, print, say })
  } finally {
    await Promise.all(office.workstations.map((workstation) => workstation.close()))
    await relaying.builtIn?.stop()
  }
}

async function openRelay({ relay }: DemoOptions): Promise<Relaying> {
  if (relay) {
    const ca = relay.caFile ? readCertificate(relay.caFile) : null
    return {
      host: relay.host,
      port: relay.port,
      user: relay.user,
      password: relay.password,
      ca,
      builtIn: null,
    }
  }
  const builtIn = await startRelay()
  const { host, port, user, password, caPem } = builtIn
  return { host, port, user, password, ca: caPem, builtIn }
}

function readCertificate(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) fail('lists.file-not-found', { file })
  return readFileSync(file, 'utf8')
}

function productVersion(): string {
  const file = join(import.meta.dirname, '..', 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** 0: everything held. 1: a problem, said in one sentence. 2: the command line is wrong. */
async function main(): Promise<number> {
  let language: DemoOptions['language'] = 'en'
  try {
    const options = parseOptions(process.argv.slice(2))
    language = options.language
    return (await run(options)) ? 0 : 1
  } catch (error) {
    if (error instanceof UsageError || isArgumentError(error)) {
      console.error(error.message)
      return 2
    }
    if (!(error instanceof ProblemError)) throw error
    console.error(`\n${formatProblem(error.problem, language)}\n(${error.problem.code})`)
    return 1
  }
}

function isArgumentError(error: unknown): error is Error {
  return (
    error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  )
}

process.exitCode = await main()
