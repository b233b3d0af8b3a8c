import type { Language } from '../../preload/contract/app.ts'
import { certificateText, routePlaceText, routeTlsText } from '../approval/approval.ts'
import { fingerprintWords } from '../vault/vault.ts'
import type { VerifiedEvidence } from './evidence.ts'
import { cells, document, type Fact, facts, heading, paragraph, table } from './report-page.ts'
import { reportWords } from './report-words.ts'

/** Domains that are named one by one; the rest are summed up by their number alone. */
const domainsMax = 20

/**
 * The report of verified evidence for people: one HTML page without script or anything to load, in
 * which every value from outside is plain text. timeZone: of the times in it, as IANA names it.
 */
export function reportHtml(
  evidence: VerifiedEvidence,
  o: { readonly language: Language; readonly timeZone?: string },
): string {
  const w = reportWords(o.language)
  const say = speaker(o)
  const { manifest, organizationName, fingerprint } = evidence
  return document({
    language: o.language,
    title: `${w.title} — ${manifest.campaign.name}`,
    parts: [
      heading(1, w.title),
      facts([
        [w.organization, organizationName],
        [w.campaign, manifest.campaign.name],
        [w.fingerprint, fingerprintWords(fingerprint, o.language).join(' ')],
        ['', fingerprint],
      ]),
      heading(2, w.what),
      facts(approvedFacts(evidence, w, say)),
      ...attachmentPart(evidence, w, say),
      ...waivedPart(evidence, w),
      heading(2, w.who),
      table([w.act, w.member, w.workstation, w.at, w.record], actRows(evidence, w, say), 'acts'),
      heading(2, w.outcome),
      ...outcomePart(evidence, w, say),
      heading(2, w.digests),
      facts(digestFacts(evidence, w, o.language)),
      paragraph(w.note),
    ],
  })
}

type Words = ReturnType<typeof reportWords>

interface Speaker {
  readonly number: (count: number) => string
  readonly instant: (at: string) => string
}

