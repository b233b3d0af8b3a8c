import type { identityProblems } from '../../../../preload/problem/identity.ts'

export const identity: Record<keyof typeof identityProblems, string> = {
  'identity.wrong-password':
    'パスワードが違います。あと{attemptsLeft}回間違えると、このパソコンではログインできなくなります。',
  'identity.wrong-code':
    '6桁のコードが違います。認証アプリに今表示されているコードを入力してください。あと{attemptsLeft}回間違えると、このパソコンでは使えなくなります。',
  'identity.code-spent':
    'このコードは使用済みです。認証アプリに次のコードが表示されるまで、30秒ほど待ってから入力してください。',
  'identity.locked-out':
    '入力の誤りが続いたため、しばらく受け付けません。{untilAt} 以降にもう一度お試しください。',
  'identity.locked-until-unlocked':
    '10回続けて間違えたため、このパソコンではログインできません。データはそのまま残っています。管理者に「メンバーのロック解除」を依頼してください。',
  'identity.locked-for-good':
    '誤った入力が100回に達したため、このパスワードではもう開けません。データはそのまま残っています。別の端末で参加し直せるよう管理者に依頼し、この端末のデータは消さずに情報システム部門へ連絡してください。',
  'identity.own-unlock': '自分のロックは自分では解除できません。ほかの管理者に依頼してください。',
  'identity.suspended':
    'このメンバーは組織から外されているため、ログインできません。心当たりがないときは管理者に確認してください。',
  'identity.password-too-short':
    'パスワードが短すぎます。{lengthMin}文字以上にしてください。覚えやすい文や、いくつかの言葉を並べたものがお勧めです。',
  'identity.password-too-common':
    'このパスワードはよく使われているため、推測されるおそれがあります。別のものにしてください。',
  'identity.password-contains-name':
    'パスワードに組織や本人の名前が含まれています。名前を含まないものにしてください。',
  'identity.workstation-not-admitted':
    'このパソコンはまだ管理者に承認されていません。画面の照合の言葉を管理者に伝えてください。データはすべて残っています。',
  'identity.password-unchanged': '今と同じパスワードです。別のパスワードにしてください。',
  'identity.no-such-member':
    '該当するメンバーが見つかりません。一覧を開き直して、もう一度選んでください。',
  'identity.no-such-enrolment':
    'この参加申請はもう有効ではありません。取り消されたか、すでに承認されています。一覧を開き直してください。',
  'identity.not-admitted':
    'まだ管理者が参加を承認していません。画面の合言葉を管理者に伝えて、承認を依頼してください。',
  'identity.administrator-needs-root':
    '管理者を増やすには、組織を作ったときに印刷したルート鍵のシートが必要です。何も変更していません。',
  'identity.nothing-begun':
    '手続きが途中で終わっています。何も保存していません。最初からやり直してください。',
  'identity.word-mismatch':
    '{position}番目の言葉が、印刷したシートと一致しません。シートを見て、もう一度入力してください。',
  'identity.clock-behind':
    'このパソコンの時計が、確実に過ぎている時刻({floorAt}、ログイン・ほかのパソコンの記録・本バージョンの作成日のいずれか)より前を指しています。安全のため、コードの受け付けとメールの送信を停止しています。時計を合わせてください。',
  'identity.clock-ahead':
    'このパソコンの時計は{nowAt}を指していますが、これまでに確認できた最新の時刻は{knownAt}です。今日の日付と違う場合は、コードを入力する前に時計を合わせてください。時計がずれていると、正しいコードも受け付けられません。日付が正しければ、そのまま続けてください。',
  'identity.outside-login-networks':
    'ログインできるネットワークが組織のポリシーで決められていますが、このパソコンはそのどれにも接続していません(このパソコンのアドレス:{addresses})。組織のネットワークに接続するか、管理者にお問い合わせください。',
  'identity.outside-release-networks':
    '配信を実行できるネットワークが組織のポリシーで決められていますが、このパソコンはそのどれにも接続していません(このパソコンのアドレス:{addresses})。メールは送信されていません。組織のネットワークに接続するか、管理者にお問い合わせください。',
  'identity.last-administrator':
    '管理者がいなくなるため、この変更はできません。何も変更していません。先に別の管理者を決めてください。',
  'identity.organization-exists':
    'このパソコンは、すでに組織に参加しています。新しい手続きは行いません。',
  'identity.rule-invalid':
    '「{rule}」にこの値は設定できません。入力欄の下の書式を確認して、もう一度入力してください。',
  'identity.root-sheet-wrong':
    '{position}枚目の用紙は、この組織の鍵ではありません。24の言葉と順番、最新の用紙かどうかを確認してください。',
  'identity.sheets-missing':
    '保管者{needed}名分の用紙が必要です（入力済み: {found}名分）。ほかの保管者に入力してもらってください。',
}
