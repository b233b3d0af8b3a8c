/** Keepers of the organization's key: ceremony, forgotten password, takeover, rotation. */
export const keepers = {
  'keepers.choice': '復旧シートの保管',
  'keepers.choice-hint': 'パスワードや端末を失ったときに使う紙です。あとから変更できます。',
  'keepers.choice-one': '1枚を自分で保管する（小さな職場向け）',
  'keepers.choice-three': '3人が1枚ずつ保管し、そのうち2枚で使う',
  'keepers.choice-other': '人数を指定する',
  'keepers.count': '保管する人数',
  'keepers.threshold': '使うときに必要な枚数',
  'keepers.sheet-title': '復旧シート {number} / {count}',
  'keepers.sheet-recovery': 'データの復旧の鍵（25語）',
  'keepers.sheet-warning':
    '{count}枚のうち{threshold}枚がそろうと、組織を操作できます。保管者以外に見せず、写真に撮らないでください。',
  'keepers.sheet-kept': '印刷し、保管者に渡しました',
  'keepers.read-back-intro':
    'シートが正しく手元にあることを確かめます。印刷したシートを見て入力してください。',
  'keepers.file-save': 'ファイルにも保存…',
  'keepers.file-title': '復旧シート{number}をファイルに保存',
  'keepers.file-intro':
    '保管者が自分のパスフレーズで暗号化します。USBメモリーなど、この端末から切り離せる場所に保存してください。パスフレーズは{lengthMin}文字以上です。',
  'keepers.file-act': '保存先を選んで保存する',
  'keepers.file-saved': '保存し、開き直して確かめました：{path}',
  'keepers.file-proven': 'このシートはファイルで確かめました：{path}',
  'keepers.passphrase': 'パスフレーズ',
  'keepers.passphrase-again': 'パスフレーズ（もう一度）',
  'keepers.step-sheets': '復旧シート',
  'keepers.proof-sheet': '{position}枚目の復旧シートの言葉',
  'keepers.proof-hint-root':
    '1番目から24番目までの言葉を、空白で区切って順番に入力します。49語すべてでもかまいません。',
  'keepers.proof-hint-recovery':
    '25番目から49番目までの言葉を、空白で区切って順番に入力します。管理者がほかにいない場合は、49語すべてを入力します。',
  'keepers.proof-hint-whole': '49語すべてを、空白で区切って順番に入力します。',
  'keepers.proof-choose': 'ファイルを使う…',
  'keepers.proof-words': '言葉を入力する',
  'keepers.proof-file': '{position}枚目：{name}',
  'keepers.sheet-more': 'シートを追加',
  'keepers.sheet-less': 'シートを減らす',
  'keepers.who': 'あなたの名前',
  'keepers.forgotten': 'パスワードを忘れた場合…',
  'keepers.forgotten-title': 'パスワードを忘れた場合',
  'keepers.forgotten-none':
    'この端末の保管庫には復旧の鍵がありません。パスワードを思い出せないときは、管理者に連絡し、別の端末で参加し直してください。この端末のデータは消さないでください。',
  'keepers.forgotten-intro':
    '復旧シート{threshold}枚でこの端末の保管庫を開き、新しいパスワードと認証アプリを登録します。データはそのまま残ります。',
  'keepers.forgotten-password':
    '新しいパスワードを決めます。この端末のデータは、これからこのパスワードで開きます。',
  'keepers.forgotten-act': '新しいパスワードにする',
  'keepers.forgotten-done':
    '新しいパスワードを登録しました。署名の鍵も新しくなったため、管理者の承認が必要です。「管理 > メンバー」に表示された言葉と、次の言葉を照合してもらってください。',
  'keepers.takeover': '管理者の端末をすべて失った場合：復旧シートで組織を取り戻す',
  'keepers.takeover-title': '組織を取り戻す',
  'keepers.takeover-sheets':
    '必要な枚数の復旧シートを入力してください。シートが組織のものであることは、自動で確かめます。',
  'keepers.takeover-password':
    '「{organization}」が見つかりました。管理者になる人を選び、新しいパスワードを決めてください。',
  'keepers.takeover-after':
    'この人だけが管理者になり、この人が使っていたほかの端末は失効します。ほかの管理者は「組織の鍵」から戻せます。',
  'keepers.takeover-act': '組織を取り戻す',
  'keepers.rotation': '保管者を変更…',
  'keepers.rotation-title': '復旧シートの保管者を変更',
  'keepers.rotation-intro':
    '新しい鍵で復旧シートを作り直します。これまでのシートは署名に使えなくなり、これより前に封をしたデータだけを開けます。',
  'keepers.rotation-sign':
    '最後に、これまでの復旧シート{threshold}枚で署名します。署名するまで何も変わりません。',
  'keepers.rotation-act': '新しいシートに切り替える',
  'members.admit-recovery-title': '{name}さんの新しい鍵を承認',
  'members.admit-recovery-body':
    '{name}さんは端末「{workstation}」で、パスワードを忘れて復旧シートで戻りました。承認すると新しい鍵になり、これまでの鍵は使えなくなります。管理者の役割は引き継がれません。',
} as const
