import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The rules of the house, over the tree. Each message says what to write instead. */

const root = join(import.meta.dirname, '..')
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))
const code = tracked.filter((path) =>
  /^(main|preload|renderer|build|test)\/.*\.(ts|tsx)$/.test(path),
)
const product = code.filter((path) => /^(main|preload|renderer)\//.test(path))

/** Capabilities in their order: each may import the face of an earlier one, and nothing else of it. */
const order = [
  'address',
  'sqlite',
  'policy',
  'vault',
  'journal',
  'identity',
  'lists',
  'message',
  'deliverability',
  'checks',
  'approval',
  'permits',
  'sending',
  'returns',
  'reports',
  'notices',
  'sample',
  'ipc',
]
const openFolders = new Set(['address', 'sqlite'])
/** Top files of main/ that every capability may import. */
const ground = new Set(['main/ports.ts', 'main/file-token.ts'])

const text = (path: string) => readFileSync(join(root, path), 'utf8')
const lineCount = (path: string) => text(path).split('\n').length - 1

interface Import {
  readonly from: string
  readonly specifier: string
  /** Repository path of a relative import. */
  readonly target: string | null
}

function importsOf(path: string): Import[] {
  const found = text(path).matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
  )
  return [...found].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? ''
    const target = specifier.startsWith('.') ? normalize(join(dirname(path), specifier)) : null
    return { from: path, specifier, target }
  })
}

const imports = product.flatMap(importsOf)

function tierProblem({ from, specifier, target }: Import): string | null {
  const isStd = /^preload\/(contract|problem)/.test(from)
  if (isStd) {
    const allowed =
      specifier === 'valibot' || (target !== null && /^preload\/(contract|problem)/.test(target))
    return allowed
      ? null
      : `${from}: std files import valibot and each other only, not ${specifier}`
  }
  if (specifier === 'electron' || specifier.startsWith('electron/')) {
    const allowed =
      from.startsWith('main/shell/') || from === 'preload/bridge.ts' || from === 'main/index.ts'
    return allowed
      ? null
      : `${from}: only main/shell/ imports electron; take a port from main/ports.ts`
  }
  if (from.startsWith('renderer/')) {
    const forbidden = specifier.startsWith('node:') || target?.startsWith('main/')
    return forbidden
      ? `${from}: the renderer asks through renderer/ipc.ts, it never imports ${specifier}`
      : null
  }
  const owner = /^main\/([a-z]+)\//.exec(from)?.[1]
  if (!owner || owner === 'shell' || target === null) return null
  if (target.startsWith('preload/') || ground.has(target)) return null
  const folder = /^main\/([a-z]+)\//.exec(target)?.[1]
  if (!folder)
    return `${from}: ${target} is not for capabilities; pass what is needed as an argument`
  if (folder === owner) return null
  if (order.indexOf(folder) > order.indexOf(owner))
    return `${from}: ${folder} comes after ${owner}; turn the dependency round or inject it in main/core.ts`
  const isFace = target === `main/${folder}/${folder}.ts` || openFolders.has(folder)
  return isFace ? null : `${from}: import ${folder}/${folder}.ts, the face, not ${target}`
}

