import type { journalProblems } from '../../../../preload/problem/journal.ts'

export const journal: Record<keyof typeof journalProblems, string> = {
  'journal.store-unreachable':
    '共有ストア「{folder}」に接続できません。記録はこの端末に保存しました。接続が戻ると自動で共有されます。ネットワークと、共有ストアの権限を確認してください。',
  'journal.store-untrusted':
    'データベース「{place}」の証明書を、指定された認証局では確認できません。接続していません。正しいCA証明書のファイルを、データベースの管理者から受け取ってください。',
  'journal.store-wrong-host':
    'データベース「{place}」の証明書は、別のホスト名のものです。接続していません。ホスト名の入力を確認し、正しければデータベースの管理者に連絡してください。',
  'journal.store-no-tls':
    'データベース「{place}」は暗号化した接続（TLS）を受け付けていません。接続していません。TLSを有効にするよう、データベースの管理者に依頼してください。',
  'journal.store-login-refused':
    'データベース「{place}」が、このユーザー名とパスワードを受け付けません。入力を確認し、正しければデータベースの管理者に連絡してください。',
  'journal.store-not-prepared':
    'データベース「{place}」に、Sekisho用の表がありません。データベースの管理者が、付属のsekisho.sqlを実行すると使えるようになります。',
  'journal.store-right-missing':
    'データベース「{place}」で、記録の読み取りまたは追加の権限がありません。記録はこの端末に保存しています。付属のsekisho.sqlのとおりに権限を戻すよう、データベースの管理者に依頼してください。',
  'journal.store-ca-unreadable':
    '「{file}」は、証明書のファイル（PEM形式）として読み取れません。データベースの管理者から受け取ったCA証明書を選んでください。',
  'journal.store-not-empty':
    'フォルダー「{folder}」には、すでに組織の記録があります。何も変更していません。空のフォルダーを選ぶか、その組織に参加してください。',
  'journal.no-organization':
    'フォルダー「{folder}」に、この組織の記録が見つかりません。何も書き込んでいません。フォルダーが正しいか、管理者に確認してください。',
  'journal.signature-invalid':
    '記録「{record}」の署名が正しくありません。この記録は使わず、メールにも影響しません。記録が書き換えられた可能性があるため、管理者に連絡してください。',
  'journal.record-malformed':
    '記録「{record}」が壊れているか、決められた形式ではありません。この記録は使いません。管理者が「記録の検証」を行うと、ほかの端末の控えから復元できます。',
  'journal.chain-gap':
    '「{workstation}」の記録の{seq}番が届いていません。届くまで、新しい送信は始められません。その端末を起動して共有フォルダーに接続してください。',
  'journal.fork':
    '「{workstation}」の{seq}番に、内容の異なる記録が2つあります。記録の改ざん、または端末の複製が疑われます。送信を止め、管理者に連絡してください。',
  'journal.named-not-found':
    '「{by}」は「{workstation}」の記録の{seq}番を確認していますが、その記録が見つかりません。届くまで、新しい送信は始められません。「{workstation}」を起動して共有ストアに接続してください。それでも続く場合は、管理者がどちらかの端末を失効させてください。',
  'journal.contradicted':
    '「{workstation}」の{seq}番の記録が、「{by}」の確認した内容と異なります。記録の改ざんが疑われます。送信を止め、管理者がどちらの端末を失効させるか決めてください。',
  'journal.newer-record':
    '「{workstation}」の{seq}番の記録（{kind}）は、新しい版のSekishoで作られています。この記録に関わる操作はできません。この端末のSekishoを更新してください。',
  'journal.rollback':
    '「{what}」が古い状態に戻されています（確認済み: {seen}番、現在: {found}番）。古い内容は使いません。バックアップからの復元がなかったか、管理者に確認してください。',
  'journal.expired':
    '「{what}」の有効期限（{at}）が過ぎました。期限が更新されるまで送信を始められません。管理者がSekishoにログインすると更新されます。',
  'journal.grant-backdated':
    '名簿の「{member}」の役割「{role}」が、名簿の作成より前の日付で付与されているため、受け付けませんでした。公開した管理者に、端末の時計が正しいかを含めて確認してください。',
  'journal.threshold-not-met':
    '「{what}」に必要な管理者の署名が足りません（必要: {needed}名、現在: {found}名）。変更は反映していません。組織の鍵に登録された管理者が操作してください。',
  'journal.blob-missing':
    '必要なファイルが共有フォルダーにありません（{hash}）。作成した端末を起動して、共有フォルダーに接続してください。',
  'journal.blob-altered':
    'ファイルの内容が記録と一致しません（{hash}）。このファイルは使いません。改ざんの可能性があるため、管理者に連絡してください。',
  'journal.envelope-not-for-us':
    'この内容を開く権限がありません。新しく加わった場合は、管理者が登録を終えるまでお待ちください。',
  'journal.not-durable':
    '記録をこの端末に保存できないため、操作を中止しました。何も送信していません。ディスクの空き容量を確認してください。',
}
