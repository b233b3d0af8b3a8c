/** A member's further PCs, and the end of one. */
export const workstations = {
  'second-pc.door': '2台目の端末として使う',
  'second-pc.door-body': 'すでにメンバーの方が、この端末でも同じ権限で働く場合はこちらです。',
  'second-pc.step-compare': '鍵の受け取り',
  'second-pc.step-authenticator': '本人の確認',
  'second-pc.folder-intro': 'お使いの端末と同じ共有ストアを選んでください。',
  'second-pc.password-intro':
    'この端末のデータと鍵を暗号化するパスワードを決めます。ほかの端末と違っていてもかまいません。',
  'second-pc.compare-intro':
    'お使いの端末で「表示の設定」から「別の端末に鍵を渡す…」を選び、次のコードを入力してください。',
  'second-pc.code': '引き渡しのコード',
  'second-pc.words': '照合の言葉',
  'second-pc.words-hint':
    'お使いの端末にも同じ8つの言葉が同じ順番で表示されることを確かめてから、あちらの端末で渡してください。',
  'second-pc.organization': '「{organization}」の指紋',
  'second-pc.waiting': '鍵を待っています。この画面を閉じずにお待ちください。',
  'second-pc.received': '{name}さんの鍵を受け取りました。',
  'second-pc.authenticator-intro':
    '{name}さん本人であることを、これまでと同じ認証アプリの確認コードで確かめます。名前が違う場合は、続けずにやり直してください。',
  'second-pc.act': 'この端末を使えるようにする',
  'second-pc.own': '別の端末に鍵を渡す…',
  'second-pc.title': '別の端末に鍵を渡す',
  'second-pc.intro':
    '新しい端末で「2台目の端末として使う」を選び、表示されたコードを入力してください。',
  'second-pc.look': 'コードを確かめる',
  'second-pc.look-hint': '8文字です。大文字と小文字は区別しません。',
  'second-pc.give-intro':
    '新しい端末の画面と比べてください。1つでも違うときは渡さないでください。誰かが間に入っています。',
  'second-pc.compared': '8つの言葉が順番まですべて一致しました',
  'second-pc.give': '鍵を渡す',
  'second-pc.given': '鍵を渡しました',
  'second-pc.given-body':
    '新しい端末で確認コードを入力してください。そのあと管理者が端末を承認すると、両方の端末で働けます。',
  'workstations.title': '組織の端末',
  'workstations.body':
    '紛失した端末や使わなくなった端末は、ここで使用停止にします。メンバーの権限と、ほかの端末はそのままです。',
  'workstations.name': '端末',
  'workstations.members': '使う人',
  'workstations.nobody': '使う人なし',
  'workstations.signed-at': '最後の記録',
  'workstations.never': 'なし',
  'workstations.status': '状態',
  'workstations.status-active': '使用中',
  'workstations.status-revoked': '使用停止',
  'workstations.this': 'この端末',
  'workstations.revoke': '使用停止…',
  'workstations.revoke-title': '端末「{name}」を使用停止にする',
  'workstations.revoke-note':
    'この端末では誰もログインできなくなり、今後の署名は認められません。ほかの端末では、使う人はこれまでどおり働けます。',
  'workstations.revoke-keys':
    '中の鍵が他人に知られたおそれがあるとき（パスワードも漏れたとき）は、端末だけでなく「メンバー」でその人の鍵を失効させてください。',
  'workstations.revoke-act': '使用停止にする',
} as const
