import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensurePackages } from '../../build/debian-package.ts'
import { writeContactFile } from '../../build/demo/contact-file.ts'
import { audienceSummary, freezeAudience } from '../../main/lists/lists.ts'
import { startImport } from '../support/import-process.ts'
import { createListsWorkbench, listsOnly } from '../support/lists-workbench.ts'

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
began = performance.now()
let frozen = 0
for (const _ of freezeAudience(bench.db, listsOnly(list.id), 0)) frozen += 1
say('freeze', `${(performance.now() - began).toFixed(0)} ms for ${frozen}`)
await bench.dispose()
rmSync(folder, { recursive: true })

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
