import type { policyProblems } from '../../../../preload/problem/policy.ts'

export const policy: Record<keyof typeof policyProblems, string> = {
  'policy.setting-locked':
    '「{setting}」は情報システム部門がこの端末で固定しているため、ここでは変更できません。変更が必要なときは、情報システム部門に依頼してください。',
  'policy.setting-unreadable':
    'この端末のポリシー「{setting}」の値を読み取れないため、先に進めません。情報システム部門に、設定の修正を依頼してください。',
  'policy.not-understood':
    'この端末のポリシーに読み取れないところがあるため、配信も書き出しもできません: {what}。情報システム部門に連絡してください。内容は「表示の設定」＞「この端末のポリシー」で確認できます。',
  'policy.other-store':
    'この端末の共有ストアは、情報システム部門が「{place}」に固定しています。その場所を使ってください。',
  'policy.other-organization':
    'この端末は、情報システム部門が指定した組織でだけ使えます。選んだ共有ストアまたはこの端末の組織は、指紋が一致しません。情報システム部門に確認してください。',
  'policy.relay-not-allowed':
    '中継サーバー「{relay}」は、この端末で許可されていません。許可された中継サーバー、TLSの方式、公開鍵の固定を使うか、情報システム部門に許可を依頼してください。',
  'policy.copying-forbidden':
    'この端末では、情報システム部門が画面からのコピーを禁止しています。手で書き写すか、情報システム部門に相談してください。',
  'policy.check-stopped':
    'この端末のポリシーでは、「{check}」で見つかったことを承知のうえで送ることはできません。内容を直して、申請し直してください。',
}
