import type { messageProblems } from '../../../../preload/problem/message.ts'

export const message: Record<keyof typeof messageProblems, string> = {
  'message.no-such-campaign':
    'この配信はありません。ほかの端末で作られた下書きは、この端末では開けません。一覧から選び直してください。',
  'message.no-such-attachment':
    'この添付ファイルはもうありません。画面を更新して、添付の一覧を確かめてください。',
  'message.no-such-template':
    'このテンプレートは、もうありません。ほかのテンプレートを選んでください。',
  'message.no-such-footer': 'このフッターは、もうありません。ほかのフッターを選んでください。',
  'message.no-such-version': 'この版は、もう残っていません。ほかの版を選んでください。',
  'message.changed-elsewhere':
    '開いている間に、この配信の内容がほかで変わりました。書いたものは残っています。違いを見て、どちらを使うか選んでください。',
  'message.campaign-filed':
    'この配信は承認依頼を出した後なので、変更できません。内容は変わっていません。直すには依頼を取り下げて、新しい配信を作ってください。',
  'message.template-syntax':
    '{part}の{line}行目「{detail}」を解釈できません。差し込みの {{ }} や条件の {% %} が閉じているか、使えない命令がないかを確かめてください。',
  'message.template-unreadable':
    'メッセージのデータを読めません。まだ送信していません。下書きを開き直して、保存し直してください。',
  'message.unknown-filter':
    '{part}で使われている「{filter}」という加工は使えません。default、strip、append など、使える加工に置き換えてください。',
  'message.unknown-field':
    '{part}の差し込み項目「{field}」は、選んだリストのどれかにありません。項目名の書き間違いか、リストの選び間違いを確かめてください。',
  'message.field-empty':
    "{row}人目の宛先で、{part}の差し込み項目「{field}」が空です。このままでは送信できません。リストの値を入れるか、「| default: 'お客様'」のように代わりの言葉を決めてください。",
  'message.field-unsafe-place':
    '{part}の{line}行目で、差し込み項目「{field}」がタグの中やスクリプト、スタイル、コメントの中にあります。ここには何を差し込んでも安全にできません。本文か、引用符で囲んだ属性の値に移してください。',
  'message.field-unsafe-value':
    '{row}人目の宛先で、{part}のリンクに差し込む「{field}」がリンクとして使えない値です。https:// などで始まる値か確かめてください。',
  'message.attachment-too-large':
    '「{name}」は大きすぎて添付できません(1ファイルの上限 {sizeBytesMax})。添付は変わっていません。ファイルを分けるか、受け取り場所を案内してください。',
  'message.attachments-too-large':
    '「{name}」を加えると添付の合計が上限の {sizeBytesMax} を超えます。添付は変わっていません。ほかの添付を外すか、受け取り場所を案内してください。',
  'message.attachment-unreadable':
    '「{name}」を読めません。添付は変わっていません。ファイルがあるか、ほかのソフトで開いていないか、読み取りの権限があるかを確かめてください。',
  'message.attachment-empty':
    '「{name}」は中身が空です。添付は変わっていません。正しいファイルか確かめてください。',
  'message.files-unreadable':
    '「{name}」を読めません。ファイルは元のままです。場所があるか、ほかのソフトで開いていないか、読み取りの権限があるかを確かめてください。',
  'message.files-too-many':
    '1つの配信に付けられるファイルは{max}個までです。ここまでに取り込んだ分は残っています。配信を分けるか、だれにも届かないファイルを外してください。',
  'message.files-too-large':
    '1つの配信のファイルは合計 {sizeBytesMax} までです。ここまでに取り込んだ分は残っています。配信を分けるか、ファイルを小さくしてください。',
  'message.file-altered':
    '「{name}」のこの端末での控えが壊れているか、なくなっています。承認依頼は出していません。このファイルを配信から外して、もう一度取り込んでください。',
  'message.header-unsafe':
    'メールの {header} に使えない文字や形式が含まれています。このメールは送信しません。アドレスや名前に改行、括弧、空白などが混ざっていないか確かめてください。',
  'message.bytes-invalid':
    '組み立てたメールが送信できる形になっていません({reason})。このメールは送信しません。管理者にこの画面を見せてください。',
  'message.window-ends-first':
    '送信の終わりが始まりより前になっています。保存していません。日時を入れ替えるか、どちらかを直してください。',
  'message.charset-misfit':
    'ISO-2022-JP にない文字があります: {characters}。このメールは送信しません。文字を置き換えるか、文字コードを UTF-8 にしてください。',
  'message.smime-key-invalid':
    '承認で開いた鍵が、承認された S/MIME 証明書のものと一致しません。何も送信していません。管理者に、差出人の証明書を取り込み直してもらってください。',
  'message.certificate-password':
    'パスワードが証明書ファイルに合いません。何も変わっていません。大文字と小文字、全角と半角を確かめて、入れ直してください。',
  'message.certificate-unreadable':
    'このファイルは、秘密鍵を含む証明書ファイル(.pfx、.p12)として読めません。何も変わっていません。PKCS #12 の形式で書き出し直してください。',
  'message.certificate-no-key':
    'このファイルには秘密鍵がありません。何も変わっていません。「秘密キーをエクスポートする」を選んで書き出し直してください。',
  'message.certificate-no-certificate':
    'このファイルには、秘密鍵に合う証明書がありません。何も変わっていません。証明書と秘密鍵を一緒に書き出し直してください。',
  'message.certificate-key-weak':
    '証明書「{subject}」の鍵が短すぎます(RSA は 2048 ビット以上が必要です)。何も変わっていません。認証局から新しい証明書を受け取ってください。',
  'message.certificate-key-kind':
    '証明書「{subject}」の鍵の種類では署名できません。何も変わっていません。RSA か、P-256、P-384、P-521 の楕円曲線の鍵を持つ証明書を使ってください。',
  'message.certificate-purpose':
    '証明書「{subject}」は、メールの署名に使うためのものではありません。何も変わっていません。電子メール保護(S/MIME)用の証明書を選んでください。',
  'message.certificate-expired':
    '証明書「{subject}」の有効期限が切れています。何も変わっていません。更新された証明書を選んでください。',
  'message.certificate-not-yet':
    '証明書「{subject}」はまだ有効期間に入っていません。何も変わっていません。この端末の時計を確かめるか、有効になってから取り込んでください。',
  'message.certificate-chain':
    '証明書「{subject}」を発行した認証局「{issuer}」の証明書が、ファイルに入っていません。何も変わっていません。「証明のパスにある証明書を可能であればすべて含む」を選んで書き出し直してください。',
  'message.certificate-address':
    '証明書「{subject}」は、この差出人のアドレスのものではありません(証明書のアドレス: {addresses})。何も変わっていません。差出人のアドレスと同じアドレスの証明書を選んでください。',
}
