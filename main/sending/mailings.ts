import { join } from 'node:path'
import { ProblemError } from '../../preload/problem.ts'
import { recipientsOf, requestOf } from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import { type MailingSource, wholeMailings } from '../lists/lists.ts'
import type { Ports } from '../ports.ts'
import { hasFlightLog } from './flight-log.ts'
import { begunReleases, type ReleaseRow } from './release-table.ts'

export interface MailingsOptions {
  readonly ports: Pick<Ports, 'clock' | 'dataFolder' | 'log'>
  /** Fails with `ipc.locked`. */
  readonly session: () => Session
  readonly keepVaultOpen: () => () => void
  readonly note: (source: MailingSource) => Promise<void>
}

/**
 * Tells the address book who got which release and when. Of a release of this workstation the flight
 * log says so for each row; of another's, the records say how far it came and its frozen rows for
 * whom, to whoever can open them, so that everybody whom it may have reached counts as reached.
 */
export interface Mailings {
  /** Looks for what is not noted yet, behind everything else; asked meanwhile, once more. */
  readonly look: () => void
  /** The same while a run goes on: not more often than every ten minutes. */
  readonly lookAtTimes: () => void
  /** Resolves when nothing is being noted. */
  readonly settled: () => Promise<void>
}

const lookMsMin = 600_000

export function createMailings(options: MailingsOptions): Mailings {
  const { clock, log } = options.ports
  let running: Promise<void> | null = null
  let isAskedAgain = false
  let lastMs = 0
  /** By member and request: sealed to others. */
  const closed = new Set<string>()
  const look = () => {
    isAskedAgain = true
    lastMs = clock.now()
    running ??= run().finally(() => {
      running = null
    })
  }
  async function run(): Promise<void> {
    const letGo = options.keepVaultOpen()
    try {
      while (isAskedAgain) {
        isAskedAgain = false
        await noteAll(options, closed)
      }
    } catch (error) {
      // Locked meanwhile, or the store is away: the next look goes on from what is noted.
      const code = error instanceof ProblemError ? error.problem.code : 'unexpected'
      if (code !== 'ipc.locked') log.write('warning', 'mailings-not-noted', { code })
    } finally {
      letGo()
    }
  }
  return {
    look,
    lookAtTimes() {
      if (clock.now() - lastMs >= lookMsMin) look()
    },
    settled: async () => {
      while (running !== null) await running
    },
  }
}

async function noteAll(
  { ports, session, note }: MailingsOptions,
  closed: Set<string>,
): Promise<void> {
  const { db, journal, member } = session()
  const noted = wholeMailings(db)
  if (noted === null) return
  const own = begunReleases(db)
  for (const row of own) {
    const file = join(ports.dataFolder, 'releases', `${row.request}.db`)
    if (!noted.has(row.request) && hasFlightLog(file)) await note(ownSource(row, file))
  }
  const here = new Set(own.map(({ request }) => request))
  for (const finished of journal.recordsOf('finished')) {
    const { request } = finished.body
    const name = `${member} ${request}`
    if (noted.has(request) || here.has(request) || closed.has(name)) continue
    const isOpen = await noteElsewhere(session(), finished, note)
    if (!isOpen) closed.add(name)
  }
}

function ownSource(row: ReleaseRow, file: string): MailingSource {
  return {
    ...{ kind: 'log', request: row.request, file, key: row.logKey },
    leftSql: "SELECT count(*) AS n FROM delivery WHERE state = 'sent'",
    pageSql: `SELECT idx, json_extract(line, '$[1]') AS address, at
      FROM delivery JOIN frozen USING (idx)
      WHERE state = 'sent' AND idx > ? ORDER BY idx LIMIT ?`,
    openSql: "SELECT count(*) AS n FROM delivery WHERE state = 'in-doubt'",
    isOver: row.phase !== null,
  }
}

/** False when it is sealed to others, or is not to be believed: there is no use in asking again. */
async function noteElsewhere(
  { journal, sealing, workstation }: Session,
  finished: VerifiedRecord<'finished'>,
  note: MailingsOptions['note'],
): Promise<boolean> {
  const { request, outcome } = finished.body
  const about = journal.recordsAbout(request)
  const activation = about.find(({ kind }) => kind === 'activation')
  // Only whoever began it can say that it is over.
  if (activation?.header.workstation !== finished.header.workstation) return false
  const batches = about.filter((each) => each.kind === 'batch')
  const reached = outcome.sent + outcome.inDoubt === 0 ? 0 : reachedCount(batches)
  const at = Date.parse(finished.header.at)
  const source = { kind: 'recipients', request, at } as const
  try {
    let first = 0
    const keys = [sealing, workstation.sealing]
    for await (const addresses of recipientsOf(journal, requestOf(journal, request), keys)) {
      if (first >= reached) break
      await note({ ...source, addresses: addresses.slice(0, reached - first), isLast: false })
      first += addresses.length
    }
    await note({ ...source, addresses: [], isLast: true })
    return true
  } catch (error) {
    const code = error instanceof ProblemError ? error.problem.code : ''
    // Destroyed by now, or out of reach until the store is back: others may still be read.
    if (!/^(journal|approval)\./.test(code)) throw error
    return code !== 'journal.envelope-not-for-us'
  }
}

/**
 * How many of the rows, from the first on, may have left: batches take them in their order, and one
 * that begins before an earlier one's end may hold rows after it as well.
 */
export function reachedCount(batches: readonly VerifiedRecord<'batch'>[]): number {
  return batches
    .toSorted((a, b) => a.header.seq - b.header.seq)
    .reduce((end, { body }) => Math.max(end, body.firstIndex) + body.count, 0)
}
