import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeTempFolder } from '../support/temp-folder.ts'
import { createFilled, makeNewMember, makeTestVault } from '../support/vault.ts'

const kills = process.env.SLOW ? 50 : 8

test(`A02: killed between the start of Argon2id and its result, ${kills} times: every attempt counts`, async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.close()
  const attempts = join(folder, 'data', 'attempts.json')
  const entry = fileURLToPath(new URL('../support/login-attempt.ts', import.meta.url))
  let failures = 0
  for (let count = 1; count <= kills; count += 1) {
    const nowMs = Date.parse('2026-11-24') + count * 86_400_000
    const child = spawn(process.execPath, [entry, folder, String(nowMs)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
    expect(String(said[0])).toBe('deriving\n')
    child.kill('SIGKILL')
    await once(child, 'exit')
    failures += 1
    const stored = JSON.parse(readFileSync(attempts, 'utf8'))
    expect(stored['m-1']).toMatchObject({ failures, failedAtMs: nowMs })
    if (failures < 9) continue
    // The tenth would lock, and there would be no Argon2id to kill.
    rmSync(attempts)
    failures = 0
  }
}, 600_000)
