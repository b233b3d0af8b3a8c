import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeWorkstation } from '../../main/vault/vault.ts'
import { makeFileDeviceKey } from '../support/device-key.ts'
import { countInMemory } from '../support/process-memory.ts'
import { systemRandom } from '../support/random.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { makeNewMember, makeTestVault } from '../support/vault.ts'

const entry = fileURLToPath(new URL('../support/locking-process.ts', import.meta.url))

test.runIf(process.platform === 'linux')(
  'A08: after a lock none of the keys is in the memory of the process any more',
  async () => {
    const folder = makeTempFolder()
    const made: Uint8Array[] = []
    const random = {
      bytes(count: number) {
        const bytes = systemRandom.bytes(count)
        made.push(Uint8Array.from(bytes))
        return bytes
      },
    }
    const vault = makeTestVault(folder, { random })
    const member = makeNewMember('m-1')
    const workstation = makeWorkstation('PC-1', systemRandom)
    const keys = {
      'signing seed': Uint8Array.from(member.secrets.signingSeed),
      'sealing secret': Uint8Array.from(member.secrets.sealingSecret),
      'signing seed of the workstation': Uint8Array.from(workstation.secrets.signingSeed),
      'sealing secret of the workstation': Uint8Array.from(workstation.secrets.sealingSecret),
    }
    await vault.create({ member, workstation, prepare: async () => undefined })
    vault.close()
    const workstationSecret = (await makeFileDeviceKey(folder).read()) ?? new Uint8Array()
    // Of all that the vault has drawn, the slots file shows its salt; the rest is secret.
    const slots = readFileSync(join(folder, 'data', 'slots.json'), 'utf8')
    const vaultKeys = made.filter(
      (each) => each.length === 32 && !slots.includes(Buffer.from(each).toString('hex')),
    )
    const named = [...Object.entries(keys), ['workstation secret', workstationSecret] as const]
    const needles = [
      ...named.map(([, bytes]) => bytes),
      ...vaultKeys,
      ...vaultKeys.map((each) => Buffer.from(Buffer.from(each).toString('hex'))),
    ]
    const child = spawn(process.execPath, [entry, folder], { stdio: ['pipe', 'pipe', 'inherit'] })
    const { pid = 0 } = child
    const heard = async () => String((await once(child.stdout, 'data'))[0])
    try {
      expect(await heard()).toBe('open\n')
      const during = countInMemory(pid, needles)
      // Otherwise the search would find nothing whatever it looked at.
      expect(during[0]).toBeGreaterThan(0)
      expect(during.slice(named.length).some((count) => count > 0)).toBe(true)
      child.stdin.write('lock\n')
      expect(await heard()).toBe('locked\n')
      const after = countInMemory(pid, needles)
      expect(Object.fromEntries(named.map(([name], at) => [name, after[at]]))).toEqual(
        Object.fromEntries(named.map(([name]) => [name, 0])),
      )
      expect(after.slice(named.length)).toEqual(after.slice(named.length).map(() => 0))
    } finally {
      child.stdin.end()
      child.kill('SIGKILL')
    }
  },
  60_000,
)
