import './node-version.ts'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { mainConfig } from './main.vite.ts'
import { preloadConfig } from './preload.vite.ts'
import { rendererConfig } from './renderer.vite.ts'
import { digestOf, filesUnder, readStamps, writeStamps } from './stamp.ts'

const root = join(import.meta.dirname, '..')
const stampFile = join(root, 'out/stamps.json')

interface Part {
  readonly name: string
  readonly inputs: readonly string[]
  readonly config: InlineConfig
  readonly product: string
}

const parts: readonly Part[] = [
  {
    name: 'main',
    inputs: ['main', 'preload', 'package-lock.json', 'build/main.vite.ts'],
    config: mainConfig(root, mainEntries()),
    product: 'out/main/index.js',
  },
  {
    name: 'preload',
    inputs: ['preload', 'package-lock.json', 'build/preload.vite.ts'],
    config: preloadConfig(root),
    product: 'out/preload/bridge.cjs',
  },
  {
    name: 'renderer',
    inputs: ['renderer', 'preload', 'package-lock.json', 'build/renderer.vite.ts'],
    config: rendererConfig(root),
    product: 'out/renderer/index.html',
  },
]

/** Builds what is not up to date: out/main, out/preload, out/renderer. Returns what it built. */
export async function buildStale(): Promise<readonly string[]> {
  mkdirSync(join(root, 'out'), { recursive: true })
  const stamps = { ...readStamps(stampFile) }
  // A test runner says "test" here, and React would be bundled as for its developers.
  process.env.NODE_ENV = 'production'
  const built: string[] = []
  for (const { name, inputs, config, product } of parts) {
    const digest = digestOf(root, inputs)
    if (stamps[name] === digest && existsSync(join(root, product))) continue
    await build({ ...config, mode: 'production' })
    stamps[name] = digest
    built.push(name)
  }
  if (built.length > 0) writeRendererFiles()
  writeStamps(stampFile, stamps)
  return built
}

/** The main process, and what it starts in a process or thread of its own. */
function mainEntries(): Record<string, string> {
  return {
    index: 'main/index.ts',
    'engine-process': 'main/sending/engine-process.ts',
    'flight-log-thread': 'main/sending/flight-log-thread.ts',
    'outcome-thread': 'main/sending/outcome-thread.ts',
    'composer-thread': 'main/sending/composer-thread.ts',
    'examination-worker': 'main/journal/examination-worker.ts',
    'book-worker': 'main/lists/book-worker.ts',
    'recipient-file-worker': 'main/message/recipient-file-worker.ts',
    'reading-worker': 'main/lists/reading-worker.ts',
    'vault-worker': 'main/vault/vault-worker.ts',
    'count-worker': 'main/lists/count-worker.ts',
    'find-worker': 'main/lists/find-worker.ts',
    'audience-worker': 'main/approval/audience-worker.ts',
    'check-worker': 'main/checks/check-worker.ts',
    'signing-worker': 'main/message/signing-worker.ts',
    'frequent-password-worker': 'main/identity/frequent-password-worker.ts',
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The manifest of FAULTS E03: app:// serves what stands in it and nothing else. */
function writeRendererFiles(): void {
  const folder = join(root, 'out/renderer')
  const entries = filesUnder(folder).map((file) => {
    const type = types[extname(file)]
    if (type === undefined) throw new Error(`No media type is known for ${file}`)
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex')
    return [`/${relative(folder, file).split(sep).join('/')}`, { type, sha256 }]
  })
  const text = `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`
  writeFileSync(join(root, 'out/main/renderer-files.json'), text)
}

if (import.meta.main) {
  const startedAt = performance.now()
  const built = await buildStale()
  const took = `${Math.round(performance.now() - startedAt)} ms`
  console.log(
    built.length === 0 ? 'Everything is up to date.' : `Built ${built.join(', ')}: ${took}`,
  )
}
