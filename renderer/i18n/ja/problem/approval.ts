import type { approvalProblems } from '../../../../preload/problem/approval.ts'

export const approval: Record<keyof typeof approvalProblems, string> = {
  'approval.several-departments':
    '宛先に複数の部門のリストが含まれています。決裁する人は部門ごとに決まるため、承認依頼を出していません。部門ごとに配信を分けてください。',
  'approval.audience-empty':
    '送信できる宛先が1件もありません。承認は依頼していません。リストと配信停止を確認してください。',
  'approval.no-identity': '差出人が選ばれていません。「いつ・どこから」で差出人を選んでください。',
  'approval.no-route': '送信経路が選ばれていません。「いつ・どこから」で送信経路を選んでください。',
  'approval.no-approver':
    '送信経路「{route}」で承認できる人が足りません。作成や宛先に関わった人は承認できません。管理者に承認者の追加を依頼してください。',
  'approval.no-such-executor':
    'この端末からは送信できません。端末が失効しているか、配信者が使う端末ではありません。送信する端末を選び直してください。',
  'approval.report-not-printed':
    '報告書を作成できませんでした。Sekishoを起動し直して、もう一度お試しください。証跡ファイルは保存できます。',
  'approval.no-such-request':
    'この承認依頼はこの端末にありません。共有ストアにつながってから開き直してください。',
  'approval.own-request': '自分が依頼した配信は承認できません。ほかの承認者に依頼してください。',
  'approval.own-edit':
    '自分が本文や宛先に関わった配信は承認できません。ほかの承認者に依頼してください。',
  'approval.outside-grant':
    'あなたの役割の範囲では、この送信経路または宛先数を扱えません。何も記録していません。別の送信経路やより少ない宛先にするか、管理者に相談してください。',
  'approval.not-an-approver':
    '承認者の役割がないため、決裁できません。必要なときは管理者に相談してください。',
  'approval.member-suspended':
    'このメンバーは利用停止中のため、決裁は数えられません。管理者に確認してください。',
  'approval.cooling-off':
    '承認者になってから一定の時間がたつまで承認できません。{untilAt} 以降に承認するか、ほかの承認者に依頼してください。',
  'approval.other-manifest':
    'この決裁は別の版に対するものなので、数えられません。今の版を確認して承認してください。',
  'approval.requester-not-active':
    '依頼した人の権限がなくなったため、送信できません。1通も送信していません。別の作成者が改めて承認を依頼してください。',
  'approval.sender-not-active':
    '送信を開始した人の権限がなくなったため、送信を止めました。管理者に確認してください。',
  'approval.not-requester':
    '依頼した人だけが取り下げられます。止めるには「送信を停止する」を使ってください。',
  'approval.not-viewed':
    'まだ確認していない項目があります（{what}）。開いて確認すると承認できます。',
  'approval.count-mismatch':
    '入力された件数は {typed}件ですが、実際の宛先は {actual}件です。送信は始めていません。件数を確かめてください。',
  'approval.already-decided': 'この承認依頼には、すでに同じ決裁をしています。',
  'approval.needs-approval':
    '承認が足りません（必要 {needed}名、現在 {found}名）。1通も送信していません。承認者の決裁を待ってください。',
  'approval.rejected':
    '{by} さんが却下しました。この依頼では送信できません。内容を直して、改めて承認を依頼してください。',
  'approval.returned':
    '{by} さんが差し戻しました。この依頼では送信できません。内容を直して、改めて承認を依頼してください。',
  'approval.withdrawn':
    '依頼は取り下げられました。送信できません。必要なら改めて承認を依頼してください。',
  'approval.stopped':
    '送信停止の指示が出ています。送信できません。続けるには、改めて承認を依頼してください。',
  'approval.superseded':
    'この依頼には新しい版があります。古い版では送信できません。新しい版を開いてください。',
  'approval.approval-expired':
    '承認の期限（{at}）を過ぎました。送信できません。改めて承認を依頼してください。',
  'approval.execution-expired':
    '送信開始の期限（{at}）を過ぎました。これ以上送信しません。改めて承認を依頼してください。',
  'approval.outside-window':
    '承認された送信時間（{from} から {until} まで）の外です。時間になってから開始してください。',
  'approval.wrong-workstation':
    'この依頼は別の端末で送信することになっています。その端末で開始してください。',
  'approval.already-run':
    'この依頼の送信はすでに行われています。二重送信を防ぐため、もう一度は送信しません。',
  'approval.manifest-altered':
    '配信明細が、承認されたものと違います。1通も送信していません。改めて承認を依頼し、管理者に知らせてください。',
  'approval.template-altered':
    '本文または件名が、承認されたものと違います。1通も送信していません。改めて承認を依頼し、管理者に知らせてください。',
  'approval.file-altered':
    '宛先ごとのファイル（{number}番）が、署名されたものと違います。これ以上送信しません。改めて承認を依頼し、管理者に知らせてください。',
  'approval.file-missing':
    '{row}人目の宛先のファイル「{name}」と同じ名前のファイルがありません。承認依頼は出していません。ファイルを取り込むか、リストの値を直してください。',
  'approval.attachment-altered':
    '添付ファイル「{name}」が、承認されたものと違います。1通も送信していません。改めて承認を依頼し、管理者に知らせてください。',
  'approval.recipients-altered':
    '宛先（先頭を0番として {index}番）が、承認されたものと違います。これ以上送信しません。改めて承認を依頼し、管理者に知らせてください。',
  'approval.sample-differs':
    '{index}番の宛先への見本が、依頼時の見本と違います。承認も送信もしていません。Sekisho の版が同じか、管理者に確認してください。',
  'approval.route-altered':
    '送信経路の「{field}」が、承認された後に変わりました。送信していません。今の経路で改めて承認を依頼してください。',
  'approval.route-not-signed':
    '「{name}」が、管理者の署名した内容と違います。送信していません。管理者に知らせてください。古い Sekisho で作られたポリシーの場合は、管理者が次にログインすると直ります。',
  'approval.route-cooling-off':
    '「{name}」は新しいか、変更されたばかりです。{untilAt} から使えます。送信していません。それまでお待ちください。',
  'approval.engine-differs':
    '承認は Sekisho {approved} で行われましたが、この端末は {running} です。送信していません。同じ版にそろえるか、改めて承認を依頼してください。',
  'approval.canary-skipped':
    '配信者が残りの送信を認める前に、先行分の{count}通を超えて送信されています。正規のプログラムでは起こりません。送信した端末を調査してください。',
  'approval.policy-changed':
    '承認された後に組織のポリシーが変わりました。送信していません。今のポリシーで改めて承認を依頼してください。',
  'approval.shares-missing':
    '送信経路の鍵を開くための承認が足りません（必要 {needed}名、現在 {found}名）。送信していません。経路を登録したときからの承認者に承認を依頼してください。',
  'approval.store-out-of-reach':
    '{sinceAt} から共有ストアに届きません。取り消しを確認できないため、送信しません。接続を確認してください。',
  'approval.parcels-forbidden':
    '組織のポリシーでは、依頼や決裁をファイルでやり取りできません。共有ストアにつながるまでお待ちください。',
  'approval.route-name-taken': '「{name}」という送信経路はもうあります。別の名前にしてください。',
  'approval.direct-not-allowed':
    'この組織のポリシーは、中継サーバーを通さない送信を許可していません。まだ何も送信していません。必要なら、管理者がポリシーの「中継サーバーを通さない送信」を変更してください。',
  'approval.direct-needs-name':
    '名乗る名前には、mail.example.co.jp のようなサーバー名を入力してください。アドレス（数字）や、ドットのない名前では受け取らない相手がいます。',
  'approval.direct-needs-tls':
    'この組織のポリシーは、暗号化しない送信を許可していません。まだ何も送信していません。送信経路の暗号化を「必須」にするか、管理者がポリシーを変更してください。',
  'approval.no-such-route': 'この送信経路はありません。送信経路の一覧から選び直してください。',
  'approval.secrets-needed':
    'この変更には、パスワードの再入力と新しい DKIM 鍵が必要です。まだ何も変更していません。「パスワードを入力し直す」を選んでください。',
  'approval.route-needs-approver':
    '承認者が足りないため、送信経路を登録できません。先に、必要な人数の承認者をメンバーに加えてください。',
  'approval.no-renewal':
    'この鍵の更新は終わっています。鍵はすでに別のものです。送信経路の鍵の一覧を開き直してください。',
  'approval.no-share':
    'あなたは、この送信経路の鍵の分割片を持っていません。持っている承認者に依頼してください。',
  'approval.key-outdated':
    '新しい鍵は、今の承認者とは違う人のために作られています。有効にしていません。もう一度、鍵を更新してください。',
  'approval.no-delegation':
    '承認の代行がないか、無効になっています。代行を頼んだ人に確認するか、自分の権限で決裁してください。',
  'approval.delegation-over':
    '代行の期間（{from} から {until} まで）の外です。承認は数えません。代行を頼んだ人に新しい期間を決めてもらってください。',
  'approval.delegation-not-allowed':
    '組織のポリシーでは、承認の代行を頼めません。必要なときは管理者に相談してください。',
  'approval.delegation-too-long':
    '代行を頼める期間は最長 {hoursMax}時間です。期間を短くしてください。',
  'approval.delegate-unfit':
    'この人には代行を頼めません。自分以外の、利用中のメンバーを選んでください。',
  'approval.second-stage-waits':
    'あなたは二段目の承認者です。一段目の承認がそろってから承認してください。却下と差し戻しは今でもできます。',
  'approval.no-second-stage': 'この依頼に二段目の承認はありません。今の状態を開き直してください。',
  'approval.not-second-stage':
    '一段目の承認はそろっています。二段目は、ポリシーで決められた人だけが承認できます。',
  'approval.needs-second-stage':
    '二段目の承認が足りません（必要 {needed}名、現在 {found}名）。1通も送信していません。承認を待ってください。',
  'approval.needs-share':
    '承認はそろいましたが、送信経路の鍵を持つ承認者が足りません（必要 {needed}名、現在 {found}名）。1通も送信していません。鍵を持つ承認者に承認を依頼するか、管理者に鍵の更新を依頼してください。',
  'approval.on-hold': '承認はそろいました。取り消せるように、{until} まで送信を始めません。',
  'approval.hours-too-long':
    '期限が長すぎます。ポリシーでは最長 {hoursMax}時間です。短くして依頼してください。',
  'approval.too-many-recipients':
    '宛先が多すぎます。ポリシーでは、この送信経路または部署は {recipientsMax}件までです。宛先を分けるか、管理者に相談してください。',
  'approval.audience-too-large':
    '宛先と差し込み項目のデータが大きすぎて、1回の配信にまとめられません。承認は依頼していません。リストを分けてください。',
  'approval.urgent-not-allowed':
    '組織のポリシーでは、至急の依頼はできません。至急を外して依頼してください。',
  'approval.not-cancellable': 'この依頼はもう終わっているため、取り消せません。',
  'approval.may-not-cancel': '取り消せるのは、承認者・配信者・管理者と、依頼した人です。',
  'approval.no-such-attachment':
    'この添付ファイルは依頼に含まれていません。依頼を開き直してください。',
  'approval.attachment-not-saved':
    '「{name}」を保存できませんでした。書き込めるフォルダーを選んで、もう一度保存してください。',
  'approval.certificate-ends':
    '差出人の S/MIME 証明書「{subject}」の有効期限({endsAt})が、送信の期限より前に切れます。更新された証明書を管理者に取り込んでもらい、承認依頼を出し直してください。',
  'approval.sender-key-missing':
    '差出人「{sender}」の署名鍵が、送信経路「{route}」の承認では開けません。何も送信していません。管理者に、この経路を登録し終えた後で差出人の証明書を取り込み直してもらってください。',
  'approval.certificate-no-route':
    '署名鍵を預けられる送信経路がありません。証明書は取り込んでいません。先に送信経路を登録してください。以前からの経路は、パスワードを入れ直して保存すると使えるようになります。',
  'approval.evidence-not-written':
    '証跡ファイル「{name}」を保存できませんでした。書き込めるフォルダーを選んで、もう一度保存してください。',
}
