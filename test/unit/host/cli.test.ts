import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCommandLine } from '../../host/cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-cli-'))
beforeAll(() => {
  const described = { name: 'x', productName: 'X', version: '1.2.3', main: 'out/main.js' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(described))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe("Electron's command line", () => {
  it('is read as Playwright writes it', () => {
    const given = ['-r', '/loader.js', '--no-sandbox', '--inspect=0', '--remote-debugging-port=0']
    expect(readCommandLine([...given, folder, '--data-dir=/d'])).toEqual({
      modules: ['/loader.js'],
      switches: [['no-sandbox', '']],
      application: { name: 'X', version: '1.2.3', folder, main: join(folder, 'out/main.js') },
    })
  })

  it('needs an application', () => {
    expect(() => readCommandLine(['--no-sandbox'])).toThrow('usage')
  })
})
