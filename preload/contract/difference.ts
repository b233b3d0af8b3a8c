import * as v from 'valibot'
import { DomainCount } from './campaigns.ts'
import { Count, Hash, Instant } from './channel.ts'
import { TextChange } from './versions.ts'

/** What differs between a request and one before it, computed here from what both have signed. */
export const DifferenceView = v.strictObject({
  /** An earlier revision of the same campaign, or the last release to the same lists. */
  against: v.picklist(['revision', 'release']),
  request: Hash,
  campaignName: v.string(),
  filedAt: Instant,
  audience: v.strictObject({
    same: Count,
    added: Count,
    gone: Count,
    newDomains: v.array(DomainCount),
    /** The first of them, masked as everywhere. */
    addedAddresses: v.array(v.string()),
    goneAddresses: v.array(v.string()),
  }),
  /** Parts of the message that differ, line by line. */
  parts: v.array(
    v.strictObject({ part: v.picklist(['subject', 'text', 'html']), lines: v.array(TextChange) }),
  ),
  /** Everything else in the statement that differs. */
  settings: v.array(
    v.strictObject({
      field: v.picklist([
        'from',
        'reply-to',
        'route',
        'pins',
        'dkim',
        'smime',
        'window',
        'attachments',
        'lists',
        'checks',
      ]),
      before: v.string(),
      after: v.string(),
    }),
  ),
})
export type DifferenceView = v.InferOutput<typeof DifferenceView>
