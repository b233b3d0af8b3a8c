import type { ReviewView } from '../../preload/contract/approval.ts'
import type { Person } from './person.ts'

/**
 * The approver's work on their own PC: fetch the request, let Sekisho recompute every digest, open
 * whatever has to be looked at, step through recipients, and sign.
 */
export async function reviewAndApprove(
  approver: Person,
  campaign: string,
): Promise<{ review: ReviewView; opened: number }> {
  const { workstation } = approver
  await workstation.call('journal.sync', {})
  const requests = await workstation.call('approval.list', {})
  const found = requests.find((each) => each.campaign === campaign && each.state === 'filed')
  if (!found) throw new Error('The request has not arrived on the approver’s workstation.')
  const review = await workstation.call('approval.review', { request: found.request })
  const indexes = new Set([0, 1, 2])
  for (const { item } of review.items) {
    if (item.startsWith('message:')) indexes.add(Number(item.slice('message:'.length)))
  }
  const existing = [...indexes].filter((index) => index < found.recipientCount)
  for (const index of existing)
    await workstation.call('approval.preview', { request: found.request, index })
  await workstation.call('approval.decide', {
    request: found.request,
    verdict: 'approve',
    comment: '内容と宛先を確認しました。',
    viewed: review.items.map(({ item }) => item),
    typedCount: null,
    code: approver.code(),
  })
  return { review, opened: existing.length }
}
