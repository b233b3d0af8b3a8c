import type { CheckFacts, OwnFiles } from '../../main/checks/check.ts'
import { type CheckOptions, runChecks } from '../../main/checks/check-run.ts'
import { addressHash, nameHash } from '../../main/checks/hash.ts'
import type { ReadFile } from '../../main/checks/read-file.ts'
import {
  type Attachment,
  compileTemplate,
  createFileAssignment,
  templateBytes,
} from '../../main/message/message.ts'
import type { CheckResult } from '../../preload/contract/campaigns.ts'
import type { CheckId } from '../../preload/contract/checks.ts'

/** What a test says about a campaign; everything else is as it should be. */
export interface Described {
  readonly subject?: string
  readonly text?: string
  readonly html?: string
  readonly attachments?: readonly Attachment[]
  readonly identity?: { name: string; address: string } | null
  readonly fields?: readonly string[]
  readonly rows?: readonly { address: string; fields?: Record<string, string> }[]
  readonly removed?: number
  readonly previousCount?: number | null
  readonly files?: readonly ReadFile[]
  /** One file per recipient: the merge field that names them, and their texts by name. */
  readonly ownFiles?: { readonly column: string; readonly texts: Readonly<Record<string, string>> }
  readonly window?: CheckFacts['window']
  readonly linkHosts?: readonly string[]
  readonly quietHours?: CheckFacts['quietHours']
  readonly lists?: CheckFacts['lists']
  readonly route?: CheckFacts['route']
  /** Addresses of the last release. */
  readonly last?: readonly string[]
  /** Address, and the name that it had. */
  readonly formerNames?: readonly (readonly [string, string])[]
  readonly senderRecords?: CheckFacts['senderRecords']
  readonly charset?: 'utf-8' | 'iso-2022-jp'
  readonly certificate?: CheckFacts['certificate']
}

export function factsOf(described: Described): CheckFacts {
  const rows = rowsOf(described)
  const source = {
    subject: described.subject ?? 'お知らせ',
    text: described.text ?? '本文',
    html: described.html ?? '',
    charset: described.charset,
  }
  return {
    template: compileTemplate(templateBytes(source)),
    identity:
      described.identity === undefined
        ? { name: '関所商事', address: 'news@sekisho.example' }
        : described.identity,
    fields: described.fields ?? ['氏名', ...Object.keys(rows[0]?.fields ?? {})],
    count: rows.length,
    removed: described.removed ?? 0,
    previousCount: described.previousCount ?? null,
    files: described.files ?? (described.attachments ?? []).map(plainFile),
    ownFiles: described.ownFiles ? toOwnFiles(described.ownFiles) : null,
    nowMs: Date.parse('2026-11-24T01:00:00Z'),
    window: described.window ?? { fromMs: null, untilMs: null },
    linkHosts: described.linkHosts ?? [],
    quietHours: described.quietHours === undefined ? { from: 21, until: 8 } : described.quietHours,
    listDaysMax: 365,
    lists: described.lists ?? [],
    route: described.route ?? null,
    lastAudience:
      described.last === undefined ? null : Float64Array.from(described.last, addressHash),
    formerNames: {
      addresses: Float64Array.from(described.formerNames ?? [], ([address]) =>
        addressHash(address),
      ),
      names: Float64Array.from(described.formerNames ?? [], ([, name]) => nameHash(name)),
    },
    senderRecords: described.senderRecords ?? null,
    certificate: described.certificate ?? null,
  }
}

function toOwnFiles({ column, texts }: NonNullable<Described['ownFiles']>): OwnFiles {
  const files = Object.entries(texts).map(([name, text]) => ({
    ...{ name, type: 'text/plain', sizeBytes: Buffer.byteLength(text) },
    sha256: nameHash(text).toString(16).padStart(64, '0'),
  }))
  return { column, files }
}

/** What can be read of the file that a row gets; null: it gets none. */
export function ownFileOf(
  { ownFiles }: Described,
  fields: Readonly<Record<string, string>>,
): ReadFile | null {
  if (ownFiles === undefined) return null
  const { file } = createFileAssignment(ownFiles.column, toOwnFiles(ownFiles).files).look(fields)
  return file === null
    ? null
    : plainFile({ name: file.name, bytes: Buffer.from(ownFiles.texts[file.name] ?? '') })
}

export function rowsOf(described: Described) {
  return (described.rows ?? [{ address: 'taro@example.com' }]).map((row) => ({
    address: row.address,
    fields: row.fields ?? { 氏名: '山田 太郎' },
  }))
}

/** Runs every check over what a test describes. */
export function checkedAll(described: Described, options: CheckOptions = {}) {
  return runChecks(factsOf(described), () => rowsOf(described), options)
}

/** Runs every check and returns the result of one. */
export async function checked(id: CheckId, described: Described): Promise<CheckResult> {
  const results = await checkedAll(described)
  const result = results.find((each) => each.check === id)
  if (result === undefined) throw new Error(`no check ${id}`)
  return result
}

export const file = (name: string, bytes: string | Uint8Array, type = 'application/pdf') => ({
  name,
  type,
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
})

/** A file whose text is its bytes, as far as a test cares. */
export function plainFile({ name, bytes }: Pick<Attachment, 'name' | 'bytes'>): ReadFile {
  const text = Buffer.from(bytes).toString('utf8').normalize('NFKC')
  return { name, sizeBytes: bytes.length, text, unread: [], knownAddresses: 0, knownNames: 0 }
}
