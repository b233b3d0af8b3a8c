import type { LinkView, ViewItem } from '../../preload/contract/approval.ts'
import { maskAddress } from '../address/mask.ts'
import type { OutlierReason } from './audience-survey.ts'
import type { FrozenRow } from './frozen-row.ts'
import type { OpenedRequest } from './open-request.ts'

/**
 * What an approver ought to look at, riskiest first. Required: the manifest; the checks where a
 * warning was waived; the links where there are any; one message by the rule that nobody steers;
 * and one message in which a fallback stands, since that is what a merge gets wrong.
 */
export function toViewItems(
  { manifest, samples, survey }: OpenedRequest,
  o: { readonly links: readonly LinkView[]; readonly isMasked: boolean },
): ViewItem[] {
  const taken = new Set<number>()
  const message = (row: FrozenRow, reason: OutlierReason | 'sample', required: boolean) => {
    if (taken.has(row.index)) return []
    taken.add(row.index)
    const label = o.isMasked ? maskAddress(row.address) : row.address
    return [{ item: `message:${row.index}`, label, required, reason }]
  }
  const firstFallback = survey.outliers.find(({ reason }) => reason === 'fallback')
  const isWaived = manifest.checks.some((each) => each.waived !== null)
  return [
    { item: 'manifest', label: manifest.campaign.name, required: true, reason: 'manifest' },
    { item: 'checks', label: '', required: isWaived, reason: 'checks' },
    ...(o.links.length > 0
      ? [{ item: 'links', label: '', required: true, reason: 'links' } as const]
      : []),
    ...survey.outliers
      // No message comes to be for them, so that there is nothing to look at.
      .filter(({ reason }) => reason !== 'no-message')
      .flatMap((each) => message(each.row, each.reason, each === firstFallback)),
    ...samples.flatMap((row, at) => message(row, 'sample', at === 0)),
    ...manifest.attachments.map(({ name, sha256 }) => ({
      item: `attachment:${sha256}`,
      label: name,
      required: false,
      reason: 'attachment' as const,
    })),
  ]
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
