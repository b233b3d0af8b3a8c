/** Run as a process: node import-run.ts FOLDER LIST FILE MODE. Says what import-process.ts reads. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import * as v from 'valibot'
import { ImportMode } from '../../preload/contract/import.ts'
import type { ImportSaying } from './import-process.ts'
import { createListsWorkbench, manager } from './lists-workbench.ts'

const [folder = '', list = '', path = '', mode] = process.argv.slice(2)
const say = (saying: ImportSaying) => process.stdout.write(`${JSON.stringify(saying)}\n`)

const bench = createListsWorkbench(folder)
const file = await bench.tokenOf(path)
const { format, hasHeader, columns } = await bench.inspect(file)
const began = performance.now()
const push = bench.progress.push.bind(bench.progress)
bench.progress.push = (...steps) => {
  for (const step of steps)
    say({ kind: 'step', rowCount: step.rowCount, atMs: performance.now() - began })
  return push(...steps)
}
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const report = await bench.lists.handlers['lists.import'](
  { list, file, format, hasHeader, columns, mode: v.parse(ImportMode, mode) },
  manager,
)
delay.disable()
say({
  kind: 'done',
  report,
  tookMs: performance.now() - began,
  memoryBytesMax: process.resourceUsage().maxRSS * 1024,
  delayMs: {
    p50: delay.percentile(50) / 1e6,
    p99: delay.percentile(99) / 1e6,
    max: delay.max / 1e6,
  },
})
await bench.dispose()