describe('tidy', () => {
  it('imports follow the tiers', () => {
    expect(imports.map(tierProblem).filter((each) => each !== null)).toEqual([])
  })

  it('every folder of main/ has a place in the order', () => {
    const folders = new Set(
      product
        .map((path) => /^main\/([a-z]+)\//.exec(path)?.[1])
        .filter((each) => each !== undefined),
    )
    folders.delete('shell')
    expect([...folders].filter((folder) => !order.includes(folder))).toEqual([])
  })

  it('files stay readable in one sitting', () => {
    const limit = (path: string) =>
      path.startsWith('main/shell/') ? 120 : path === 'main/index.ts' ? 60 : 400
    const exempt = /\/schema\/|fixtures|-table\.ts$/
    const long = code.filter((path) => !exempt.test(path) && lineCount(path) > limit(path))
    expect(
      long.map((path) => `${path}: ${lineCount(path)} lines, split it by what it is about`),
    ).toEqual([])
  })

  it('names say what is inside', () => {
    const banned = /(^|[/.-])(utils?|helpers?|common|shared|tools?|misc|manager|services?)([/.-]|$)/
    const vague = code.filter((path) => banned.test(path))
    const handlers = code.filter(
      (path) => /handler/.test(path) && !/\/handlers(\.test)?\.ts$/.test(path),
    )
    const index = code.filter((path) => /(^|\/)index\.tsx?$/.test(path) && path !== 'main/index.ts')
    expect([...vague, ...handlers, ...index]).toEqual([])
    expect(code.filter((path) => /[A-Z_]/.test(path))).toEqual([])
  })

  it('nothing is exported wholesale', () => {
    expect(code.filter((path) => /^export \*/m.test(text(path)))).toEqual([])
  })

  it('clock, randomness and DNS come in through ports', () => {
    const direct =
      /\bDate\.now\(|new Date\(\)|Math\.random\(|from 'node:dns|\brandomBytes\(|\brandomUUID\(/
    const ports = new Set(['main/node-ports.ts', 'main/system-resolvers.ts'])
    const core = product.filter(
      (path) => path.startsWith('main/') && !path.startsWith('main/shell/') && !ports.has(path),
    )
    expect(core.filter((path) => direct.test(text(path)))).toEqual([])
  })

  it('ipcMain has one user, and better-sqlite3 one importer', () => {
    expect(product.filter((path) => /\bipcMain\b/.test(text(path)))).toEqual([
      'main/shell/ipc-binding.ts',
    ])
    expect(
      imports.filter((each) => each.specifier === 'better-sqlite3').map((each) => each.from),
    ).toEqual(['main/sqlite/sqlite.ts'])
  })

  it('no cast hides a doubt', () => {
    const casts = product.flatMap((path) =>
      text(path)
        .split('\n')
        .map((line, index) => ({ line, at: `${path}:${index + 1}` }))
        .filter(({ line }) => /\bas any\b|as unknown as|@ts-ignore|@ts-expect-error/.test(line))
        .map(({ at }) => at.replace(/:\d+$/, '')),
    )
    // One cast each, where a library's types cannot say what its code does.
    expect([...new Set(casts)].sort()).toEqual(['main/sqlite/sqlite.ts'])
  })

  it('the text speaks of the product alone', () => {
    const words = new RegExp(
      ['/wo' + 'rk/', '/fa' + 'rm/', '(?<![\\w>0-9])/ro' + 'ot/', 'registry\\.np' + 'mjs'].join(
        '|',
      ),
    )
    const texts = tracked.filter(
      (path) =>
        path !== 'package-lock.json' && /\.(ts|tsx|md|json|yml|html|css|sh)$|^\.ci\//.test(path),
    )
    expect(texts.filter((path) => words.test(text(path)))).toEqual([])
  })

  it('every package has its line in docs/dependencies.md', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      text('package.json'),
    ) as Record<string, Record<string, string>>
    const packages = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    const explained = text('docs/dependencies.md')
    const isExplained = (name: string) =>
      name.startsWith('@types/') ? explained.includes('@types/*') : explained.includes(name)
    expect(packages.filter((name) => !isExplained(name))).toEqual([])
    // The core's packages are packed; what only the renderer or a test uses is not.
    const imported = new Set(
      imports.filter(({ from }) => from.startsWith('main/')).map(({ specifier }) => specifier),
    )
    const isImported = (name: string) =>
      [...imported].some((each) => each === name || each.startsWith(`${name}/`))
    // The schemas of the preload.
    const preload = ['valibot']
    expect(
      Object.keys(dependencies ?? {}).filter(
        (name) => !isImported(name) && !preload.includes(name),
      ),
    ).toEqual([])
  })

  it('every fault that a test names exists in its name', () => {
    const attacks = code.filter(
      (path) => path.startsWith('test/attack/') && path.endsWith('.test.ts'),
    )
    const nameless = attacks.filter((path) => !/\b[SAMREI]\d\d\b/.test(text(path)))
    expect(nameless).toEqual([])
  })
})