function speaker({ language, timeZone }: { language: Language; timeZone?: string }): Speaker {
  const number = new Intl.NumberFormat(language)
  const instant = new Intl.DateTimeFormat(language, {
    ...{ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
    ...(timeZone === undefined ? {} : { timeZone }),
  })
  return { number: number.format, instant: (at) => instant.format(new Date(at)) }
}

function approvedFacts(
  { manifest, names }: VerifiedEvidence,
  w: Words,
  { number, instant }: Speaker,
): Fact[] {
  const { headers, route, audience, window, executeBy } = manifest
  const { domains } = audience
  const shown = domains
    .slice(0, domainsMax)
    .map(({ domain, count }) => `${domain} ${number(count)}`)
  const rest = domains.length - shown.length
  return [
    [w.revision, number(manifest.revision)],
    [w.comment, manifest.comment || w.none],
    ...(manifest.urgent === null ? [] : [[w.urgent, manifest.urgent] as const]),
    [w.from, `${headers.from.name} <${headers.from.address}>`],
    ...(headers.replyTo === null ? [] : [[w.replyTo, headers.replyTo] as const]),
    [w.envelopeSender, headers.envelopeSender],
    [w.route, `${route.name} (${routePlaceText(route)}, ${routeTlsText(route)})`],
    [w.dkim, `${route.dkim.selector}._domainkey.${route.dkim.domain}`],
    ...(manifest.smime === undefined ? [] : [[w.smime, certificateText(manifest.smime)] as const]),
    [w.executor, names.workstations[manifest.executor] ?? manifest.executor],
    [w.recipients, w.count(number(audience.count))],
    [w.lists, audience.lists.map(({ name }) => name).join('\n')],
    [w.domains, [...shown, ...(rest > 0 ? [`+ ${number(rest)}`] : [])].join('\n')],
    [
      w.window,
      w.until(
        window.from === null ? null : instant(window.from),
        instant(window.until ?? executeBy),
      ),
    ],
    [
      w.quorum,
      [manifest.quorum, ...(manifest.secondQuorum > 0 ? [manifest.secondQuorum] : [])].join(' + '),
    ],
  ]
}

function attachmentPart({ manifest }: VerifiedEvidence, w: Words, { number }: Speaker): string[] {
  const { attachments, files, audience } = manifest
  if (attachments.length === 0 && files === undefined) return []
  const rows = attachments.map(({ name, type, sizeBytes, sha256 }) =>
    cells([name, type, number(sizeBytes), sha256]),
  )
  // Each recipient's own file is in their row, and the rows are under this root.
  if (files !== undefined)
    rows.push(
      cells([
        w.ownFiles(files.column, number(files.count), number(files.fileCount)),
        ...['', number(files.sizeBytes), audience.root],
      ]),
    )
  return [heading(3, w.attachments), table([w.attachments, 'MIME', 'byte', 'SHA-256'], rows)]
}

function waivedPart({ manifest, names }: VerifiedEvidence, w: Words): string[] {
  const waived: Fact[] = manifest.checks.flatMap(({ check, waived }) =>
    waived === null
      ? []
      : [[check, `${waived.reason} (${names.members[waived.member] ?? waived.member})`] as const],
  )
  return waived.length === 0 ? [] : [heading(3, w.waived), facts(waived)]
}

/** Everything that was signed about it, in the order of its times. */
function actRows(evidence: VerifiedEvidence, w: Words, { number, instant }: Speaker): string[] {
  const { request, approvals, activation, batches, stops, finished, names } = evidence
  const row = (
    act: string,
    record: {
      readonly hash: string
      readonly header: {
        readonly member: string | null
        readonly workstation: string
        readonly at: string
      }
    },
  ) => {
    const { member, workstation, at } = record.header
    return cells([
      act,
      member === null ? '' : (names.members[member] ?? member),
      names.workstations[workstation] ?? workstation,
      instant(at),
      record.hash,
    ])
  }
  const editors = request.body.editors.map((id) => names.members[id] ?? id)
  const last = batches.at(-1)
  return [
    ...(editors.length === 0 ? [] : [cells([w.edited, editors.join('、'), '', '', ''])]),
    row(w.filed, request),
    ...approvals.map((each) => {
      const act = each.body.stage === 2 ? w.approvedSecond : w.approved
      return row(`${act} (${w.opened(number(each.body.viewed.length))})`, each)
    }),
    ...(activation === null ? [] : [row(w.released, activation)]),
    ...(last === undefined ? [] : [row(w.batches(number(batches.length)), last)]),
    ...stops.map((each) => row(w.stopped, each)),
    ...(finished === null ? [] : [row(w.phases[finished.body.phase], finished)]),
  ]
}

function outcomePart(
  { manifest, activation, finished, outcome }: VerifiedEvidence,
  w: Words,
  { number }: Speaker,
): string[] {
  if (activation === null) return [paragraph(w.notReleased)]
  const counts = outcome ?? { sent: 0, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
  const { sent, deferred, failed, suppressed, inDoubt } = counts
  const waiting = manifest.audience.count - sent - deferred - failed - suppressed - inDoubt
  return [
    ...(finished === null ? [paragraph(w.running)] : []),
    facts([
      [w.sent, number(sent)],
      [w.failed, number(failed)],
      [w.deferred, number(deferred)],
      [w.suppressed, number(suppressed)],
      [w.inDoubt, number(inDoubt)],
      [w.waiting, number(waiting)],
      [w.recipients, number(manifest.audience.count)],
    ]),
  ]
}

function digestFacts(
  { manifest, request }: VerifiedEvidence,
  w: Words,
  language: Language,
): Fact[] {
  const { manifest: digest } = request.body
  return [
    [w.manifest, digest],
    [w.seal, fingerprintWords(digest, language).join(' ')],
    [w.template, manifest.template.sha256],
    [w.root, manifest.audience.root],
  ]
}
