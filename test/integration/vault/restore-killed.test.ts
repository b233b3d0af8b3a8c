import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../../support/vault.ts'

const kills = process.env.SLOW ? 40 : 4
const entry = fileURLToPath(new URL('../../support/restoring-process.ts', import.meta.url))

test(`killed in the middle of a restore, ${kills} times: there is a vault, the old one or the new one`, async () => {
  const folder = makeTempFolder()
  const source = join(folder, 'backup')
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.setSetting('fact', 'kept')
  await vault.backUp(source)
  vault.close()
  for (let count = 0; count < kills; count += 1) {
    const child = spawn(process.execPath, [entry, folder, source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    await wait(Math.random() * 1200)
    child.kill('SIGKILL')
    await once(child, 'exit')
    // The next start ends what the last one began.
    const next = makeTestVault(folder)
    expect(next.state()).toBe('locked')
    await next.open('m-1', goodPassword)
    expect(next.setting('fact')).toBe('kept')
    next.close()
  }
}, 600_000)
