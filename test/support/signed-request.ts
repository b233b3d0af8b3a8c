import { sampleDigests } from '../../main/approval/audience-audit.ts'
import { sha256 } from '../../main/approval/digest.ts'
import { createDomainTally } from '../../main/approval/domain-count.ts'
import { createFileCollector } from '../../main/approval/file-table.ts'
import {
  createRowWriter,
  type FrozenFile,
  type FrozenRow,
  lineOf,
  linesOfPieces,
  parseRow,
} from '../../main/approval/frozen-row.ts'
import { encodeManifest, type Manifest } from '../../main/approval/manifest.ts'
import { createMerkleTree } from '../../main/approval/merkle-tree.ts'
import { sampleIndexes } from '../../main/approval/sample-rule.ts'
import type { ReleaseContent } from '../../main/approval/verify-content.ts'
import type { ApprovalMaterial } from '../../main/approval/verify-release.ts'
import type { PolicyBody, Route } from '../../main/journal/document.ts'
import type { WrittenRules } from '../../main/journal/policy-rules.ts'
import type { RecordBody } from '../../main/journal/record.ts'
import { attachmentType, compileTemplate, templateBytes } from '../../main/message/message.ts'
import {
  at,
  createSignedTeam,
  type Person,
  people,
  recordHash,
  type SignedTeam,
  start,
} from './signed-team.ts'

/** One request of the signed team, frozen and signed by real keys, with everything the gate needs. */
export const hour = 3_600_000

export const route: Route = {
  id: 'r-main',
  name: '本社の中継',
  host: 'relay.example.jp',
  port: 587,
  tls: 'starttls',
  ca: null,
  user: 'sekisho',
  dkim: { domain: 'example.jp', selector: 's1', publicKey: 'MIIB' },
  connectionsMax: 10,
  ratePerHourMax: null,
  quorum: 2,
}
export const detail = {
  routes: [route],
  senderIdentities: [{ id: 's-info', name: '総務', address: 'info@example.jp', replyTo: null }],
}

export const template = templateBytes({
  subject: '{{ 会社名 }} 様 重要なお知らせ',
  text: '{{ 氏名 | default: "お客様" }} 様\n\n年末年始の休業日をお知らせします。\nhttps://example.jp/\n',
  html: '<p>{{ 氏名 | default: "お客様" }} 様</p><p><a href="https://example.jp/">詳細</a></p>',
})
const attachment = Buffer.from('%PDF-1.7 test')

export function makeRows(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    index,
    address: `user${index}@${index % 7 === 0 ? 'example.com' : 'example.jp'}`,
    fields: { 会社名: `会社${index}`, 氏名: index % 5 === 0 ? '' : `氏名${index}` },
  }))
}

/** What a row says of a file with these bytes. */
export function frozenFileOf(name: string, bytes: Uint8Array): FrozenFile {
  return { name, type: attachmentType(name, bytes), sizeBytes: bytes.length, sha256: sha256(bytes) }
}

export function makeContent(count = 30): ReleaseContent {
  return { template, attachments: [attachment], files: null, rows: toPieces(makeRows(count)) }
}

/** The rows' lines in their pieces, whatever numbers they carry. */
export function toPieces(rows: readonly FrozenRow[]): Uint8Array[] {
  const writer = createRowWriter()
  for (const row of rows) writer.add(Buffer.from(lineOf(row)))
  return writer.pieces().map((each) => each.bytes)
}

export function makeManifest(team: SignedTeam, content: ReleaseContent, count = 30): Manifest {
  const tree = createMerkleTree()
  const domains = createDomainTally()
  for (const line of linesOfPieces(content.rows)) tree.add(line)
  for (const row of makeRows(count)) domains.add(row.address)
  const digest = sha256(content.template)
  const indexes = sampleIndexes({ root: tree.root(), template: digest, count })
  const samples = sampleDigests(compileTemplate(content.template), content.rows, indexes)
  return {
    v: 1,
    salt: 'ab'.repeat(32),
    campaign: { id: 'c-1', name: '年末のご案内' },
    revision: 1,
    requester: 'author',
    comment: '確認をお願いします',
    template: { sha256: digest, sizeBytes: content.template.length },
    attachments: content.attachments.map((bytes) => ({
      name: '案内.pdf',
      type: 'application/pdf',
      sizeBytes: bytes.length,
      sha256: sha256(bytes),
    })),
    headers: {
      from: { name: '総務', address: 'info@example.jp' },
      replyTo: null,
      envelopeSender: 'info@example.jp',
      listUnsubscribe: '<mailto:info@example.jp?subject=unsubscribe>',
    },
    fields: ['会社名', '氏名'],
    ...statedFiles(content.rows),
    audience: {
      lists: [{ id: 'l-1', name: '顧客' }],
      count,
      root: tree.root(),
      pieces: content.rows.map((piece) => [...linesOfPieces([piece])].length),
      domains: domains.counts(),
      removed: { duplicate: 1, excluded: 0, earlier: 0, suppressed: 2, capped: 0, unreachable: 0 },
    },
    samples: indexes.map((index, each) => ({ index, sha256: samples[each] ?? '' })),
    senderIdentity: 's-info',
    route,
    window: { from: null, until: null },
    executor: 'ws-a',
    runsMax: 1,
    checks: [],
    engineVersion: '0.1.0',
    quorum: 2,
    secondQuorum: 0,
    urgent: null,
    holdMinutes: 0,
    approveBy: at(start + 24 * hour),
    executeBy: at(start + 48 * hour),
    directory: team.directoryVersion(),
    policy: team.policyVersion(),
  }
}

