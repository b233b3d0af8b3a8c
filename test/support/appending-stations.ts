import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { DatabaseAccess } from '../../main/journal/journal.ts'
import { makeSealingKey, sealingKeyFromSecret, signingKeyFromSeed } from '../../main/vault/vault.ts'
import type { Appending } from './appending-process.ts'
import type { Team } from './organization.ts'
import { systemRandom } from './random.ts'

export interface Crowd {
  readonly processes: number
  readonly records: number
  /** How long each goes on at least. */
  readonly seconds: number | null
  /** Null: the team's share. */
  readonly database: DatabaseAccess | null
}

/**
 * Many workstations, each a process, append to one store and read it at once; every third is killed
 * on the way and started again. What was acknowledged is there, once, in whole chains, and each claim
 * was won by exactly one. Returns how many records that were.
 */
export async function expectNothingLost(team: Team, crowd: Crowd): Promise<number> {
  const claims = Array.from({ length: 50 }, (_, at) =>
    createHash('sha256').update(`claim ${at}`).digest('hex'),
  )
  const stations = await admitStations(team, { ...crowd, claims })
  const isKilled = (at: number) => at % 3 === 0
  const runs = stations.map(async (each, at) => {
    if (!isKilled(at)) return run(each, 'finish')
    const before = await run(each, 'kill')
    // As after a power cut: it starts again, and finishes.
    return [...before, ...(await run({ ...each, records: 5, seconds: null }, 'finish'))]
  })
  const lines = (await Promise.all(runs)).flat()
  const { journal } = team.administrator
  await untilRead(team)
  const acknowledged = lines.filter((line) => !line.startsWith('claimed'))
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
  const won = lines.filter((line) => line.startsWith('claimed'))
  expect(won).toHaveLength(claims.length)
  expect(new Set(won).size).toBe(claims.length)
  const { recordCount } = await journal.verify()
  expect(recordCount).toBe(found.size)
  return acknowledged.length
}

async function admitStations(
  { administrator, folder, share }: Team,
  o: Crowd & { readonly claims: readonly string[] },
): Promise<Appending[]> {
  const stations = Array.from({ length: o.processes }, (_, at): Appending => {
    const seed = () => Buffer.from(systemRandom.bytes(32)).toString('hex')
    return {
      share,
      database: o.database,
      file: join(folder, `station-${at}.db`),
      key: seed(),
      member: `m-${at}`,
      memberSeed: seed(),
      workstation: `w-${at}`,
      workstationSeed: seed(),
      fingerprint: administrator.journal.trust().fingerprint,
      records: o.records,
      seconds: o.seconds,
      claims: o.claims,
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
  const script = join(import.meta.dirname, 'appending-process.ts')
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

/** Until an exchange brings nothing any more; connections may still be lost on the way. */
async function untilRead({ administrator: { journal } }: Team): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { changed } = await journal.sync()
    if (!changed && journal.storeStatus().offlineSinceAt === null) return
  }
}
