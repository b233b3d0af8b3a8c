import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import { composeCampaign, importContacts } from './campaign.ts'
import { release } from './delivery.ts'
import type { Office } from './office.ts'
import { reviewAndApprove } from './review.ts'
import type { Tampering } from './tampering-host.ts'

export interface GateResult {
  readonly tampering: Tampering
  readonly phase: ReleaseProgress['phase']
  /** Problem code with which the engine refused; null when it did not. */
  readonly code: string | null
  readonly sent: number
}

const rows = [
  'メールアドレス,氏名,会社名',
  'tanaka@gate.example.jp,田中 一,第一商店',
  'yamada@gate.example.jp,山田 花,花屋',
  'ito@gate.example.jp,伊藤 次郎,伊藤工務店',
  'kato@gate.example.jp,加藤 葵,葵薬局',
  'mori@gate.example.jp,森 誠,森書店',
]

/** Approves a small campaign properly, then alters what the engine is given, and starts it. */
export async function tryTampering(
  office: Office,
  tampering: Tampering,
  options: { readonly folder: string; readonly route: string; readonly identity: string },
): Promise<GateResult> {
  const { author, approver } = office
  const file = join(options.folder, `gate-${tampering}.csv`)
  writeFileSync(file, `${rows.join('\r\n')}\r\n`, 'utf8')
  const listName = `関所の確認 (${tampering})`
  const { list } = await importContacts({
    author,
    file,
    encoding: null,
    listName,
    onProgress: () => undefined,
  })
  const campaign = await composeCampaign({
    author,
    ...options,
    name: listName,
    list,
    withAttachment: false,
  })
  await author.workstation.call('approval.file', {
    campaign: campaign.id,
    comment: '',
    approveWithinHours: 24,
    executeWithinHours: 24,
    urgent: null,
  })
  await reviewAndApprove(approver, campaign.id)
  author.workstation.tamper(tampering)
  const end = await release({ sender: author, campaign: campaign.id, onProgress: () => undefined })
  author.workstation.tamper(null)
  return { tampering, phase: end.phase, code: end.problem?.code ?? null, sent: end.counts.sent }
}
