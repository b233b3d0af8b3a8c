import { type CheckFacts, runChecks } from '../../main/checks/checks.ts'
import { type Attachment, compileTemplate, templateBytes } from '../../main/message/message.ts'
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
}

export function factsOf(described: Described): CheckFacts {
  const rows = (described.rows ?? [{ address: 'taro@example.com' }]).map((row) => ({
    address: row.address,
    fields: row.fields ?? { 氏名: '山田 太郎' },
  }))
  const source = {
    subject: described.subject ?? 'お知らせ',
    text: described.text ?? '本文',
    html: described.html ?? '',
  }
  return {
    template: compileTemplate(templateBytes(source)),
    attachments: described.attachments ?? [],
    identity:
      described.identity === undefined
        ? { name: '関所商事', address: 'news@sekisho.example' }
        : described.identity,
    fields: described.fields ?? ['氏名', ...Object.keys(rows[0]?.fields ?? {})],
    count: rows.length,
    removed: described.removed ?? 0,
    previousCount: described.previousCount ?? null,
    audience: () => rows,
  }
}

/** Runs every check and returns the result of one. */
export async function checked(id: CheckId, described: Described): Promise<CheckResult> {
  const results = await runChecks(factsOf(described))
  const result = results.find((each) => each.check === id)
  if (result === undefined) throw new Error(`no check ${id}`)
  return result
}

export const file = (name: string, bytes: string | Uint8Array, type = 'application/pdf') => ({
  name,
  type,
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
})
