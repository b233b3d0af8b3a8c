import {
  type DatabaseAccess,
  openJournal,
  openPostgresStore,
  openShareStore,
  pinOrganization,
} from '../../main/journal/journal.ts'
import { openWritable } from '../../main/sqlite/sqlite.ts'
import { sealingKeyFromSecret, signingKeyFromSeed } from '../../main/vault/vault.ts'
import { ProblemError } from '../../preload/problem.ts'
import { systemRandom } from './random.ts'

/**
 * One workstation as a process of its own: appends as fast as it can until it is told to stop or
 * is killed, and synchronises in between. Writes the hash of each record to stdout once append has
 * resolved. `claims`: how many claims, common to all processes, it tries to win.
 */
export interface Appending {
  readonly share: string
  /** Null: the share. */
  readonly database: DatabaseAccess | null
  readonly file: string
  /** Hex: the vault's key, and the seeds of the member's and the workstation's keys. */
  readonly key: string
  readonly member: string
  readonly memberSeed: string
  readonly workstation: string
  readonly workstationSeed: string
  readonly fingerprint: string
  readonly records: number
  /** Goes on for so long, whatever `records` says; null: no longer than these. */
  readonly seconds: number | null
  readonly claims: readonly string[]
}

const input: Appending = JSON.parse(process.argv[2] ?? '{}')
const clock = { now: () => Date.now() }
const bytesOf = (hex: string) => Buffer.from(hex, 'hex')
const random = systemRandom
const store = input.database
  ? openPostgresStore({ access: input.database, clock, random })
  : openShareStore({ folder: input.share, clock, random })
const db = openWritable({ file: input.file, key: bytesOf(input.key) })
const sealing = sealingKeyFromSecret(bytesOf(input.workstationSeed))
const workstation = {
  id: input.workstation,
  name: input.workstation,
  signing: signingKeyFromSeed(bytesOf(input.workstationSeed)),
  sealing,
}
const { fingerprint } = input
if (!db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'journal_document'`).get())
  await untilAnswered(() => pinOrganization({ db, store, fingerprint }))
const journal = openJournal({
  db,
  store,
  fingerprint,
  workstation,
  reader: sealing,
  clock,
  random: systemRandom,
})
const signer = { member: input.member, signing: signingKeyFromSeed(bytesOf(input.memberSeed)) }
await journal.sync()
const untilMs = input.seconds === null ? 0 : Date.now() + input.seconds * 1000
for (let count = 0; count < input.records || Date.now() < untilMs; count += 1) {
  const record = await journal.append({
    kind: 'withdrawal',
    body: { request: 'a'.repeat(64) },
    signer,
  })
  process.stdout.write(`${record.hash}\n`)
  if (count % 10 === 0) await journal.sync()
}
for (const name of input.claims) if (await isWon(name)) process.stdout.write(`claimed ${name}\n`)
await journal.sync()
await store.close()
db.close()

/** An answer that got lost says nothing: whose it is says the store. */
async function isWon(name: string): Promise<boolean> {
  try {
    return await journal.claim(name, input.workstationSeed)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const holder = await untilAnswered(() => journal.claimant(name))
    return holder === null ? isWon(name) : holder.workstation === input.workstation
  }
}

async function untilAnswered<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1)
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof ProblemError) || tries === 20) throw error
    }
}