/** What the manifest says of the files that these rows name. */
function statedFiles(pieces: readonly Uint8Array[]): Pick<Manifest, 'files'> {
  const collector = createFileCollector()
  const rows = [...linesOfPieces(pieces)].map(parseRow)
  const files = rows.flatMap((row) => (row?.file === undefined ? [] : [row.file]))
  if (files.length === 0) return {}
  for (const file of files) collector.add(file)
  return {
    files: {
      ...{ column: '書類', count: files.length, fileCount: collector.fileCount() },
      ...{ sizeBytes: collector.sizeBytes(), pieces: [...collector.table().pieces] },
    },
  }
}

const ref = { hash: '00'.repeat(32), sizeBytes: 1 }

export function requestBody(manifest: Manifest, bytes: Uint8Array): RecordBody<'request'> {
  return {
    campaign: manifest.campaign.id,
    revision: manifest.revision,
    manifest: sha256(bytes),
    contentKey: '',
    blobs: {
      ...{ manifest: ref, template: ref, attachments: [ref] },
      rows: manifest.audience.pieces.map(() => ref),
      ...(manifest.files === undefined ? {} : { files: ref }),
    },
    editors: ['editor'],
    executor: manifest.executor,
    route: manifest.route.id,
    department: manifest.department ?? null,
    recipientCount: manifest.audience.count,
    quorum: manifest.quorum,
    urgent: manifest.urgent !== null,
    approveBy: manifest.approveBy,
    executeBy: manifest.executeBy,
    directory: manifest.directory,
    policy: manifest.policy,
  }
}

export type DecisionChange = Partial<RecordBody<'decision'>> & { readonly at?: number }

/** A team, a request on record, and ways to sign about it. */
export function createSignedRequest(
  change: (manifest: Manifest) => Manifest = (same) => same,
  rules: Partial<WrittenRules> = {},
  routeKeys: PolicyBody['routeKeys'] = [],
  {
    founders = people,
    prepare,
  }: {
    readonly founders?: readonly Person[]
    /** What is published before the request is filed. */
    readonly prepare?: (team: SignedTeam) => void
  } = {},
) {
  const team = createSignedTeam()
  team.publishDirectory(founders)
  team.publishPolicy(rules, routeKeys, detail)
  prepare?.(team)
  const content = makeContent()
  const manifest = change(makeManifest(team, content))
  const manifestBytes = encodeManifest(manifest)
  const body = requestBody(manifest, manifestBytes)
  const request = team.sign('request', body, { member: 'author', workstation: 'ws-a' })
  const hash = recordHash(request)
  return {
    team,
    content,
    manifest,
    manifestBytes,
    body,
    request,
    hash,
    decide(member: string, verdict: 'approve' | 'return' | 'reject', other: DecisionChange = {}) {
      const { at: when = start + hour, ...fields } = other
      const workstation = ['author', 'editor', 'admin'].includes(member) ? 'ws-a' : 'ws-b'
      return team.sign(
        'decision',
        {
          request: hash,
          manifest: body.manifest,
          verdict,
          sealed: '',
          viewed: [],
          typedCount: null,
          stage: 1,
          after: [],
          delegation: null,
          share: null,
          directory: team.directoryVersion(),
          policy: team.policyVersion(),
          ...fields,
        },
        { member, workstation, at: when },
      )
    },
    material(records: readonly Uint8Array[], other: Partial<ApprovalMaterial> = {}) {
      const material: ApprovalMaterial = {
        ...team.chains(),
        detail,
        request,
        records,
        manifest: manifestBytes,
        now: start + 2 * hour,
        workstation: 'ws-a',
        engineVersion: '0.1.0',
        activation: null,
        storeOfflineSinceAt: null,
        names: {},
        machine: {},
        ...other,
      }
      return material
    },
  }
}
