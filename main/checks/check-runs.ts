import type { CheckProgress } from '../../preload/contract/checks.ts'
import { removedCount } from '../../preload/contract/segments.ts'
import {
  audienceSummary,
  countKnown,
  fieldsOf,
  formerNames,
  freezeAudience,
  listViews,
  mailedBy,
  type Recipient,
} from '../lists/lists.ts'
import {
  type Attachment,
  audienceOf,
  compileTemplate,
  createFileAssignment,
  readCampaign,
  recipientFileBytes,
  recipientFilesOf,
} from '../message/message.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { type FormerNames, noRulesForChecks, type RulesForChecks } from './check.ts'
import type { Judged } from './check-session.ts'
import type { CheckedRow, CheckSubject } from './check-steps.ts'
import { type CheckWork, openCheckWork } from './check-work.ts'
import type { ChecksOptions } from './checks.ts'
import type { FileContents } from './file-text.ts'
import { addressHash, bareName, nameHash } from './hash.ts'
import { addressesIn, namesIn } from './identifier.ts'
import type { ReadFile } from './read-file.ts'

/** The runs that are going on, one a campaign at most. */
export interface CheckRuns {
  /** Fails with `checks.run-stopped` when a person ends it or the vault closes. */
  readonly run: (db: WritableDb, campaign: string) => Promise<Judged[]>
  readonly stop: (campaign: string) => void
}

/** Rows that cross to the thread at a time: a few milliseconds of reading them here. */
const rowsPerStep = 500
/** The same for the bytes of their own files. */
const fileBytesPerStep = 2 * 1024 * 1024

export function createCheckRuns(options: ChecksOptions): CheckRuns {
  const running = new Map<string, CheckWork>()
  return {
    async run(db, id) {
      const drawn = await drawUp(options, db, id)
      const ownCount = drawn.subject.ownFiles?.files.length ?? 0
      const files = drawn.attachments.length + ownCount
      const work = openCheckWork({ rows: drawn.count, files })
      db.onClose(() => void work.close())
      running.set(id, work)
      try {
        const read = drawn.attachments.length === 0 ? [] : await work.ask('read', drawn.attachments)
        await work.ask('begin', { ...drawn.subject, files: await withKnown(db, read) })
        const onStep = (step: CheckProgress['step'], done: number) =>
          options.onProgress?.({ campaign: id, step, done, total: drawn.count })
        return await show(work, drawn, onStep)
      } finally {
        if (running.get(id) === work) running.delete(id)
        await work.close()
      }
    },
    stop: (id) => void running.get(id)?.close(),
  }
}

/** What a release was made of, as it was frozen. */
export interface FrozenSubject
  extends Pick<
    CheckSubject,
    'templateBytes' | 'identity' | 'fields' | 'count' | 'nowMs' | 'window' | keyof RulesForChecks
  > {
  readonly attachments: readonly Attachment[]
}

/** The checks over a past release, without what only its own time knew. */
export async function checkFrozen(
  { attachments, ...subject }: FrozenSubject,
  pages: () => AsyncIterable<readonly Recipient[]>,
): Promise<Judged[]> {
  const work = openCheckWork({ rows: subject.count, files: attachments.length })
  try {
    const files = attachments.length === 0 ? [] : await work.ask('read', attachments)
    await work.ask('begin', {
      ...subject,
      files: files.map((file) => ({ ...file, knownAddresses: 0, knownNames: 0 })),
      ...{ removed: 0, previousCount: null, lastAudience: null, lists: [], route: null },
      formerNames: { addresses: new Float64Array(), names: new Float64Array() },
      ...{ senderRecords: null, ownFiles: null, certificate: null },
    })
    for (const step of ['survey', 'messages'] as const)
      for await (const page of pages()) await work.ask(step, page)
    return await work.ask('finish')
  } finally {
    await work.close()
  }
}

interface Drawn {
  readonly subject: Omit<CheckSubject, 'files'>
  readonly attachments: readonly Attachment[]
  readonly count: number
  readonly rows: () => Iterable<Recipient>
  /** With the file that only they get, for the checks to read. */
  readonly withFiles: () => Iterable<CheckedRow>
}

