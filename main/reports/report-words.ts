import type { Language } from '../../preload/contract/app.ts'

/** What the report says besides what it reports. */
interface ReportWords {
  readonly title: string
  readonly note: string
  readonly organization: string
  readonly fingerprint: string
  readonly what: string
  readonly who: string
  readonly outcome: string
  readonly digests: string
  readonly domains: string
  readonly attachments: string
  /** Of the recipients' own files: field, recipients and different files. */
  readonly ownFiles: (column: string, count: string, files: string) => string
  readonly waived: string
  readonly none: string
  readonly campaign: string
  readonly comment: string
  readonly urgent: string
  readonly revision: string
  readonly from: string
  readonly replyTo: string
  readonly envelopeSender: string
  readonly route: string
  readonly dkim: string
  readonly smime: string
  readonly executor: string
  readonly recipients: string
  readonly lists: string
  readonly window: string
  readonly quorum: string
  readonly act: string
  readonly member: string
  readonly workstation: string
  readonly at: string
  readonly record: string
  readonly edited: string
  readonly filed: string
  readonly approved: string
  readonly approvedSecond: string
  readonly opened: (count: string) => string
  readonly released: string
  readonly batches: (count: string) => string
  readonly stopped: string
  readonly phases: Readonly<Record<'finished' | 'stopped' | 'halted', string>>
  readonly notReleased: string
  readonly running: string
  readonly sent: string
  readonly deferred: string
  readonly failed: string
  readonly suppressed: string
  readonly inDoubt: string
  readonly waiting: string
  readonly manifest: string
  readonly seal: string
  readonly template: string
  readonly root: string
  readonly count: (count: string) => string
  readonly until: (from: string | null, until: string) => string
}

const ja: ReportWords = {
  title: '配信の証跡',
  note: 'この報告書は、署名された記録を検証した結果を読みやすくまとめたものです。証拠となるのは、同じ配信の証跡ファイル(JSON)です。証跡ファイルは、Sekishoがなくても verify-journal で検証できます。下の記録のハッシュと配信明細のダイジェストが、証跡ファイルと一致することを確かめてください。',
  organization: '組織',
  fingerprint: '組織の指紋',
  what: '承認された内容',
  who: 'だれが、いつ、どの端末で',
  outcome: '結果',
  digests: 'ダイジェスト (SHA-256)',
  domains: 'ドメイン別の件数',
  attachments: '添付ファイル',
  ownFiles: (column, count, files) =>
    `宛先ごとのファイル（項目「${column}」、${count}件、${files}個）。SHA-256は宛先の行のMerkleルート`,
  waived: '理由を付けて了承した警告',
  none: 'なし',
  campaign: '配信',
  comment: '承認者への連絡',
  urgent: '至急の理由',
  revision: '版',
  from: '差出人',
  replyTo: '返信先',
  envelopeSender: '戻り先',
  route: '送信経路',
  dkim: 'DKIM',
  smime: 'S/MIME 署名',
  executor: '送信する端末',
  recipients: '宛先',
  lists: 'リスト',
  window: '送信できる期間',
  quorum: '必要な承認',
  act: '行為',
  member: 'メンバー',
  workstation: '端末',
  at: '日時',
  record: '記録のハッシュ',
  edited: '作成・宛先の準備に関わった人',
  filed: '承認依頼',
  approved: '承認',
  approvedSecond: '承認(第2段階)',
  opened: (count) => `${count}項目を確認`,
  released: '配信の開始',
  batches: (count) => `関所の通過 ${count}回`,
  stopped: '停止の指示',
  phases: { finished: '完了', stopped: '停止', halted: '関所で停止' },
  notReleased: 'まだ配信されていません。',
  running: '配信はまだ終わっていません。',
  sent: '送信済み',
  deferred: '再送待ち',
  failed: '送信できず',
  suppressed: '配信停止により除外',
  inDoubt: '到着不明',
  waiting: '未送信',
  manifest: '配信明細',
  seal: '印影の4語',
  template: '本文',
  root: '宛先(Merkleルート)',
  count: (count) => `${count}件`,
  until: (from, until) => `${from === null ? '' : `${from} から `}${until} まで`,
}

const en: ReportWords = {
  title: 'Evidence of a release',
  note: 'This report puts the result of verifying the signed records into words. The proof is the evidence file (JSON) of the same release, which verify-journal checks without Sekisho. Compare the hashes of the records and the digest of the manifest below with those in the evidence file.',
  organization: 'Organization',
  fingerprint: 'Fingerprint of the organization',
  what: 'What was approved',
  who: 'Who, when, on which workstation',
  outcome: 'Outcome',
  digests: 'Digests (SHA-256)',
  domains: 'Recipients by domain',
  attachments: 'Attachments',
  ownFiles: (column, count, files) =>
    `One file per recipient (field “${column}”, ${count} recipients, ${files} files). SHA-256: Merkle root of the recipients’ rows`,
  waived: 'Warnings waived with a reason',
  none: 'None',
  campaign: 'Campaign',
  comment: 'Note to the approvers',
  urgent: 'Why it was urgent',
  revision: 'Revision',
  from: 'From',
  replyTo: 'Reply to',
  envelopeSender: 'Returns to',
  route: 'Route',
  dkim: 'DKIM',
  smime: 'S/MIME signature',
  executor: 'Sent by workstation',
  recipients: 'Recipients',
  lists: 'Lists',
  window: 'May be sent',
  quorum: 'Approvals needed',
  act: 'Act',
  member: 'Member',
  workstation: 'Workstation',
  at: 'Date and time',
  record: 'Hash of the record',
  edited: 'Had a hand in message or lists',
  filed: 'Filed for approval',
  approved: 'Approved',
  approvedSecond: 'Approved (second stage)',
  opened: (count) => `${count} items opened`,
  released: 'Released',
  batches: (count) => `Passed the gate ${count} times`,
  stopped: 'Asked to stop',
  phases: { finished: 'Finished', stopped: 'Stopped', halted: 'Halted at the gate' },
  notReleased: 'It has not been released.',
  running: 'The release is not over yet.',
  sent: 'Sent',
  deferred: 'To be tried again',
  failed: 'Failed',
  suppressed: 'Left out by suppression',
  inDoubt: 'In doubt',
  waiting: 'Not sent',
  manifest: 'Manifest',
  seal: 'Words of the seal',
  template: 'Message',
  root: 'Recipients (Merkle root)',
  count: (count) => `${count} recipients`,
  until: (from, until) => (from === null ? `until ${until}` : `from ${from} until ${until}`),
}

export function reportWords(language: Language): ReportWords {
  return language === 'ja' ? ja : en
}
