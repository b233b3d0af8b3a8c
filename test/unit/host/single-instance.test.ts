import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SingleInstance } from '../../host/single-instance.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

const handOver = { argv: ['electron', '.', '--x'], cwd: '/', data: null }

describe('the single-instance lock of the host', () => {
  it('is held once; a second taker hands over what it was started with', async () => {
    const file = join(folder, 'a', 'host.lock')
    const [first, second] = [new SingleInstance(), new SingleInstance()]
    const seen = new Promise((resolve) => {
      expect(first.take({ file, handOver, onSecond: resolve })).toBe(true)
    })
    expect(second.take({ file, handOver, onSecond: () => {} })).toBe(false)
    expect(second.isHeld).toBe(false)
    await second.handedOver
    expect(await seen).toEqual(handOver)
    first.release()
  })

  it('takes over what a dead process left', () => {
    const file = join(folder, 'host.lock')
    writeFileSync(file, '999999999')
    const lock = new SingleInstance()
    expect(lock.take({ file, handOver, onSecond: () => {} })).toBe(true)
    expect(existsSync(file)).toBe(true)
    lock.release()
  })
})