async function drawUp(options: ChecksOptions, db: WritableDb, id: string): Promise<Drawn> {
  const { campaign, templateBytes, attachments } = readCampaign(db, id)
  // What is wrong with the template is said before anybody is counted.
  compileTemplate(templateBytes)
  const audience = audienceOf(campaign)
  const nowMs = options.clock.now()
  const { count, removed } = await audienceSummary(db, audience, nowMs)
  const identity = campaign.identity === null ? null : options.senderIdentity(campaign.identity)
  const previous = options.previous?.(campaign.lists) ?? null
  const route = campaign.route === null ? null : (options.sendingWay?.(campaign.route) ?? null)
  const subject = {
    templateBytes,
    identity: identity === null ? null : { name: identity.name, address: identity.address },
    fields: fieldsOf(db, audience),
    count,
    removed: removedCount(removed),
    previousCount: previous?.count ?? null,
    nowMs,
    window: { fromMs: toMs(campaign.windowFrom), untilMs: toMs(campaign.windowUntil) },
    ...(options.rules?.() ?? noRulesForChecks),
    lists: listsIn(db, campaign.lists),
    route,
    lastAudience: previous === null ? null : lastAudience(db, previous.request),
    formerNames: formerNameHashes(db),
    certificate: options.certificate?.(campaign) ?? null,
    senderRecords: await sendersRecords(options, identity?.address, route?.dkimDomain ?? null),
    ownFiles:
      campaign.fileColumn === null
        ? null
        : { column: campaign.fileColumn, files: recipientFilesOf(db, id) },
  }
  const rows = () => (count === 0 ? [] : freezeAudience(db, audience, nowMs))
  const withFiles = () => addFiles(db, rows(), subject.ownFiles)
  return { subject, attachments, count, rows, withFiles }
}

/** Every recipient to every check, twice; a page at a time, so that nothing piles up. */
async function show(
  work: CheckWork,
  { rows, withFiles }: Pick<Drawn, 'rows' | 'withFiles'>,
  onStep: (step: CheckProgress['step'], done: number) => void,
): Promise<Judged[]> {
  let done = 0
  for (const page of inPages(rows())) {
    await work.ask('survey', page)
    done += page.length
    onStep('survey', done)
  }
  done = 0
  for (const page of inPages(withFiles())) {
    await work.ask('messages', page)
    done += page.length
    onStep('messages', done)
  }
  return work.ask('finish')
}

function* inPages(rows: Iterable<CheckedRow>): Generator<CheckedRow[]> {
  let page: CheckedRow[] = []
  let sizeBytes = 0
  for (const row of rows) {
    page.push(row)
    sizeBytes += row.ownFile?.bytes.length ?? 0
    if (page.length < rowsPerStep && sizeBytes < fileBytesPerStep) continue
    yield page
    page = []
    sizeBytes = 0
  }
  if (page.length > 0) yield page
}

/** Each recipient with the file of exactly the name that their row has. */
function* addFiles(
  db: WritableDb,
  rows: Iterable<Recipient>,
  own: CheckSubject['ownFiles'],
): Generator<CheckedRow> {
  const assignment = own === null ? null : createFileAssignment(own.column, own.files)
  for (const row of rows) {
    const file = assignment?.look(row.fields).file ?? null
    if (file === null) yield row
    else {
      const { name, type } = file
      yield { ...row, ownFile: { name, type, bytes: recipientFileBytes(db, file) } }
    }
  }
}

async function withKnown(db: WritableDb, files: readonly FileContents[]): Promise<ReadFile[]> {
  const known: ReadFile[] = []
  for (const file of files) {
    const found = await countKnown(db, {
      addresses: addressesIn(file.text),
      names: new Set(namesIn(file.text)),
      bare: bareName,
    })
    known.push({ ...file, knownAddresses: found.addresses, knownNames: found.names })
  }
  return known
}

/** Null when nothing is known of whom it went to. */
function lastAudience(db: WritableDb, request: string): Float64Array | null {
  const hashes = Float64Array.from(mailedBy(db, request), addressHash)
  return hashes.length === 0 ? null : hashes
}

function formerNameHashes(db: WritableDb): FormerNames {
  const former = [...formerNames(db)].map(({ address, name }) => ({
    address: addressHash(address),
    name: nameHash(name),
  }))
  return {
    addresses: Float64Array.from(former, (each) => each.address),
    names: Float64Array.from(former, (each) => each.name),
  }
}

function listsIn(db: WritableDb, chosen: readonly string[]): CheckSubject['lists'] {
  return listViews(db)
    .filter(({ id }) => chosen.includes(id))
    .map(({ name, updatedAt }) => ({ name, changedMs: Date.parse(updatedAt) }))
}

function toMs(instant: string | null): number | null {
  return instant === null ? null : Date.parse(instant)
}

/** Without a sender there is nobody to ask DNS about. */
async function sendersRecords(
  { senderRecords }: ChecksOptions,
  address: string | undefined,
  dkim: string | null,
): Promise<CheckSubject['senderRecords']> {
  if (senderRecords === undefined || address === undefined) return null
  return senderRecords(address.slice(address.lastIndexOf('@') + 1), dkim)
}
