import type { Language } from '../../preload/contract/app.ts'

const ja = {
  title: '関所 — 承認された1通だけが外へ出る、一斉配信のデモ',
  folder: 'フォルダー {folder}',
  office:
    '組織をつくる: 管理者と作成者は1台目、承認者は2台目。両者をつなぐのは共有フォルダーだけです',
  clock: '(認証コードの更新を30秒ずつ待つかわりに、デモの時計を {seconds} 秒進めました)',
  relayBuiltIn: 'ループバックに本物のSMTPサーバーを起動: {host}:{port}(STARTTLS・認証あり)',
  relayGiven: '指定された中継サーバーを使用: {host}:{port}',
  route: '送信経路と差出人を登録(署名されたポリシー): 接続・TLS・認証の試験 {result}',
  import: '名簿を取り込む: {file}({encoding}、区切り「{delimiter}」)',
  importing: '取り込み',
  rows: '{count}行',
  compose: 'メールを作成し、送信前チェックを実行: 合格 {pass}、警告 {warning}(理由を記入)',
  file: '承認を依頼: {count}件、明細の封印 {words}',
  review:
    '2台目で承認者が検証: すべてのダイジェストを再計算し、{opened}通を開いて確認、署名しました',
  send: '配信を開始: 署名がそろったので、中継サーバーのパスワードとDKIM鍵が開きました',
  sending: '送信',
  perSecond: '{rate}通/秒',
  verify: '届いたメールを読み戻し、DKIM署名を1通ずつ検証',
  verifying: '検証',
  evidence: '証跡を保存し、ファイルだけで検証: {result}',
  gate: '関所の動作を確認: 承認後に書き換えると、どうなるか',
  tamperTemplate: '本文を1バイト書き換える',
  tamperRecipient: '宛先を1件書き換える',
  refused: '送信せず拒否: {code}',
  notRefused: '拒否されませんでした',
  imported: '取り込み',
  rejected: '取り込まなかった行',
  approvedBy: '承認',
  sent: '送信済み',
  deferred: '延期',
  failed: '失敗',
  inDoubt: '結果不明',
  rate: '送信速度',
  receivedRow: '受信側の記録',
  receivedValue: '{received}通(重複 {duplicates}、DKIM合格 {dkimPassed})',
  receivedElsewhere: '指定された中継サーバーにあるため、読み戻しません',
  evidenceRow: '証跡',
  open: '開いて見るには',
  openCommand: 'npm start -- --dir {folder}',
  none: 'なし',
  ok: '合格',
} as const

export type DemoText = keyof typeof ja

const en: Record<DemoText, string> = {
  title: 'Sekisho: bulk mail in which only what was approved leaves the building',
  folder: 'Folder {folder}',
  office:
    'Founding an organization: administrator and author on one PC, approver on another, a shared folder between them',
  clock:
    '(instead of waiting thirty seconds for each new code, the demo moved its clock {seconds} seconds ahead)',
  relayBuiltIn: 'Started a real SMTP server on loopback: {host}:{port} (STARTTLS, AUTH)',
  relayGiven: 'Using the relay you named: {host}:{port}',
  route:
    'Route and sender identity signed into the policy; test of connection, TLS and AUTH: {result}',
  import: 'Importing {file} ({encoding}, delimiter "{delimiter}")',
  importing: 'import ',
  rows: '{count} rows',
  compose:
    'Wrote the message and ran the checks: {pass} passed, {warning} warnings (waived with a reason)',
  file: 'Filed for approval: {count} recipients, seal of the manifest: {words}',
  review:
    'On the second PC the approver recomputed every digest, opened {opened} messages, and signed',
  send: 'Releasing: with the signatures, the relay password and the DKIM key could be opened',
  sending: 'sending',
  perSecond: '{rate}/s',
  verify: 'Reading back what arrived, and verifying each DKIM signature',
  verifying: 'verify ',
  evidence: 'Saved the evidence and verified it from the file alone: {result}',
  gate: 'The gate at work: what happens to a change after the approval',
  tamperTemplate: 'one byte of the message altered',
  tamperRecipient: 'one recipient altered',
  refused: 'refused, nothing sent: {code}',
  notRefused: 'NOT refused',
  imported: 'Imported',
  rejected: 'Rows not taken',
  approvedBy: 'Approved by',
  sent: 'Sent',
  deferred: 'Deferred',
  failed: 'Failed',
  inDoubt: 'In doubt',
  rate: 'Rate',
  receivedRow: 'Counted at the relay',
  receivedValue: '{received} (duplicates {duplicates}, DKIM passed {dkimPassed})',
  receivedElsewhere: 'kept by the relay you named, not read back',
  evidenceRow: 'Evidence',
  open: 'To look around',
  openCommand: 'npm start -- --dir {folder}',
  none: 'none',
  ok: 'passed',
}

export type Speak = (key: DemoText, values?: Readonly<Record<string, string | number>>) => string

export function createSpeaker(language: Language): Speak {
  const texts = language === 'ja' ? ja : en
  const numbers = new Intl.NumberFormat(language)
  return (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (_all, name: string) => {
      const value = values[name]
      return typeof value === 'number' ? numbers.format(value) : (value ?? '')
    })
}
