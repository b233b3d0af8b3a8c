import type { CheckTexts } from '../../../preload/contract/checks.ts'

/** 送信前チェック: 題、なぜ大切か、指摘ごとの文。 */
export const checks: CheckTexts = {
  'empty-audience': {
    title: '宛先',
    why: '宛先が1件もない配信は送れません。',
    findings: {
      nobody:
        '送信する宛先がありません（除かれた宛先 {removed}件）。リストを選び直すか、連絡先を取り込んでください。',
    },
  },
  'empty-subject': {
    title: '件名',
    why: '件名のないメールは迷惑メールと見なされやすく、受け取った人も気づけません。',
    findings: {
      empty: '{count}件のメールで件名が空です（例：{row}件目）。件名を書いてください。',
    },
  },
  'missing-plain-text': {
    title: 'テキスト本文',
    why: 'HTMLを表示しない人や端末、読み上げソフトには、テキスト本文だけが届きます。',
    findings: {
      'empty-body': '{count}件のメールで本文が空です（例：{row}件目）。本文を書いてください。',
      'html-only':
        '{count}件のメールにテキスト本文がありません（例：{row}件目）。HTMLと同じ内容のテキストを書いてください。',
    },
  },
  'unknown-field': {
    title: '差し込み項目',
    why: '項目名の書き間違いやリストの取り違えは、全員に誤った内容が届く原因になります。',
    findings: {
      unknown:
        '{part}の差し込み項目「{field}」が、選んだリストのどれかにありません。項目名かリストを直してください。',
    },
  },
  'empty-field': {
    title: '差し込む値',
    why: '名前の抜けた「様」だけのメールなど、欠けた内容が届くのを防ぎます。',
    findings: {
      'no-fallback':
        '{count}件の宛先で、{part}の「{field}」が空です（例：{row}件目）。リストに値を入れるか、代わりの言葉を決めてください。',
      'unsafe-value':
        '{count}件の宛先で、{part}のリンクに差し込む「{field}」がリンクとして使えません（例：{row}件目）。値を直してください。',
    },
  },
  'duplicate-recipient': {
    title: '宛先の重複',
    why: '同じ内容が二通届くと、受け取った人の信頼を損ないます。',
    findings: {
      repeated:
        '同じアドレスが{count}件重なっています（例：{row}件目）。リストを整理してください。',
      'same-mailbox':
        '同じ受信箱に届く別の書き方のアドレスが{count}件あります（例：{row}件目）。同じ人でないか確かめてください。',
    },
  },
  'merge-shift': {
    title: '差し込みのずれ',
    why: '表の並べ替えで名前とアドレスが1行ずれると、全員に他人の名前が届きます。',
    findings: {
      shifted:
        '名前とアドレスが {rows}行ずれていると思われる行が{count}件あります（例：{row}件目）。元の表を確かめて、取り込み直してください。',
      renamed:
        '{total}件のうち{count}件で、前回送ったときと名前が違います（例：{row}件目）。列や行がずれていないか確かめてください。',
    },
  },
  'other-recipient': {
    title: '他の宛先の情報',
    why: '一人ひとりのメールに別の人の情報が入ると、そのまま個人情報の漏えいになります。',
    findings: {
      identifier:
        '{count}件のメールの差し込み項目「{field}」に、別の宛先のアドレス、番号、名前があります（例：{row}件目）。リストの値を直してください。',
    },
  },
  'exposed-addresses': {
    title: '本文の中のアドレス',
    why: '宛先の一覧を本文に貼り付けたまま送ると、全員に全員のアドレスが知れます。',
    findings: {
      'in-text':
        '{count}件のメールの件名か本文に、他の人のアドレスが最大で{addresses}件あります（例：{row}件目）。取り除いてください。',
    },
  },
  'list-attached': {
    title: '名簿の添付',
    why: '添付するファイルを取り違えて名簿を送る事故が、繰り返し起きています。',
    findings: {
      addresses:
        '添付「{name}」に、連絡先のアドレスが{count}件あります。名簿を添付していないか確かめ、外してください。',
      names:
        '添付「{name}」に、連絡先の名前が{count}件あります。名簿を添付していないか確かめてください。',
      strangers:
        '添付「{name}」に、メールアドレスが{count}件あります。渡してよいものか確かめてください。',
    },
  },
  'domain-typo': {
    title: 'アドレスのドメイン',
    why: '打ち間違えたドメインは他人が持っていることがあり、内容がその人に渡ります。',
    findings: {
      unlikely:
        '「{domain}」のアドレスが{count}件あります（例：{row}件目）。「{suggestion}」の打ち間違いではありませんか。',
    },
  },
  'audience-growth': {
    title: '前回との件数の差',
    why: 'リストの取り違えや取り込みの失敗は、件数の急な変化に表れます。',
    findings: {
      larger:
        '宛先は{count}件で、前回の{previousCount}件より大きく増えています。リストが正しいか確かめてください。',
      smaller:
        '宛先は{count}件で、前回の{previousCount}件より大きく減っています。取り込みの漏れがないか確かめてください。',
    },
  },
  'audience-difference': {
    title: '前回との宛先の違い',
    why: '件数が同じでも、中身が入れ替わっていればリストの取り違えかもしれません。',
    findings: {
      replaced:
        '前回の{previousCount}件のうち、今回も送るのは{stayed}件だけで、{count}件は前回いなかった宛先です。リストが正しいか確かめてください。',
      joined:
        '前回（{previousCount}件）にはいなかった宛先が{count}件あります。加わった理由を確かめてください。',
      left: '前回（{previousCount}件）の宛先のうち{count}件が今回は入っていません。取り込みの漏れがないか確かめてください。',
    },
  },
  'internal-address': {
    title: '社内と社外の混在',
    why: '社外向けの配信に社内が、社内向けの配信に社外が混ざると、情報漏えいにつながります。',
    findings: {
      'internal-among-external':
        '社外向けの宛先に、社内（{domain}）のアドレスが{count}件あります（例：{row}件目）。',
      'external-among-internal':
        '社内向けの宛先に、{domain} など社外のアドレスが{count}件あります（例：{row}件目）。',
    },
  },
  'personal-number': {
    title: 'マイナンバー',
    why: '個人番号は、法律で認められた場合のほかは渡してはならない情報です。',
    findings: {
      text: '{count}件のメールに、マイナンバーと思われる12桁の番号があります（例：{row}件目）。',
      attachment: '添付「{name}」に、マイナンバーと思われる番号が{count}件あります。',
    },
  },
  'card-number': {
    title: 'カード番号',
    why: 'カード番号をメールで送ると、不正利用につながります。',
    findings: {
      text: '{count}件のメールに、カード番号と思われる番号があります（例：{row}件目）。',
      attachment: '添付「{name}」に、カード番号と思われる番号が{count}件あります。',
    },
  },
  'unread-attachment': {
    title: '中を見られない添付',
    why: '中を読めないファイルは、個人番号や名簿が入っていても見つけられません。人が開いて確かめる必要があります。',
    findings: {
      encrypted:
        '添付「{name}」は暗号化されていて、中を調べられません。元のファイルを開いて確かめてください。',
      picture:
        '添付「{name}」には画像だけの部分があり、書かれている文字を調べられません。開いて確かめてください。',
      damaged: '添付「{name}」は壊れているため、中を調べられません。作り直して付け直してください。',
      'too-large':
        '添付「{name}」は中身が大きすぎて、全部は調べられません。分けるか、開いて確かめてください。',
      'unknown-kind':
        '添付「{name}」は中を読めない種類のファイルです。PDFなどに変えるか、開いて確かめてください。',
    },
  },
  'missing-attachment': {
    title: '添付の付け忘れ',
    why: '添付を忘れると、お詫びと再送で二度手間になります。',
    findings: {
      mentioned:
        '{count}件のメールの本文に「{word}」とありますが、添付がありません（例：{row}件目）。',
    },
  },
  'password-and-file': {
    title: 'ファイルとパスワードの同送',
    why: '同じ経路で送るパスワードはファイルを守りません。受け取る側の検査の妨げにもなります。',
    findings: {
      both: '{count}件のメールで、添付があるのに本文に「{word}」とあります（例：{row}件目）。別の渡し方を検討してください。',
      locked:
        '添付「{name}」はパスワードで閉じられています。受け取る側の検査が中を見られず、届かないこともあります。別の渡し方を検討してください。',
    },
  },
  'link-mismatch': {
    title: 'リンクの行き先',
    why: '表示と違う先を開くリンクは、受け取る人にも検査にも詐欺メールと同じに見えます。',
    findings: {
      differs:
        '「{text}」というリンクが、表示と違う {host} を開きます（{count}件、例：{row}件目）。',
      unusual:
        'リンク先「{href}」はメールのリンクとして適切ではありません（{count}件、例：{row}件目）。https:// で始まる正式なアドレスにしてください。',
    },
  },
  'link-policy': {
    title: 'リンクの決まり',
    why: '詐欺メールと見分けがつくように、リンクは正式なサイトへ、暗号化された接続で、まっすぐ開くものだけにします。金融庁の監督指針（2025年10月）は、パスワードを入力するページへのリンクをメールに載せないよう求めています。',
    findings: {
      'plain-http':
        'リンク「{href}」は暗号化されていません（{count}件、例：{row}件目）。https:// で始まるアドレスにしてください。',
      shortener:
        '短縮サービス {host} のリンクがあります（{count}件、例：{row}件目）。行き先のアドレスをそのまま書いてください。',
      'login-page':
        'リンク「{href}」はログインやパスワードのページを開くと思われます（{count}件、例：{row}件目）。公式サイトやアプリから開くよう案内してください。',
      'look-alike':
        'リンク先の {host} は {like} に似た別のドメインです（{count}件、例：{row}件目）。正しいアドレスに直してください。',
      'other-script':
        'リンク先の {host} は英数字でない文字を使うドメインです（{count}件、例：{row}件目）。正しい行き先か確かめてください。',
      'not-allowed':
        'リンク先の {host} は、組織が許すリンク先にありません（{count}件、例：{row}件目）。リンクを直すか、管理者にポリシーへの追加を頼んでください。',
    },
  },
  'remote-content': {
    title: 'HTMLの部品',
    why: 'スクリプトや入力欄は多くのメールソフトで拒まれます。外部の画像は開封を外に知らせます。',
    findings: {
      active:
        'HTMLに「{what}」があります（{count}件、例：{row}件目）。メールでは使えないので取り除いてください。',
      remote:
        'HTMLが外部から「{what}」を読み込みます（{count}件、例：{row}件目）{detail}。画像は埋め込むことをお勧めします。',
    },
  },
  'sender-identification': {
    title: '送信者の表示と配信停止の案内',
    why: '特定電子メール法は、広告のメールに送信者の名称、連絡先、配信停止の方法を書くよう求めています。',
    findings: {
      'no-sender': '送信者が選ばれていません。送信者を選んでください。',
      'name-missing':
        '{count}件のメールの本文に、送信者の名称「{name}」がありません（例：{row}件目）。',
      'contact-missing':
        '{count}件のメールの本文に、問い合わせ先（アドレス、電話番号、URL）がありません（例：{row}件目）。',
      'opt-out-missing':
        '{count}件のメールの本文に、配信停止の方法がありません（例：{row}件目）。広告でない連絡なら、その旨を理由に書いて見送れます。',
    },
  },
  'weekday-date': {
    title: '日付と曜日',
    why: '日付と曜日や元号が食い違うと、受け取った人はどちらを信じてよいかわかりません。',
    findings: {
      weekday:
        '「{text}」とありますが、その日は{weekday}です（{count}件、例：{row}件目）。日付か曜日を直してください。',
      era: '「{text}」とありますが、その和暦は西暦{year}年です（{count}件、例：{row}件目）。どちらかを直してください。',
      'no-such-day':
        '「{text}」という日はありません（{count}件、例：{row}件目）。日付を直してください。',
    },
  },
  'send-time': {
    title: '送る日時',
    why: '休みの日や夜に届くメールは、問い合わせに応じる人がいないうえ、苦情のもとになります。',
    findings: {
      holiday: '送り始める {day} は祝日（{holiday}）です。日を改めるか、理由を書いてください。',
      weekend: '送り始める {day} は土曜日か日曜日です。日を改めるか、理由を書いてください。',
      night:
        '送り始めるのが {day} の {time} で、夜間（21時から8時）に当たります。時刻を改めるか、理由を書いてください。',
    },
  },
  honorific: {
    title: '敬称',
    why: '「様様」「御中様」や名前のない「様」は、受け取った人に失礼になります。',
    findings: {
      doubled: '敬称が重なった「{text}」があります（{count}件、例：{row}件目）。',
      'no-name': '名前のない「{text}」で始まる行があります（{count}件、例：{row}件目）。',
      title: '役職に敬称を重ねた「{text}」があります（{count}件、例：{row}件目）。',
    },
  },
  'unusual-character': {
    title: '届かない文字',
    why: '外字や壊れた文字は、受け取る人の画面では別の文字や空白になります。',
    findings: {
      'private-use':
        '外字（{text}）があります（{count}件、例：{row}件目）。名前の字は標準の字に置き換えてください。',
      damaged:
        '文字化けした「{text}」があります（{count}件、例：{row}件目）。元の値を直してください。',
      invisible:
        '目に見えない文字（{text}）があります（{count}件、例：{row}件目）。取り除いてください。',
    },
  },
  'message-charset': {
    title: '文字コードに入らない文字',
    why: 'ISO-2022-JP で送るメールに、その文字コードにない文字があると、正しく届けられません。',
    findings: {
      misfit:
        '{part}に ISO-2022-JP にない文字（{characters}）があります（{count}件、例：{row}件目）。文字を置き換えるか、文字コードを UTF-8 にしてください。',
      sender:
        '差出人の表示名に ISO-2022-JP にない文字（{characters}）があります。文字コードを UTF-8 にするか、別の差出人を選んでください。',
    },
  },
  'signing-certificate': {
    title: '署名の証明書',
    why: '期限の切れた証明書の署名は、受け取る人の画面で警告になります。',
    findings: {
      ends: '証明書「{subject}」は {day} に期限が切れ、送信期間の終わりまで署名できません。管理者に更新を頼んでください。',
      'ends-soon':
        '証明書「{subject}」は {day} に期限が切れます。管理者に更新の準備を頼んでください。',
      'no-key':
        '送信経路「{route}」の承認では、差出人の署名鍵を開けません。管理者に証明書の取り込み直しを頼むか、別の経路を選んでください。',
    },
  },
  'message-size': {
    title: 'メールの大きさ',
    why: '中継サーバーや受信側の上限を超えるメールは届きません。',
    findings: {
      'too-large':
        '最も大きいメールが {sizeBytes} で、上限の {sizeBytesMax} を超えています。添付を減らしてください。',
      large:
        '最も大きいメールが {sizeBytes} あります（{sizeBytesMax} を超えると届かないことがあります）。',
      'carrier-limit':
        '{domain} の受信上限は {sizeBytesMax} です。{sizeBytes} のメールが{count}件、届かないおそれがあります。',
    },
  },
  'carrier-rule': {
    title: '携帯電話会社の決まり',
    why: '携帯電話会社は、差出人のドメインがSPFやDMARCで保証していないメールを、初めの設定で拒みます。',
    findings: {
      'no-spf':
        '差出人のドメイン {domain} にSPFレコードがありません。携帯電話の{count}件に届かないおそれがあります。情報システム部門に追加を頼んでください。',
      'no-dmarc':
        '差出人のドメイン {domain} にDMARCレコードがありません。ドコモの{count}件に届かないおそれがあります。情報システム部門に追加を頼んでください。',
    },
  },
}
