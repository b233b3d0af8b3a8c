import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Postfix, postfixMissing, startPostfix } from '../../support/postfix.ts'

const missing = postfixMissing()
if (missing) console.warn(`SKIPPED, the demo with Postfix as its relay: ${missing}`)

const script = join(import.meta.dirname, '../../../build/demo.ts')
const count = 150

describe.skipIf(missing !== null)('the demo with Postfix as its relay', () => {
  let postfix: Postfix
  let folder: string
  let ca: string
  beforeAll(async () => {
    postfix = await startPostfix(['example.jp'])
    folder = mkdtempSync(join(tmpdir(), 'sekisho-postfix-demo-'))
    ca = join(folder, 'ca.pem')
    writeFileSync(ca, postfix.caPem)
  })
  afterAll(async () => {
    await postfix?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function demo(password: string, name: string) {
    const file = join(folder, `${name}.csv`)
    const rows = Array.from({ length: count }, (_, at) => `user${at}@example.jp,利用者${at}`)
    writeFileSync(file, `メールアドレス,氏名\r\n${rows.join('\r\n')}\r\n`)
    const relay = `${postfix.host}:${postfix.port}`
    const args = ['--relay', relay, '--relay-user', postfix.user, '--ca', ca, '--csv', file]
    return spawnSync(
      process.execPath,
      ['--no-warnings', script, ...args, '--lang', 'en', '--json', '--dir', join(folder, name)],
      { encoding: 'utf8', env: { ...process.env, SEKISHO_RELAY_PASSWORD: password } },
    )
  }

  it('sends all, and Postfix has delivered all', async () => {
    const { status, stdout, stderr } = demo(postfix.password, 'right')
    expect(stderr).toBe('')
    const result = JSON.parse(stdout)
    expect(result.faults).toEqual([])
    expect(result.counts.sent).toBe(count)
    expect(status).toBe(0)
    let delivered = await postfix.delivered()
    for (let tries = 0; tries < 100 && delivered.length < count; tries += 1) {
      await sleep(200)
      delivered = await postfix.delivered()
    }
    expect(delivered).toHaveLength(count)
  })

  it('says which password is wrong, and sends nothing', async () => {
    const before = (await postfix.delivered()).length
    const { status, stdout, stderr } = demo('not the password', 'wrong')
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain('sending.auth-refused')
    expect(await postfix.delivered()).toHaveLength(before)
  })
})
