import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { type ImportMode, ImportReport } from '../../preload/contract/import.ts'

/** What a process that only imports has to say: each step, then what it cost. */
export const ImportSaying = v.variant('kind', [
  v.strictObject({ kind: v.literal('step'), rowCount: v.number(), atMs: v.number() }),
  v.strictObject({
    kind: v.literal('done'),
    report: ImportReport,
    tookMs: v.number(),
    memoryBytesMax: v.number(),
    /** Of the main thread while it imported. */
    delayMs: v.strictObject({ p50: v.number(), p99: v.number(), max: v.number() }),
  }),
])
export type ImportSaying = v.InferOutput<typeof ImportSaying>

export interface ImportProcess {
  readonly child: ChildProcess
  readonly sayings: AsyncIterable<ImportSaying>
}

/** Imports a file into the list of that name, in a process of its own that can be killed. */
export function startImport(options: {
  readonly folder: string
  readonly list: string
  readonly file: string
  readonly mode?: ImportMode
}): ImportProcess {
  const script = new URL('./import-run.ts', import.meta.url).pathname
  const { folder, list, file, mode = 'once' } = options
  const child = spawn(process.execPath, [script, folder, list, file, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, sayings: sayingsOf(child) }
}

async function* sayingsOf(child: ChildProcess): AsyncGenerator<ImportSaying> {
  if (child.stdout === null) throw new Error('the process has no output')
  for await (const line of createInterface({ input: child.stdout }))
    yield v.parse(ImportSaying, JSON.parse(line))
}
