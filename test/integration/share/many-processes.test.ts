import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  makeSealingKey,
  sealingKeyFromSecret,
  signingKeyFromSeed,
} from '../../../main/vault/vault.ts'
import type { Appending } from '../../support/appending-process.ts'
import { makeTeam, type Team } from '../../support/organization.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const processCount = Number(process.env.PROCESSES ?? 4)
const records = Number(process.env.RECORDS ?? 30)

test('S07 several processes append to one share at once, some killed: none lost, none twice', async () => {
  const team = await makeTeam(makeTempFolder())
  const claims = Array.from({ length: 50 }, (_, at) =>
    createHash('sha256').update(`claim ${at}`).digest('hex'),
  )
  const stations = await admitStations(team, claims)
  const runs = stations.map((each, at) => run(each, at === 0 ? 'kill' : 'finish'))
  const lines = await Promise.all(runs)
  // The killed one starts again, as after a power cut, and finishes.
  const [killed] = stations
  if (killed) lines.push(await run({ ...killed, records: 5 }, 'finish'))

  const { journal } = team.administrator
  await journal.sync()
  await journal.sync()
  const acknowledged = lines.flat().filter((line) => !line.startsWith('claimed'))
  const found = new Set(journal.records().map((each) => each.hash))
  expect(acknowledged.filter((hash) => !found.has(hash))).toEqual([])
  expect(journal.alarms()).toEqual([])
  for (const { workstation } of stations) {
    const seqs = journal
      .records()
      .filter((each) => each.header.workstation === workstation)
      .map((each) => each.header.seq)
      .sort((a, b) => a - b)
    expect(seqs).toEqual(seqs.map((_, at) => at + 1))
  }
  const won = lines.flat().filter((line) => line.startsWith('claimed'))
  expect(won).toHaveLength(claims.length)
  expect(new Set(won).size).toBe(claims.length)
  const { recordCount } = await journal.verify()
  expect(recordCount).toBe(found.size)
})

async function admitStations(team: Team, claims: readonly string[]): Promise<Appending[]> {
  const { administrator, folder, share } = team
  const stations = Array.from({ length: processCount }, (_, at): Appending => {
    const seed = () => Buffer.from(systemRandom.bytes(32)).toString('hex')
    return {
      share,
      file: join(folder, `station-${at}.db`),
      key: seed(),
      member: `m-${at}`,
      memberSeed: seed(),
      workstation: `w-${at}`,
      workstationSeed: seed(),
      fingerprint: administrator.journal.trust().fingerprint,
      records,
      claims,
    }
  })
  const keyOf = (seed: string) => signingKeyFromSeed(Buffer.from(seed, 'hex')).publicKey
  await administrator.journal.publishDirectory(
    ({ members, workstations, names }) => ({
      members: [
        ...members,
        ...stations.map((each) => ({
          id: each.member,
          signKey: keyOf(each.memberSeed),
          sealKey: makeSealingKey(systemRandom).publicKey,
          roles: ['author' as const],
          status: 'active' as const,
          since: '2026-11-24T01:00:00.000Z',
          workstations: [each.workstation],
        })),
      ],
      workstations: [
        ...workstations,
        ...stations.map((each) => ({
          id: each.workstation,
          signKey: keyOf(each.workstationSeed),
          sealKey: sealingKeyFromSecret(Buffer.from(each.workstationSeed, 'hex')).publicKey,
          status: 'active' as const,
        })),
      ],
      names,
    }),
    administrator.signer,
  )
  return stations
}

/** Resolves with the whole lines that it wrote. `kill`: SIGKILL once ten records are out. */
function run(station: Appending, end: 'finish' | 'kill'): Promise<string[]> {
  const script = join(import.meta.dirname, '../../support/appending-process.ts')
  const child: ChildProcess = spawn(process.execPath, [script, JSON.stringify(station)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout?.on('data', (chunk) => {
    out += chunk
    if (end === 'kill' && out.split('\n').length > 10) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (end === 'finish' && code !== 0) reject(new Error(`ended with ${code ?? signal}`))
      else resolve(out.split('\n').slice(0, -1))
    })
  })
}
