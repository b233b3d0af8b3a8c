import { Chains, chainNames } from './chains.ts'
import { asCount, asHash, asList, asObject, asText } from './envelope.ts'
import { type JournalRecord, readRecord } from './records.ts'
import { Refusal, refusalOf, refuse, sha256 } from './refusal.ts'
import type { Report } from './report.ts'
import { judgeFingerprint } from './share.ts'
import type { Json } from './strict-json.ts'
import { judgeWay } from './way.ts'

type Fields = { readonly [key: string]: Json }

/** docs/journal-format.md, section 7: one release, with all that it needs to be judged. */
export function verifyEvidence(bytes: Uint8Array, fingerprint: string | null): Report {
  const report: Report = { holds: [], fails: [] }
  try {
    judge(bytes, fingerprint, report)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    report.fails.push(error.message)
  }
  return report
}

function judge(bytes: Uint8Array, fingerprint: string | null, report: Report): void {
  const evidence = readFile(bytes)
  const chains = new Chains()
  for (const [name, list] of [
    ['root', evidence.roots],
    ['directory', evidence.directories],
    ['policy', evidence.policies],
  ] as const)
    for (const [at, envelope] of asList(list, name).entries())
      named(`${name} ${at + 1}`, () => chains.take(name, textBytes(envelope)))
  for (const name of chainNames)
    report.holds.push(
      `${name} 1 to ${chains.versions[name].length}: each follows from the one before.`,
    )
  if (asHash(evidence.fingerprint, 'fingerprint') !== chains.fingerprint)
    refuse('The fingerprint in the file is not that of its root 1.')
  judgeFingerprint(chains, fingerprint, report)

  const request = named('the request', () => readRecord(textBytes(evidence.request), chains))
  if (request.kind !== 'request') refuse('What it calls a request is none.')
  report.holds.push(`The request ${request.hash} is signed by ${request.member} at ${request.at}.`)
  const records = asList(evidence.records, 'records').map((envelope, at) =>
    named(`record ${at + 1}`, () => readRecord(textBytes(envelope), chains)),
  )
  report.holds.push(`${records.length} records beside it are signed as they say.`)
  const manifest = Buffer.from(asText(evidence.manifest, 'manifest'), 'base64')
  if (
    manifest.toString('base64') !== evidence.manifest ||
    sha256(manifest) !== request.body.manifest
  )
    refuse('The manifest is not the one that the request names.')
  report.holds.push('The manifest is, byte for byte, the one that was filed.')
  judgeApprovals(request, records, { chains, report })
  judgeRun(request, records, {
    manifest: asObject(JSON.parse(manifest.toString()), 'manifest'),
    chains,
    report,
  })
}

function readFile(bytes: Uint8Array): Fields {
  try {
    const evidence = asObject(JSON.parse(Buffer.from(bytes).toString('utf8')), 'the file')
    if (evidence.format !== 'sekisho-evidence') refuse('It is no evidence file of Sekisho.')
    return evidence
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('It is no JSON.')
    throw error
  }
}

function textBytes(envelope: Json | undefined): Uint8Array {
  return Buffer.from(asText(envelope, 'an envelope'))
}

/** What is refused is refused by name. */
function named<T>(name: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof Refusal) refuse(`${name}: ${error.message}`)
    throw error
  }
}

interface Context {
  readonly chains: Chains
  readonly report: Report
}

