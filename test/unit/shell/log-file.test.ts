import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
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

  it('begins anew when it is full, keeps four before it and no more, and forgets after 90 days', () => {
    const fill = () => {
      for (let i = 0; i < 3_400; i += 1) log.write('info', 'x', { filler: 'y '.repeat(150) })
    }
    for (let i = 0; i < 6; i += 1) fill()
    log.write('info', 'after')
    expect(read()).toMatch(/"after"/)
    const kept = readdirSync(join(folder, 'log')).sort()
    expect(kept).toEqual(
      ['1', '2', '3', '4'].map((age) => `sekisho.${age}.log`).concat('sekisho.log'),
    )
    for (const file of kept)
      expect(statSync(join(folder, 'log', file)).size).toBeLessThan(1_010_000)
    const later = Date.now() + 91 * 24 * 3_600_000
    createLogFile(folder, { now: () => later })
    expect(readdirSync(join(folder, 'log'))).toEqual([])
  })

  it('forgets lines by their days, while the program runs on too', () => {
    const dayMs = 24 * 3_600_000
    let now = 0
    const other = createLogFile(join(folder, 'days'), { now: () => now }, 'info', 7)
    for (let day = 0; day < 12; day += 1) {
      now = day * dayMs
      other.write('info', 'counted', { day })
    }
    expect(other.recent?.(20).map((line) => JSON.parse(line).day)).toEqual([
      ...[4, 5, 6, 7, 8, 9, 10, 11],
    ])
  })

  it('hands out its newest lines, oldest first', () => {
    const other = createLogFile(join(folder, 'other'), { now: () => 0 })
    for (let i = 0; i < 5; i += 1) other.write('info', 'counted', { i })
    expect(other.recent?.(2).map((line) => JSON.parse(line).i)).toEqual([3, 4])
  })

  it('holds no address, name or secret, whoever wrote it', () => {
    const other = createLogFile(join(folder, 'redacted'), { now: () => 0 })
    other.write('error', 'x', {
      a: 'kanariya@example.jp',
      b: '山田 太郎',
      c: 'k1'.repeat(20),
      n: 7,
    })
    expect(other.recent?.(1).join()).toContain('"n":7')
    expect(other.recent?.(1).join()).not.toMatch(/kanariya|山田|k1k1/)
  })

  it('writes nothing below the level that the machine policy names', () => {
    const other = createLogFile(join(folder, 'level'), { now: () => 0 }, 'error')
    other.write('info', 'small')
    other.write('warning', 'medium')
    other.write('error', 'large')
    expect(other.recent?.(9).map((line) => JSON.parse(line).event)).toEqual(['large'])
  })
})
