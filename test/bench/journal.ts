import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openAlarmBook } from '../../main/journal/alarm.ts'
import { loadChain, saveSnapshot } from '../../main/journal/chain-snapshot.ts'
import { verifyTrust } from '../../main/journal/directory.ts'
import type { RecordHeader } from '../../main/journal/record.ts'
import { openRecordIndex } from '../../main/journal/record-index.ts'
import { openReplica } from '../../main/journal/replica.ts'
import { signRecord, verifyRecord } from '../../main/journal/signature.ts'
import { examineReplica } from '../../main/journal/verification.ts'
import { openWritable } from '../../main/sqlite/sqlite.ts'
import { systemRandom } from '../support/random.ts'
import { hashOfEnvelope, keyOf, makeDirectory, makeRoot } from '../support/signed-chains.ts'

/**
 * `node test/bench/journal.ts [COUNT [PER MEMBER]]`: what a long journal costs. Figures go to stdout.
 * Of a release to 10,000 some 8 records of 28 are members' acts under two signatures, the others
 * batches under the workstation's alone: so one record in PER MEMBER (4) is a member's; 1 is the worst.
 */
const count = Number(process.argv[2] ?? 100_000)
const perMember = Number(process.argv[3] ?? 4)
const outcome = { sent: 500, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
const stations = ['admin', 'bob', 'carol', 'dave']
const root = makeRoot()
const org = hashOfEnvelope(root)
const trust = verifyTrust({
  fingerprint: org,
  roots: [root],
  directories: [makeDirectory(org, { members: stations })],
  policies: [],
})
const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'))
const key = systemRandom.bytes(32)
const open = () => openWritable({ file: join(folder, 'vault.db'), key })

sayRate()
const envelopes = await measure('sign', () => makeEnvelopes())
const records = await measure('verify in one thread', () =>
  envelopes.map((each) => verifyRecord(each, trust)),
)
const db = open()
const replica = openReplica(db)
await measure('insert, 500 a transaction', () => {
  for (let at = 0; at < records.length; at += 500)
    db.transaction(() => {
      for (const record of records.slice(at, at + 500))
        replica.addRecord(record, { own: false, published: true })
    })
})
db.close()
const again = open()
await measure('open', () => {
  openReplica(again)
  openAlarmBook(again, { now: () => 0 }).active()
})
const index = openRecordIndex(again)
await measure('one request of it', () => index.about(requestOf(7)))
await measure('one page of the list', () => index.page({}, { offset: 0, limit: 100 }))
await measure('one kind of it', () => index.ofKind('stop'))
await measure('all of it as values', () => index.all())
await measure('what lists ask for, a little at a time', () => openRecordIndex(again).warm())
const enrolments = () => []
const replicaAgain = openReplica(again)
const source = { replica: replicaAgain, enrolments }
const watched = watchLoop()
await measure('cold fold: all verified, in threads', () =>
  examineReplica({ replica: replicaAgain, index }, trust, () => undefined),
)
const { waitMs, cpuMs } = watched.end()
console.log(
  `  longest wait on the main loop meanwhile: ${waitMs.toFixed(0)} ms, ${cpuMs.toFixed(0)} ms of it our own work`,
)
const { chain } = await measure('chains, cold', () => loadChain(source))
saveSnapshot(again, chain)
await measure('chains, from the snapshot', () => loadChain(source))
const fresh = { workstation: 'w-new', seq: 1, hash: 'a'.repeat(64), prev: null, heads: {} }
await measure('one new record in the chains', () => chain.add(fresh))
again.close()
rmSync(folder, { recursive: true })

/** How long the main loop keeps others waiting, and how much of that is not the machine's doing. */
function watchLoop() {
  const loop = monitorEventLoopDelay({ resolution: 5 })
  loop.enable()
  const cpu = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let [before, cpuMs] = [cpu(), 0]
  const timer = setInterval(() => {
    const now = cpu()
    cpuMs = Math.max(cpuMs, now - before)
    before = now
  }, 5)
  return {
    end() {
      clearInterval(timer)
      loop.disable()
      return { waitMs: loop.max / 1e6, cpuMs }
    },
  }
}

/** The bound: all signatures, on every core. */
function sayRate(): void {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const bytes = Buffer.alloc(900, 7)
  const signature = sign(null, bytes, privateKey)
  const startedMs = performance.now()
  for (let at = 0; at < 5000; at += 1) verify(null, bytes, publicKey, signature)
  const perSecond = (5000 / (performance.now() - startedMs)) * 1000
  const signatures = count + Math.ceil(count / perMember)
  const boundMs = (signatures / perSecond / availableParallelism()) * 1000
  console.log(
    `Ed25519 verifies at ${perSecond.toFixed(0)}/s a core: ${count} records with ${signatures} signatures cannot be faster than ${boundMs.toFixed(0)} ms`,
  )
}

function requestOf(at: number): string {
  return (at % 1000).toString(16).padStart(64, '0')
}

function makeEnvelopes(): Uint8Array[] {
  const heads = new Map<string, { seq: number; hash: string }>()
  return Array.from({ length: count }, (_, at) => {
    const member = stations[at % stations.length] ?? ''
    const last = heads.get(member)
    const isMembers = at % perMember === 0
    const kind = isMembers ? (at % (2 * perMember) === 0 ? 'stop' : 'withdrawal') : 'batch'
    const header: RecordHeader = {
      org,
      kind,
      v: 1,
      member: isMembers ? member : null,
      workstation: `w-${member}`,
      seq: (last?.seq ?? 0) + 1,
      prev: last?.hash ?? null,
      at: new Date(Date.parse('2026-11-24') + at).toISOString(),
      heads: Object.fromEntries(
        [...heads].filter(([each]) => each !== member).map(([each, head]) => [`w-${each}`, head]),
      ),
    }
    const keys = { member: isMembers ? keyOf(member) : null, workstation: keyOf(`w-${member}`) }
    const request = requestOf(at)
    const body = isMembers
      ? { request }
      : { request, batch: at + 1, firstIndex: 0, count: 500, outcome }
    const bytes = signRecord({ header, body }, keys)
    heads.set(member, { seq: header.seq, hash: hashOfEnvelope(bytes) })
    return bytes
  })
}

async function measure<T>(what: string, act: () => T): Promise<Awaited<T>> {
  const started = performance.now()
  const before = process.cpuUsage()
  const result = await act()
  const ms = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  const cpuMs = (user + system) / 1000
  const rss = Math.round(process.memoryUsage().rss / 1e6)
  console.log(
    `${what.padEnd(36)}${ms.toFixed(0).padStart(8)} ms ${cpuMs.toFixed(0).padStart(8)} ms of CPU ${rss} MB`,
  )
  return result
}
