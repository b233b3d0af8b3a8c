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
  honorific: {
    title: '敬称',
    why: '「様様」「御中様」や名前のない「様」は、受け取った人に失礼になります。',
    findings: {
      doubled: '敬称が重なった「{text}」があります（{count}件、例：{row}件目）。',
      'no-name': '名前のない「{text}」で始まる行があります（{count}件、例：{row}件目）。',
      title: '役職に敬称を重ねた「{text}」があります（{count}件、例：{row}件目）。',
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
}
