import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createLogFile } from '../../../main/shell/log-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-log-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the log file', () => {
  const log = createLogFile(folder, { now: () => 0 })
  const read = () => readFileSync(join(folder, 'log/sekisho.log'), 'utf8')

  it('holds one object a line', () => {
    log.write('info', 'app.started')
    log.write('warning', 'store.offline', { attempts: 3 })
    expect(
      read()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { at: '1970-01-01T00:00:00.000Z', level: 'info', event: 'app.started' },
      { at: '1970-01-01T00:00:00.000Z', level: 'warning', event: 'store.offline', attempts: 3 },
    ])
  })

  it('begins anew when it is full, and keeps the one before', () => {
    log.write('info', 'x', { filler: 'y'.repeat(1_000_001) })
    log.write('info', 'after')
    expect(read()).toMatch(/"after"/)
    expect(read()).not.toMatch(/"filler"/)
    expect(existsSync(join(folder, 'log/sekisho.1.log'))).toBe(true)
  })
})
