import type { LinkView, ViewItem } from '../../preload/contract/approval.ts'
import { maskAddress } from '../address/mask.ts'
import type { LookName } from '../journal/journal.ts'
import type { OutlierReason } from './audience-survey.ts'
import type { FrozenRow } from './frozen-row.ts'
import type { OpenedRequest } from './open-request.ts'

export interface ReviewRules {
  readonly links: readonly LinkView[]
  readonly isMasked: boolean
  /** Whether mail would leave by a route or sender that is not as in the last release. */
  readonly isWayOther: boolean
  /** What the policy has every approver open. */
  readonly looks: readonly LookName[]
}

/**
 * What an approver ought to look at, riskiest first. Required always: the manifest; the checks where
 * a warning was waived; the links where there are any; the route where it or the sender is new or
 * changed; one message by the rule that nobody steers;
 * and one message in which a fallback stands, since that is what a merge gets wrong. The rest as the
 * policy asks.
 */
export function toViewItems(opened: OpenedRequest, o: ReviewRules): ViewItem[] {
  const { manifest } = opened
  const isAsked = (look: LookName) => o.looks.includes(look)
  const plain = (item: 'headers' | 'route' | 'recipients' | 'difference'): ViewItem => ({
    ...{ item, label: '', required: isAsked(item), reason: item },
  })
  const isWaived = manifest.checks.some((each) => each.waived !== null)
  const checks = isWaived || isAsked('checks')
  return [
    { item: 'manifest', label: manifest.campaign.name, required: true, reason: 'manifest' },
    { item: 'checks', label: '', required: checks, reason: 'checks' },
    ...(o.links.length > 0
      ? [{ item: 'links', label: '', required: true, reason: 'links' } as const]
      : []),
    plain('recipients'),
    plain('difference'),
    ...messageItems(opened, o),
    ...(['text', 'html'] as const)
      .filter(isAsked)
      .map((look): ViewItem => ({ item: look, label: '', required: true, reason: look })),
    ...manifest.attachments.map(({ name, sha256 }) => ({
      item: `attachment:${sha256}`,
      label: name,
      required: isAsked('attachments'),
      reason: 'attachment' as const,
    })),
    ...fileItems(opened, isAsked('attachments')),
    plain('headers'),
    { ...plain('route'), required: o.isWayOther || isAsked('route') },
  ]
}

/**
 * Always the table of who gets which file, and one file by the rule that nobody steers; as the policy
 * asks, those that are unlike the others and those of all samples.
 */
function fileItems({ files, samples, manifest }: OpenedRequest, all: boolean): ViewItem[] {
  if (files === null) return []
  const outliers = files.survey.outliers.map(({ row, reason }) => ({ row, reason }))
  const ruled = samples.flatMap((row) =>
    row.file === undefined ? [] : [{ row, reason: 'own-file' as const }],
  )
  const first = ruled[0]?.row.index
  const seen = new Set<number>()
  const each = [...outliers, ...ruled].filter(
    ({ row }) => !seen.has(row.index) && seen.add(row.index),
  )
  return [
    { item: 'files', label: manifest.files?.column ?? '', required: true, reason: 'files' },
    ...each.map(({ row, reason }) => ({
      item: `file:${row.index}`,
      label: row.file?.name ?? '',
      required: all || row.index === first || reason === 'same-file',
      reason,
    })),
  ]
}

function messageItems({ samples, survey }: OpenedRequest, o: ReviewRules): ViewItem[] {
  const taken = new Set<number>()
  const message = (row: FrozenRow, reason: OutlierReason | 'sample', required: boolean) => {
    if (taken.has(row.index)) return []
    taken.add(row.index)
    const label = o.isMasked ? maskAddress(row.address) : row.address
    return [{ item: `message:${row.index}`, label, required, reason }]
  }
  const firstFallback = survey.outliers.find(({ reason }) => reason === 'fallback')
  const allSamples = o.looks.includes('samples')
  const isSample = (row: FrozenRow) => samples.some((each) => each.index === row.index)
  return [
    ...survey.outliers
      // No message comes to be for them, so that there is nothing to look at.
      .filter(({ reason }) => reason !== 'no-message')
      .flatMap((each) => {
        const required = each === firstFallback || (allSamples && isSample(each.row))
        return message(each.row, each.reason, required)
      }),
    ...samples.flatMap((row, at) => message(row, 'sample', at === 0 || allSamples)),
  ]
}

const isOwnFile = (item: string) => item === 'files' || item.startsWith('file:')

/** Which items a look stands for; of a list of none all were opened. */
function itemsOfLook(items: readonly ViewItem[], look: LookName): ViewItem[] {
  switch (look) {
    case 'attachments':
      return items.filter(({ item, reason }) => reason === 'attachment' || isOwnFile(item))
    case 'samples':
      return items.filter(({ item, required }) => item.startsWith('message:') && required)
    case 'domains':
      return items.filter(({ item }) => item === 'manifest')
    default:
      return items.filter(({ item }) => item === look)
  }
}

/** What the decision says was opened: the items, and the looks of the policy that they make up. */
export function openedOf(
  items: readonly ViewItem[],
  o: {
    readonly viewed: readonly string[]
    readonly shown: ReadonlySet<string>
    readonly looks: readonly LookName[]
  },
): string[] {
  const seen = items.filter((each) => isViewed(each, o))
  const looks = o.looks.filter((look) =>
    itemsOfLook(items, look).every((each) => seen.includes(each)),
  )
  return [...new Set([...seen.map(({ item }) => item), ...looks])]
}

/**
 * What is required and was not looked at. A message counts as looked at only when it was rendered
 * here for this person, and a recipient's file when it was opened here, whatever the window says.
 */
export function notViewed(
  items: readonly ViewItem[],
  viewed: readonly string[],
  shown: ReadonlySet<string>,
): ViewItem | null {
  return items.find((each) => each.required && !isViewed(each, { viewed, shown })) ?? null
}

function isViewed(
  { item }: ViewItem,
  { viewed, shown }: { readonly viewed: readonly string[]; readonly shown: ReadonlySet<string> },
): boolean {
  const isOpenedHere = /^(?:message|file):/.test(item)
  return viewed.includes(item) && (!isOpenedHere || shown.has(item))
}
