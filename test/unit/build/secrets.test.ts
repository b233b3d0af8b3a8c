import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Keys and tokens that open something somewhere: none belongs into the repository. */
const patterns: readonly (readonly [string, RegExp])[] = [
  ['private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=\s]{64,}/],
  ['AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/],
  ['Slack token', /\bxox[abprs]-[\w-]{10,}/],
  ['Google key', /\bAIza[\w-]{35}\b/],
  ['npm token', /\bnpm_[A-Za-z0-9]{36}\b|\/:_authToken=(?!\$)\w+/],
  ['JSON web token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/],
  ['key of a service', /\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|\bsk-[A-Za-z0-9_-]{32,}/],
  ['address with a password', /\b[a-z]{3,10}:\/\/[^\s:/@'"`<>{}$]+:[^\s/@'"`<>{}$]{3,}@[a-z0-9]/],
]

const root = join(import.meta.dirname, '../../..')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))
  .filter((path) => !/\.(png|ico|woff2?|xlsx|zip)$/.test(path))
  .filter((path) => statSync(join(root, path)).size < 5_000_000)

const secretsIn = (text: string) =>
  patterns.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)

describe('secrets', () => {
  it('none in any file of the repository', () => {
    const found = files.flatMap((path) =>
      secretsIn(readFileSync(join(root, path), 'latin1')).map((name) => `${path}: ${name}`),
    )
    expect(files.length).toBeGreaterThan(500)
    expect(found).toEqual([])
  })

  it.each([
    ['AWS key', `AKIA${'ABCD1234'.repeat(2)}`],
    ['GitHub token', `ghp_${'a1'.repeat(18)}`],
    ['npm token', `npm_${'b2'.repeat(18)}`],
    ['npm token', `//registry.example/:_auth${'Token'}=secret`],
    ['private key', `-----BEGIN ${'PRIVATE'} KEY-----\n${'MIIEvQIBADANBgkq'.repeat(5)}`],
    ['address with a password', `postgres://office:${'hunter2'}@db.example.jp/x`],
  ])('%s would be found', (name, text) => expect(secretsIn(text)).toContain(name))
})
