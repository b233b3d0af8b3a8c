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
  'lockout.title-wait': '入力の間違いが続いています',
  'lockout.body-wait':
    '間違えるたびに待ち時間が長くなります。続けて10回間違えると、管理者が解除するまで使えなくなります。',
  'lockout.left': 'あと{left}で、もう一度入力できます。',
  'lockout.title-locked': '10回間違えたため、ロックしました',
  'lockout.body-locked':
    '管理者が解除するまで、この端末ではパスワードを試せません。データは安全です。',
  'lockout.who': '次の管理者が、自分の端末の「管理 > メンバー」で解除できます。',
  'lockout.nobody':
    'ほかに管理者がいません。自分で自分を解除することはできません。2台目の端末を使うか、組織の鍵の保管者に相談してください。',
  'lockout.then':
    '解除されたら、共有ストアに接続できる状態で、もう一度ここにパスワードを入力してください。',
  'lockout.title-locked-for-good': 'この端末では使えなくなりました',
  'lockout.body-locked-for-good':
    '合計100回間違えたため、このパスワードではもう何も開けず、解除もできません。データは残っています。管理者に別の端末で承認してもらうか、使える端末から鍵を渡してください。',
  'keystore.try-restart': '端末を再起動して、もう一度ログインしてください。',
  'keystore.try-it':
    '情報システム部門に相談してください。Windowsのパスワードやプロファイルの再設定で鍵が見えなくなることがあり、多くは元に戻せます。ここでは何も削除していません。',
  'keystore.try-anew':
    '鍵を取り戻せないときは、この端末を登録し直します。鍵は自分の別の端末から受け取るか、管理者に改めて承認してもらいます。',
  'keystore.anew': 'この端末を登録し直す…',
  'keystore.anew-title': 'この端末を登録し直す',
  'keystore.anew-body':
    'この端末のデータを、暗号化したまま丸ごと別のフォルダーに移します。何も削除しません。鍵の保管機能が元に戻れば、情報システム部門がデータを戻せます。',
  'keystore.anew-after':
    'この端末だけにある連絡先、下書き、結果は、それまで使えません。組織の記録は共有ストアから届きます。',
  'keystore.anew-act': 'データを残して登録し直す',
  'members.unlock': 'ロックを解除…',
  'members.unlock-title': '{name}さんのロックを解除',
  'members.unlock-body':
    '10回続けて間違えた人は、自分の端末でパスワードを試せなくなります。本人の操作だったことを、電話や対面で確かめてください。1回の解除で、あと10回試せるようになります。',
  'members.unlock-act': '解除する',
  'departments.title': '部署',
  'departments.body':
    '役割の範囲、上限、承認依頼に使います。1つの部署だけを担当する作成者の依頼は、その部署のものになります。',
  'departments.none': 'まだありません。小さな組織では不要です。',
  'departments.add': '部署を追加…',
  'departments.rename': '名前を変更…',
  'departments.add-title': '部署を追加',
  'departments.rename-title': '「{name}」の名前を変更',
  'departments.name': '部署の名前',
  'departments.act': '保存する',
  'members.reach-departments': '部署',
} as const
