import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { problemOfAsync } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../../support/vault.ts'

const kills = process.env.SLOW ? 30 : 4
const entry = fileURLToPath(new URL('../../support/password-process.ts', import.meta.url))

test(`killed in the middle of changing a password, ${kills} times: exactly one of the two opens`, async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.close()
  let [current, other] = [goodPassword, 'the other password of two']
  for (let count = 0; count < kills; count += 1) {
    const child = spawn(process.execPath, [entry, folder, current, other], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    // Two derivations of a few hundred milliseconds each, and a write between them and the next.
    await wait(Math.random() * 1500)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const answers = []
    for (const password of [current, other]) {
      answers.push(await problemOfAsync(() => vault.open('m-1', password)))
      vault.close()
    }
    expect([...answers].sort()).toEqual(['vault.wrong-password', null].sort())
    if (answers[1] === null) [current, other] = [other, current]
  }
}, 600_000)
