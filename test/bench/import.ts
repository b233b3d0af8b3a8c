/**
 * node test/bench/import.ts [ROWS]: how fast a Shift_JIS file becomes a list, and what the main
 * thread notices of it. Prints; judges nothing, since that depends on the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeContactFile } from '../../build/demo/contact-file.ts'
import { audienceSummary, freezeAudience } from '../../main/lists/lists.ts'
import { startImport } from '../support/import-process.ts'
import { createListsWorkbench, listsOnly } from '../support/lists-workbench.ts'

const rowCount = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'))
const file = join(folder, 'contacts.csv')
writeContactFile({ file, rowCount, seed: 1 })
const bench = createListsWorkbench(folder)
const list = await bench.list()
const { sayings } = startImport({ folder, list: list.id, file })
for await (const saying of sayings) {
  if (saying.kind === 'step') continue
  const { report, tookMs, memoryBytesMax, delayMs } = saying
  console.log(`rows           ${report.rowCount}`)
  console.log(
    `import         ${tookMs.toFixed(0)} ms, ${((1000 * rowCount) / tookMs).toFixed(0)} rows/s`,
  )
  console.log(`memory         ${(memoryBytesMax / 1024 ** 2).toFixed(0)} MiB at most`)
  console.log(
    `main thread    delay p50 ${delayMs.p50.toFixed(1)} ms, p99 ${delayMs.p99.toFixed(1)} ms, max ${delayMs.max.toFixed(1)} ms`,
  )
}
let began = performance.now()
const { count } = await audienceSummary(bench.db, listsOnly(list.id), 0)
console.log(`summary        ${(performance.now() - began).toFixed(0)} ms for ${count}`)
began = performance.now()
let frozen = 0
for (const _ of freezeAudience(bench.db, listsOnly(list.id), 0)) frozen += 1
console.log(`freeze         ${(performance.now() - began).toFixed(0)} ms for ${frozen}`)
await bench.dispose()
rmSync(folder, { recursive: true })