/** Different persons, none of whom requested or edited, each an approver in the directory cited. */
function judgeApprovals(
  request: JournalRecord,
  records: readonly JournalRecord[],
  { chains, report }: Context,
): void {
  const manifest = asHash(request.body.manifest, 'manifest')
  const excluded = new Set(
    [request.member, ...asList(request.body.editors, 'editors')].map((id) => personOf(chains, id)),
  )
  const persons = new Map<string, string>()
  for (const record of records) {
    const { kind, body, member } = record
    if (kind !== 'decision' || body.request !== request.hash || body.verdict !== 'approve') continue
    const why = refusalOf(() => {
      if (body.manifest !== manifest) refuse('it is for another manifest')
      if (excluded.has(personOf(chains, member))) refuse('requester and editors may not approve')
      const giver = giverOf(record, records)
      if (giver === null) requireApprover(chains, record)
      else if (excluded.has(personOf(chains, giver.member)))
        refuse('nor may they have it approved in their place')
      else requireApprover(chains, giver)
    })
    if (why === null) persons.set(personOf(chains, member), member ?? '')
    else report.fails.push(`The approval by ${member} does not count: ${why}.`)
  }
  const needed = asCount(request.body.quorum, 'quorum')
  const names = [...persons.values()].join(', ') || 'nobody'
  const sentence = `Approved by ${names}: ${persons.size} of the ${needed} that the request asks for.`
  if (persons.size >= needed) report.holds.push(sentence)
  else report.fails.push(sentence)
  const denied = records.filter(
    ({ kind, body }) =>
      body.request === request.hash &&
      (kind === 'withdrawal' ||
        kind === 'stop' ||
        (kind === 'decision' && body.verdict === 'reject')),
  )
  for (const { kind, member, at } of denied)
    report.holds.push(`${member} has said no to it: ${kind}, ${at}.`)
}

/** The delegation by whose right a decision was given; null when it was one's own. */
function giverOf(
  { body, member, at }: JournalRecord,
  records: readonly JournalRecord[],
): JournalRecord | null {
  if (body.delegation === null) return null
  const found = records.find(({ kind, hash }) => kind === 'delegation' && hash === body.delegation)
  if (found?.body.to !== member) return refuse('it cites no delegation to them')
  const { from, until } = found.body
  if (at < asText(from, 'from') || at > asText(until, 'until'))
    refuse('the delegation was not good at that time')
  return found
}

function memberAt(chains: Chains, n: number, id: Json): Fields | null {
  const directory = chains.versions.directory[n - 1]
  const members = asList(directory?.body.members ?? [], 'members')
  const found = members.map((each) => asObject(each, 'member')).find((each) => each.id === id)
  return found ?? null
}

function personOf(chains: Chains, id: Json): string {
  const newest = chains.versions.directory.length
  return String(memberAt(chains, newest, id)?.person ?? id)
}

function requireApprover(chains: Chains, { body, member }: JournalRecord): void {
  const { n, hash } = asObject(body.directory, 'directory')
  const at = asCount(n, 'n')
  if (chains.versions.directory[at - 1]?.hash !== hash)
    refuse('it cites a directory that is not here')
  const entry = memberAt(chains, at, member)
  const roles = asList(entry?.roles ?? [], 'roles')
  if (entry?.status !== 'active' || !roles.includes('approver')) refuse('no approver at that time')
}

/** One run, by the workstation that the manifest names, with numbers that fit. */
function judgeRun(
  request: JournalRecord,
  records: readonly JournalRecord[],
  { manifest, chains, report }: Context & { readonly manifest: Fields },
): void {
  const ours = records.filter(
    ({ body, workstation }) => body.request === request.hash && workstation === manifest.executor,
  )
  const activations = ours.filter(({ kind }) => kind === 'activation')
  const finished = ours.filter(({ kind }) => kind === 'finished')
  if (activations.length > 1 || finished.length > 1) report.fails.push('It was run more than once.')
  const [activation] = activations
  if (!activation) {
    report.holds.push('It was never released.')
    return
  }
  report.holds.push(`Released once by ${activation.member} at ${activation.at}.`)
  judgeWay(manifest, { chains, at: activation.at, report })
  const outcome = (finished[0] ?? ours.findLast(({ kind }) => kind === 'batch'))?.body.outcome
  if (outcome === undefined) return
  const counts = Object.entries(asObject(outcome, 'outcome'))
  const total = counts.reduce((sum, [name, value]) => sum + asCount(value, name), 0)
  const audience = asCount(asObject(manifest.audience, 'audience').count, 'count')
  const isWhole = finished[0]?.body.phase === 'finished'
  const words = counts.map(([name, value]) => `${String(value)} ${name}`).join(', ')
  const fits = isWhole ? total === audience : total <= audience
  if (fits) report.holds.push(`Of ${audience} recipients: ${words}.`)
  else report.fails.push(`The outcome (${words}) does not fit ${audience} recipients.`)
}
