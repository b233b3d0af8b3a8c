import type { permitsProblems } from '../../../../preload/problem/permits.ts'

export const permits: Record<keyof typeof permitsProblems, string> = {
  'permits.needed':
    'この組織のポリシーでは、配信停止の解除にもう1人の署名が必要です。許可を申請してください。',
  'permits.no-such-petition':
    'その許可の申請が見つからないか、あなたの申請ではありません。共有ストアと同期してから、もう一度確認してください。',
  'permits.not-agreed': 'まだ許可されていません。承認者が許可すると実行できます。',
  'permits.refused': 'この申請は却下されました。必要であれば、理由を見直して申請し直してください。',
  'permits.expired': '許可の有効期限が切れました。もう一度申請してください。',
  'permits.used':
    'この許可は既に使われたか、無効になりました。1つの許可で実行できるのは1回だけです。もう一度申請してください。',
  'permits.other-act': '許可された内容と違います。許可されたものだけを実行できます。',
  'permits.outdated': '申請の後に内容が変わりました。今の内容で、もう一度申請してください。',
  'permits.nobody-to-ask':
    '許可できる承認者がほかにいません。管理者に、承認者を追加するよう依頼してください。',
  'permits.exports-forbidden': 'この組織のポリシーでは、アドレスの持ち出しが禁止されています。',
  'permits.unmask-forbidden':
    'この組織のポリシーでは、伏せたアドレスをあなたに表示できません。宛先管理者に確認してください。',
  'permits.not-written':
    '「{name}」に書き込めませんでした。保存先を確認してください。許可は使われたので、もう一度申請が必要です。',
}
