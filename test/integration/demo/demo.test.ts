import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'

/** The demo as a person runs it: its own process, its exit code, what it prints. */

const script = join(import.meta.dirname, '../../../build/demo.ts')
const folders: string[] = []

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-test-'))
  folders.push(folder)
  return folder
}

function demo(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', script, ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('the demo', () => {
  it('sends, verifies and refuses on its own file', () => {
    const { status, stdout, stderr } = demo(
      '--recipients',
      '400',
      '--json',
      '--dir',
      join(temporaryFolder(), 'demo'),
    )
    expect(stderr).toBe('')
    const result = JSON.parse(stdout)
    expect(result.faults).toEqual([])
    expect(result.inbox.received).toBe(result.counts.sent)
    expect(result.inbox.dkimPassed).toBe(result.counts.sent)
    expect(result.gates.map((gate: { code: string }) => gate.code)).toEqual([
      'approval.template-altered',
      'approval.recipients-altered',
    ])
    expect(status).toBe(0)
  })

  it('takes a file from elsewhere: other names, BOM, semicolons, quoted line ends', () => {
    const file = join(temporaryFolder(), 'from-elsewhere.csv')
    const lines = [
      'E-Mail;Full name;"Branch\r\noffice";Remarks',
      'anna@branch.example.com;Anna Schmidt;"North;\r\nsecond floor";"said ""hello"""',
      'bert@branch.example.com;Bert Jansen;South;',
      'not-an-address;Carl;East;',
      'ANNA@branch.example.com;Anna again;West;',
    ]
    writeFileSync(file, `﻿${lines.join('\r\n')}\r\n`, 'utf8')
    const { status, stdout } = demo(
      '--csv',
      file,
      '--json',
      '--dir',
      join(temporaryFolder(), 'demo'),
    )
    const result = JSON.parse(stdout)
    expect(result.faults).toEqual([])
    expect(result.imported.counts).toMatchObject({ added: 2, duplicate: 1, invalid: 1 })
    expect(result.counts.sent).toBe(2)
    expect(status).toBe(0)
  })

  it.each([
    ['ja', /見つかりません|ありません/],
    ['en', /is not there/],
  ])('says in %s that a file is missing, and leaves nothing behind', (language, sentence) => {
    const parent = temporaryFolder()
    const { status, stderr } = demo(
      '--csv',
      join(parent, 'none.csv'),
      '--lang',
      language,
      '--dir',
      join(parent, 'demo'),
    )
    expect(status).toBe(1)
    expect(stderr).toMatch(sentence)
    expect(stderr).toContain('lists.file-not-found')
    expect(readdirSync(parent)).toEqual([])
  })

  it('says that a relay cannot be reached', () => {
    const folder = join(temporaryFolder(), 'demo')
    const { status, stderr } = demo(
      '--relay',
      '127.0.0.1:1',
      '--recipients',
      '10',
      '--lang',
      'en',
      '--dir',
      folder,
    )
    expect(status).toBe(1)
    expect(stderr).toContain('sending.relay-unreachable')
  })

  it('ends with 2 and a hint when the command line is wrong', () => {
    expect(demo('--relay', 'nonsense')).toMatchObject({ status: 2 })
    expect(demo('--unknown')).toMatchObject({ status: 2 })
  })
})
