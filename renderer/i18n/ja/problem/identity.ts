import type { identityProblems } from '../../../../preload/problem/identity.ts'

export const identity: Record<keyof typeof identityProblems, string> = {
  'identity.wrong-password':
    'パスワードが違います。あと{attemptsLeft}回間違えると、このパソコンではログインできなくなります。',
  'identity.password-needed':
    'この操作にはパスワードも必要です。新しい確認コードと一緒に入力してください。',
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
  'identity.workstation-revoked':
    'この端末は管理者によって使用停止になりました。ほかの端末ではこれまでどおり使えます。間違いと思われる場合は管理者に連絡してください。データを消去すれば、この端末を改めて追加できます。',
  'identity.no-such-workstation':
    'この端末はすでに使用停止になっています。一覧を確認してください。',
  'identity.own-workstation':
    'いま使っている端末は使用停止にできません。別の端末で操作するか、ほかの管理者に依頼してください。',
  'identity.no-such-hand-over':
    'このコードで待っている端末が見つかりません。新しい端末の画面を開いたまま、表示されているコードをそのまま入力してください。',
  'identity.hand-over-answered':
    'この依頼には、すでに別の応答があります。新しい端末には何も渡していません。新しい端末で最初からやり直してください。繰り返し起きる場合は管理者に連絡してください。',
  'identity.hand-over-damaged':
    'この端末に届いたものは、メンバーの鍵ではありません。設定は行っていません。最初からやり直してください。繰り返し起きる場合は管理者に連絡してください。',
  'identity.password-unchanged': '今と同じパスワードです。別のパスワードにしてください。',
  'identity.no-such-member':
    '該当するメンバーが見つかりません。一覧を開き直して、もう一度選んでください。',
  'identity.no-such-enrolment':
    'この参加申請はもう有効ではありません。取り消されたか、すでに承認されています。一覧を開き直してください。',
  'identity.not-admitted':
    'まだ管理者が参加を承認していません。画面の合言葉を管理者に伝えて、承認を依頼してください。',
  'identity.administrator-needs-root':
    '管理者を増やすには、組織を作ったときに印刷したルート鍵のシートが必要です。何も変更していません。',
  'identity.department-exists': '同じ名前の部署がすでにあります。何も変更していません。',
  'identity.no-such-department': 'その部署はもうありません。一覧を確認してください。',
  'identity.limit-invalid':
    '範囲の指定に、与えていない役割、範囲を限れない役割、または存在しない送信経路が含まれています。何も変更していません。送信経路を1つ以上選ぶか、すべてを許可してください。',
  'identity.store-unreachable':
    '共有ストア {folder} に接続できないため、この端末にはまだ何も設定していません。名前、ネットワーク、共有ストアの権限を確かめて、もう一度お試しください。',
  'identity.store-right-missing':
    'データベース {place} に記録を読み書きする権限がないため、この端末にはまだ何も設定していません。データベースの管理者に、sekisho.sql のとおり権限を付けるよう依頼してください。',
  'identity.keystore-works':
    'この端末の鍵の保管機能は正常に動いているため、登録し直す必要はありません。パスワードでログインしてください。',
  'identity.nothing-begun':
    '手続きが途中で終わっています。何も保存していません。最初からやり直してください。',
  'identity.word-mismatch':
    '{position}番目の言葉が、印刷したシートと一致しません。シートを見て、もう一度入力してください。',
  'identity.clock-behind':
    'このパソコンの時計が、確実に過ぎている時刻({floorAt}、ログイン・ほかのパソコンの記録・本バージョンの作成日のいずれか)より前を指しています。安全のため、コードの受け付けとメールの送信を停止しています。時計を合わせてください。',
  'identity.clock-ahead':
    'このパソコンの時計は{nowAt}を指していますが、これまでに確認できた最新の時刻は{knownAt}です。今日の日付と違う場合は、コードを入力する前に時計を合わせてください。時計がずれていると、正しいコードも受け付けられません。日付が正しければ、そのまま続けてください。',
  'identity.app-too-old':
    '組織のポリシーではSekisho {versionMin}以降が必要ですが、このパソコンのバージョンは{version}です。情報システム部門に更新を依頼してください。データはそのまま残ります。',
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
    '{position}枚目の復旧シートは、この組織の鍵ではありません。1番目から24番目までの言葉と順番、最新のシートかどうかを確認してください。',
  'identity.sheets-missing':
    '保管者{needed}名分の復旧シートが必要です（入力済み: {found}名分）。ほかの保管者に入力してもらってください。',
  'identity.sheet-unproven':
    '{number}枚目の復旧シートがまだ確かめられていません。シートの言葉を入力するか、ファイルに保存してください。',
  'identity.share-words-wrong':
    '{position}枚目の「データの復旧の鍵」の言葉に誤りがあります。25番目から49番目までの言葉と順番を確かめてください。',
  'identity.sheet-part-missing':
    '{position}枚目は「データの復旧の鍵」の言葉が必要です。25番目から49番目までの言葉を入力してください。',
  'identity.keeper-file-unreadable':
    '{position}枚目のファイルは、関所の復旧シートのファイルとして読み取れません。別のファイルを選ぶか、印刷したシートの言葉を入力してください。',
  'identity.keeper-passphrase-wrong':
    '{position}枚目のファイルのパスフレーズが違います。保管者に確かめて、もう一度入力してください。',
  'identity.keeper-file-unproven':
    '保存したファイルを読み直したところ、内容が一致しません。別の場所に保存し直してください。',
  'identity.recovery-after-restore':
    'この端末はバックアップから戻したあと、まだ管理者に承認されていません。バックアップした時のパスワードでログインし、承認を受けてください。データはすべて残っています。',
}
