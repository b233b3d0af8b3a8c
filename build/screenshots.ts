import './node-version.ts'
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildStale } from './build.ts'

/** `npm run screenshots`: makes the pictures that the READMEs name, out of the running application. */

const root = join(import.meta.dirname, '..')
const folder = join(root, 'docs/screenshots')
const readmes = ['README.md', 'README.ja.md']
const sizeBytesMax = 180 * 1024
/** Enough that a release is still on its way when its picture is taken. */
const recipients = '4000'

function wantedPictures(): string[] {
  const texts = readmes.map((name) => readFileSync(join(root, name), 'utf8')).join('\n')
  const names = [...texts.matchAll(/docs\/screenshots\/([\w-]+\.png)/g)].map((match) => match[1])
  return [...new Set(names)].filter((name) => name !== undefined).sort()
}

/** Drives the main job once for a language and theme; every screen on the way leaves a picture. */
function walk(language: string, theme: string, pictures: string): boolean {
  const { status } = spawnSync(
    join(root, 'node_modules/.bin/playwright'),
    ['test', 'test/e2e/main-job.spec.ts'],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        LANGUAGES: language,
        THEMES: theme,
        RECIPIENTS: recipients,
        PICTURES: pictures,
      },
    },
  )
  return status === 0
}

/** Language and theme of a picture: home-ja.png, home-ja-dark.png. */
function walkOf(picture: string): string {
  return /-([a-z]{2}(?:-dark)?)\.png$/.exec(picture)?.[1] ?? ''
}

await buildStale()
const wanted = wantedPictures()
const pictures = mkdtempSync(join(tmpdir(), 'sekisho-pictures-'))
const failures: string[] = []
let made = 0
for (const name of new Set(wanted.map(walkOf))) {
  const [language = '', theme = 'light'] = name.split('-')
  if (!walk(language, theme, pictures)) failures.push(`The journey in ${name} failed.`)
}
mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) if (!wanted.includes(name)) rmSync(join(folder, name))
for (const name of wanted) {
  const picture = join(pictures, name)
  if (!existsSync(picture)) failures.push(`${name} was not made.`)
  else if (statSync(picture).size > sizeBytesMax) failures.push(`${name} is too large.`)
  else {
    copyFileSync(picture, join(folder, name))
    made += 1
  }
}
rmSync(pictures, { recursive: true })
for (const failure of failures) console.error(failure)
console.log(`${made} of ${wanted.length} pictures made.`)
process.exitCode = failures.length === 0 ? 0 : 1
