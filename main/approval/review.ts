import type { LinkView, ViewItem } from '../../preload/contract/approval.ts'
import { maskAddress } from '../address/mask.ts'
import { findOutliers, type Outliers } from './audience-scan.ts'
import type { FrozenRow } from './frozen-row.ts'
import type { OpenedRequest } from './open-request.ts'

/**
 * What an approver ought to look at, riskiest first. Required: the manifest; the checks where a
 * warning was waived; the links where there are any; one message by the rule that nobody steers;
 * and one message in which a fallback stands, since that is what a merge gets wrong.
 */
export async function toViewItems(
  opened: OpenedRequest,
  o: { readonly links: readonly LinkView[]; readonly isMasked: boolean },
): Promise<ViewItem[]> {
  const { manifest, rows } = opened
  const outliers = await outliersOf(opened)
  const taken = new Set<number>()
  const message = (row: FrozenRow | null, reason: ViewItem['reason'], required: boolean) => {
    if (row === null || taken.has(row.index)) return []
    taken.add(row.index)
    const label = o.isMasked ? maskAddress(row.address) : row.address
    return [{ item: `message:${row.index}`, label, required, reason }]
  }
  const samples = manifest.samples.map(({ index }) => rows.rowAt(index))
  const isWaived = manifest.checks.some((each) => each.waived !== null)
  return [
    { item: 'manifest', label: manifest.campaign.name, required: true, reason: 'manifest' },
    { item: 'checks', label: '', required: isWaived, reason: 'checks' },
    ...(o.links.length > 0
      ? [{ item: 'links', label: '', required: true, reason: 'links' } as const]
      : []),
    ...outliers.fallbacks.flatMap((row, at) => message(row, 'fallback', at === 0)),
    ...samples.flatMap((row, at) => message(row, 'sample', at === 0)),
    ...message(outliers.rareDomain, 'rare-domain', false),
    ...message(outliers.longest, 'longest', false),
    ...message(outliers.shortest, 'shortest', false),
    ...manifest.attachments.map(({ name, sha256 }) => ({
      item: `attachment:${sha256}`,
      label: name,
      required: false,
      reason: 'attachment' as const,
    })),
  ]
}

const found = new WeakMap<OpenedRequest, Promise<Outliers>>()

/** Every row is looked at once for as long as a request stays open, not at every step of a review. */
function outliersOf(opened: OpenedRequest): Promise<Outliers> {
  const { manifest, rows, template } = opened
  const known = found.get(opened) ?? findOutliers(rows, template, manifest.audience.domains)
  found.set(opened, known)
  return known
}

/**
 * What is required and was not looked at. A message counts as looked at only when it was rendered
 * here for this person, whatever the window says.
 */
export function notViewed(
  items: readonly ViewItem[],
  viewed: readonly string[],
  shown: ReadonlySet<number>,
): ViewItem | null {
  const isViewed = ({ item }: ViewItem) => {
    const index = /^message:(\d+)$/.exec(item)?.[1]
    return viewed.includes(item) && (index === undefined || shown.has(Number(index)))
  }
  return items.find((each) => each.required && !isViewed(each)) ?? null
}
