import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAppHandler, readRendererFiles } from '../../../main/shell/app-protocol.ts'
import { previewPolicy, windowPolicy } from '../../../main/shell/csp.ts'
import { createPreviewHandler } from '../../../main/shell/preview-protocol.ts'

const root = mkdtempSync(join(tmpdir(), 'sekisho-app-'))
const folder = pathToFileURL(`${join(root, 'renderer')}/`)
const page = '<!doctype html>関所'
const files = {
  '/index.html': {
    type: 'text/html; charset=utf-8',
    sha256: createHash('sha256').update(page).digest('hex'),
  },
}
const get = (path: string, method = 'GET') =>
  createAppHandler(files, folder)({ url: `app://sekisho${path}`, method })

beforeAll(() => {
  mkdirSync(folder)
  writeFileSync(new URL('index.html', folder), page)
  writeFileSync(join(root, 'secret.txt'), 'secret')
  writeFileSync(join(root, 'manifest.json'), JSON.stringify(files))
})
afterAll(() => rmSync(root, { recursive: true }))

describe('app:// (E03, E04)', () => {
  it('serves what the build made, with the policy', async () => {
    const answer = await get('/index.html?x#y')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe(page)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toBe(windowPolicy)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    '/',
    '',
    '/secret.txt',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/index.html/',
    '/INDEX.HTML',
    '/constructor',
    '/__proto__',
    '//sekisho/index.html',
  ])('answers 404 to %s', async (path) => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-security-policy')).toBe(windowPolicy)
  })

  it('knows no other host and no other method', async () => {
    const handler = createAppHandler(files, folder)
    const other = await handler({ url: 'app://elsewhere/index.html', method: 'GET' })
    expect(other.status).toBe(404)
    expect((await get('/index.html', 'POST')).status).toBe(404)
  })

  it('refuses a file that differs from the build', async () => {
    writeFileSync(new URL('index.html', folder), `${page} `)
    const answer = await get('/index.html')
    expect(answer.status).toBe(410)
    expect(await answer.text()).toBe('')
    writeFileSync(new URL('index.html', folder), page)
  })

  it('reads a manifest of the right shape only', async () => {
    const manifest = pathToFileURL(join(root, 'manifest.json'))
    expect(await readRendererFiles(manifest)).toEqual(files)
    writeFileSync(manifest, '{"/index.html": "text/html"}')
    await expect(readRendererFiles(manifest)).rejects.toThrow()
  })

  it('has a policy without exceptions', () => {
    expect(windowPolicy).not.toMatch(/unsafe|\*|https?:/)
  })
})

describe('preview:// (E17)', () => {
  const handler = createPreviewHandler((token) => (token === '0a' ? '<p>hello</p>' : null))
  const load = (url: string, method = 'GET') => handler({ url, method })

  it('serves a document by its token, under a policy without script', async () => {
    const answer = load('preview://document/0a')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<p>hello</p>')
    expect(answer.headers.get('content-security-policy')).toBe(previewPolicy)
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(previewPolicy).not.toContain('script-src')
    expect(previewPolicy).toMatch(/(^|; )sandbox$/)
  })

  it.each([
    'preview://document/',
    'preview://document/0b',
    'preview://elsewhere/0a',
    'preview://document/0a/',
  ])('answers 404 to %s', (url) => expect(load(url).status).toBe(404))

  it('answers to GET only', () => expect(load('preview://document/0a', 'POST').status).toBe(404))
})
