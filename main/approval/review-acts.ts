import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { approvalChannels } from '../../preload/contract/approval.ts'
import type { Handlers } from '../../preload/contract/channel.ts'
import type { DifferenceView } from '../../preload/contract/difference.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import { maskAddress } from '../address/mask.ts'
import type { Session } from '../identity/identity.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import { canReadAddresses } from '../lists/lists.ts'
import { attachmentName, attachmentType } from '../message/message.ts'
import type { FileDialog } from '../ports.ts'
import { partDifferences, settingDifferences } from './difference.ts'
import { compareAudiences, type OpenedRequest, openManifest, openRequest } from './open-request.ts'
import type { RequestReader } from './request-reader.ts'

interface Context {
  readonly ports: { readonly fileDialog: FileDialog }
  readonly session: () => Session
  readonly reader: RequestReader
}

export type ReviewChannel =
  | 'approval.recipients'
  | 'approval.differences'
  | 'approval.save-attachment'

/** What an approver looks at besides the list of items: recipients, differences, attachments. */
export function reviewHandlers({
  ports,
  session,
  reader,
}: Context): Pick<Handlers<typeof approvalChannels>, ReviewChannel> {
  return {
    async 'approval.recipients'({ request, offset, limit }) {
      const { rowAt, manifest, template } = await reader.open(session(), request)
      const fields = [...new Set(template.uses.map((each) => each.field))]
      const { count } = manifest.audience
      const isMasked = !canReadAddresses(session().roles)
      const rows = []
      for (let index = offset; index < Math.min(count, offset + limit); index += 1) {
        const row = (await rowAt(index)) ?? fail('approval.recipients-altered', { index })
        const values = fields.map((field) => (isMasked ? '' : (row.fields[field] ?? '')))
        rows.push({ index, address: isMasked ? maskAddress(row.address) : row.address, values })
      }
      return { total: count, fields, rows }
    },
    async 'approval.differences'({ request }) {
      const opened = await reader.open(session(), request)
      const differences: DifferenceView[] = []
      for (const [against, record] of await earlierThan(session(), opened)) {
        const difference = await differenceOf(session(), { against, record, opened })
        if (difference !== null) differences.push(difference)
      }
      return differences
    },
    async 'approval.save-attachment'({ request, sha256 }) {
      const { manifest, attachments } = await reader.open(session(), request)
      const at = manifest.attachments.findIndex((each) => each.sha256 === sha256)
      const bytes = attachments[at]
      const attachment = manifest.attachments[at]
      if (bytes === undefined || attachment === undefined)
        return fail('approval.no-such-attachment', {})
      return saveForViewing(ports.fileDialog, { name: attachment.name, bytes })
    },
  }
}

/** Where the person wants it, under a name that runs nowhere; null when they want it nowhere. */
export async function saveForViewing(
  fileDialog: FileDialog,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<{ name: string } | null> {
  const target = await fileDialog.chooseSaveTarget('attachment', viewingName(name, bytes))
  if (target === null) return null
  try {
    writeFileSync(target, bytes)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return fail('approval.attachment-not-saved', { name: basename(target) })
  }
  return { name: basename(target) }
}

/** What is of no known kind, or of another than its name says, gets an ending that opens nothing. */
export function viewingName(name: string, bytes: Uint8Array): string {
  const safe = attachmentName(name)
  return attachmentType(safe, bytes) === 'application/octet-stream' ? `${safe}.unchecked` : safe
}

type Against = DifferenceView['against']

/** The revision before this one, and the newest release that went to the same lists. */
async function earlierThan(
  session: Session,
  { request, manifest }: OpenedRequest,
): Promise<(readonly [Against, VerifiedRecord<'request'>])[]> {
  const { journal } = session
  const found: (readonly [Against, VerifiedRecord<'request'>])[] = []
  const revision = journal
    .recordsOf('request')
    .filter(({ body }) => body.campaign === request.body.campaign)
    .filter(({ body }) => body.revision < request.body.revision)
    .toSorted((a, b) => a.body.revision - b.body.revision)
    .at(-1)
  if (revision !== undefined) found.push(['revision', revision])
  const lists = listsOf(manifest)
  for (const { body } of journal.recordsOf('finished').toReversed()) {
    const released = journal.byHash(body.request)
    if (released?.kind !== 'request' || released.header.at >= request.header.at) continue
    const earlier = await readable(() => openManifest(journal, released, keysOf(session)))
    if (earlier === null || listsOf(earlier.manifest) !== lists) continue
    if (released.hash !== revision?.hash) found.push(['release', released])
    break
  }
  return found
}

const listsOf = ({ audience }: OpenedRequest['manifest']) =>
  audience.lists
    .map((each) => each.id)
    .sort()
    .join()

const keysOf = ({ sealing, workstation }: Session) => [sealing, workstation.sealing]

/** Null for what was sealed to others: one compares with what one may read. */
async function readable<T>(open: () => Promise<T>): Promise<T | null> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}

async function differenceOf(
  session: Session,
  o: {
    readonly against: Against
    readonly record: VerifiedRecord<'request'>
    readonly opened: OpenedRequest
  },
): Promise<DifferenceView | null> {
  const { against, record, opened } = o
  const before = await readable(() => openRequest(session.journal, record, keysOf(session)))
  if (before === null) return null
  const audience = await compareAudiences(before, opened)
  const isMasked = !canReadAddresses(session.roles)
  const shown = (addresses: readonly string[]) =>
    addresses.map((each) => (isMasked ? maskAddress(each) : each))
  return {
    against,
    request: record.hash,
    campaignName: before.manifest.campaign.name,
    filedAt: record.header.at,
    audience: {
      ...audience,
      newDomains: [...audience.newDomains],
      addedAddresses: shown(audience.addedAddresses),
      goneAddresses: shown(audience.goneAddresses),
    },
    parts: partDifferences(before.template, opened.template),
    settings: settingDifferences(before.manifest, opened.manifest),
  }
}
