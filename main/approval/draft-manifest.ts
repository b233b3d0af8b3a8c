import type { CheckResult, ManifestView } from '../../preload/contract/campaigns.ts'
import type { Session } from '../identity/identity.ts'
import { audienceSummary } from '../lists/lists.ts'
import { audienceOf, campaignOf, recipientFilesTotal } from '../message/message.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { headersOf } from './manifest.ts'
import { routeView } from './route-place.ts'
import { toCertificateView } from './sender-certificate.ts'
import { termsOf } from './terms.ts'

/**
 * The statement as it grows, while the campaign is a draft: what the approver would sign if it were
 * filed now. It has no digest, since nothing is frozen yet.
 */
export async function toDraftManifest(
  session: Session,
  o: {
    readonly campaign: string
    /** The workstation that would send it; null for this one. */
    readonly executor: string | null
    readonly checks: readonly CheckResult[]
    readonly version: string
    readonly nowMs: number
  },
): Promise<ManifestView> {
  const { db, journal, workstation } = session
  const campaign = campaignOf(db, o.campaign)
  const audience = await audienceSummary(db, audienceOf(campaign), o.nowMs)
  const { detail, rules } = journal.policy()
  const identity = detail.senderIdentities.find((each) => each.id === campaign.identity)
  const route = detail.routes.find((each) => each.id === campaign.route)
  const headers = identity === undefined ? null : headersOf(identity)
  return {
    campaignName: campaign.name,
    subject: campaign.subject,
    from: headers === null ? null : `${headers.from.name} <${headers.from.address}>`,
    replyTo: headers?.replyTo ?? null,
    envelopeSender: headers?.envelopeSender ?? null,
    route: route === undefined ? null : routeView(route),
    dkim: route === undefined ? null : { domain: route.dkim.domain, selector: route.dkim.selector },
    smime: toCertificateView(identity?.smime),
    recipientCount: audience.count,
    removed: audience.removed,
    domains: audience.domains,
    attachments: campaign.attachments.map(({ name, type, sizeBytes, sha256 }) => ({
      name,
      type,
      sizeBytes,
      sha256,
    })),
    files: draftFiles(db, campaign),
    windowFrom: campaign.windowFrom,
    windowUntil: campaign.windowUntil,
    waived: o.checks.flatMap(({ check, waived }) =>
      waived === null ? [] : [{ check, reason: waived.reason }],
    ),
    quorum: termsOf(rules, {
      ...{ recipientCount: audience.count, isUrgent: false, route: route ?? null },
    }).quorum,
    executor:
      o.executor === null ? workstation.name : journal.directory().workstationNameOf(o.executor),
    engineVersion: o.version,
    canary: null,
    digest: null,
    words: null,
  }
}

/** As many as were chosen: who gets which is decided when it is frozen. */
function draftFiles(
  db: ReadableDb,
  { id, fileColumn: column }: ReturnType<typeof campaignOf>,
): ManifestView['files'] {
  if (column === null) return null
  const { count, sizeBytes } = recipientFilesTotal(db, id)
  return { column, count, fileCount: count, sizeBytes }
}
