import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensurePackages } from '../../build/debian-package.ts'
import { writeContactFile } from '../../build/demo/contact-file.ts'
import { audienceSummary, freezeAudience } from '../../main/lists/lists.ts'
import { startImport } from '../support/import-process.ts'
import { createListsWorkbench, listsOnly, manager } from '../support/lists-workbench.ts'

/**
 * `node test/bench/lists.ts [ROWS]`: how fast a Shift_JIS file becomes a list, beside what the
 * sqlite3 shell takes to load the same bytes, undecoded, into a plain file with a unique column;
 * and what the main thread and the memory notice of it. Figures go to stdout.
 */
const rowCount = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'))
const file = join(folder, 'contacts.csv')
writeContactFile({ file, rowCount, seed: 1 })

const plainMs = importByShell()
const bench = createListsWorkbench(folder)
const list = await bench.list()
const { sayings } = startImport({ folder, list: list.id, file })
for await (const saying of sayings) {
  if (saying.kind === 'step') continue
  const { report, tookMs, memoryBytesMax, delayMs } = saying
  const rate = (1000 * rowCount) / tookMs
  say('rows', `${report.rowCount}, ${report.counts.added} added`)
  say('import', `${tookMs.toFixed(0)} ms, ${rate.toFixed(0)} rows/s`)
  if (plainMs !== null) {
    say('sqlite3 .import', `${plainMs.toFixed(0)} ms`)
    say('ratio', `${(tookMs / plainMs).toFixed(2)} (3 at most is wanted)`)
  }
  say('memory', `${(memoryBytesMax / 1024 ** 2).toFixed(0)} MiB resident at most, threads included`)
  say(
    'main thread',
    `delay p50 ${delayMs.p50.toFixed(1)}, p99 ${delayMs.p99.toFixed(1)}, max ${delayMs.max.toFixed(1)} ms`,
  )
}
let began = performance.now()
const { count } = await audienceSummary(bench.db, listsOnly(list.id), 0)
say('summary', `${(performance.now() - began).toFixed(0)} ms for ${count}`)
await looking()
began = performance.now()
let frozen = 0
for (const _ of freezeAudience(bench.db, listsOnly(list.id), 0)) frozen += 1
say('freeze', `${(performance.now() - began).toFixed(0)} ms for ${frozen}`)
await bench.dispose()
rmSync(folder, { recursive: true })

/** Opening, scrolling, searching and counting as the window does it, one after the other. */
async function looking(): Promise<void> {
  const { handlers } = bench.lists
  const page = (search: string, offset: number) => () =>
    handlers['lists.contacts']({ list: list.id, search, offset, limit: 200 }, manager)
  await timed('open', [page('', 0)])
  const from = performance.now()
  await page('株式', 0)()
  say('search ready', `${(performance.now() - from).toFixed(0)} ms after it is first wanted`)
  const offsets = Array.from({ length: 200 }, (_, at) =>
    Math.floor((at * rowCount * 0.61803) % (rowCount * 0.94)),
  )
  await timed(
    'scroll',
    offsets.map((offset) => page('', offset)),
  )
  // A search that was asked before is remembered: each of these is new.
  await timed(
    'search',
    searchTerms().map((term) => page(term, 0)),
  )
  const values = [
    '株式',
    '工業',
    'サンプル',
    'Example',
    '商事',
    '物流',
    '見本',
    'みほん',
    '協会',
    '例示',
  ]
  const fields = ['company', 'name', 'title', 'department', 'reading'] as const
  const counts = fields.flatMap((field) =>
    values.map((value) => () => {
      const part = { about: 'text', field, is: 'contains', value } as const
      const condition = { match: 'all' as const, isNot: false, parts: [part] }
      return handlers['segments.count']({ lists: [list.id], condition }, manager)
    }),
  )
  // What is typed first reads each field once.
  await Promise.all(counts.slice(0, 50).map((count) => count()))
  await timed('segment count', counts)
}

function searchTerms(): string[] {
  const words = [
    '佐藤',
    '髙橋',
    '山﨑',
    'さくら',
    '株式会社',
    'ｻﾝﾌﾟﾙ',
    '物流',
    'Trading',
    '営業',
    '例え.テ',
  ]
  const letters = [
    'sa',
    'ta',
    'ko',
    'zz',
    'ya',
    'to@',
    '@sales',
    'example.jp',
    'hanako.w',
    'suzuki1',
  ]
  const numbers = Array.from({ length: 80 }, (_, at) => String(10 + at))
  return [...words, ...letters, ...numbers]
}

async function timed(name: string, acts: readonly (() => unknown)[]): Promise<void> {
  const took: number[] = []
  for (const act of acts) {
    const from = performance.now()
    await act()
    took.push(performance.now() - from)
  }
  took.sort((a, b) => a - b)
  const at = (share: number) => (took[Math.ceil(share * took.length) - 1] ?? 0).toFixed(1)
  say(name, `p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)} ms of ${took.length}`)
}

function say(name: string, figure: string): void {
  console.log(`${name.padEnd(16)} ${figure}`)
}

/** Milliseconds; null without the shell. Rows that it refuses it tells of on stderr. */
function importByShell(): number | null {
  ensurePackages([{ command: 'sqlite3', packages: ['sqlite3'], why: 'the measure for an import' }])
  const columns = 'name, reading, address UNIQUE, company, department, title, note'
  const from = performance.now()
  const { error, stdout } = spawnSync('sqlite3', [join(folder, 'plain.db')], {
    input: `CREATE TABLE contact (${columns});
.import --csv --skip 1 ${file} contact
SELECT count(*) FROM contact;
`,
    stdio: ['pipe', 'pipe', 'ignore'],
    encoding: 'utf8',
  })
  const tookMs = performance.now() - from
  if (error) return null
  if (Number(stdout) < rowCount / 2) throw new Error(`the shell kept ${stdout.trim()} rows only`)
  return tookMs
}
