import type { FindingCode } from '../../../preload/contract/deliverability.ts'

/** 到達性: what receivers look up about the organization's mail. */
export const deliverability = {
  'deliverability.body':
    '送ったメールが迷惑メールと判定されないために、受信側がDNSで確かめる設定を調べます。直す必要があるものには、DNSに登録する内容を示します。DNSの担当者に渡してください。',
  'deliverability.route': '送信経路',
  'deliverability.sender': '差出人',
  'deliverability.named': '{name}（{what}）',
  'deliverability.no-routes': '送信経路がまだありません',
  'deliverability.no-routes-body': '送信経路を追加すると、その設定を調べられます。',
  'deliverability.to-routes': '送信経路を追加する',
  'deliverability.no-identities': '差出人がまだありません',
  'deliverability.no-identities-body':
    '差出人を追加すると、そのアドレスのドメインの設定を調べられます。',
  'deliverability.to-identities': '差出人を追加する',
  'deliverability.outlets': '社外に出るときのIPアドレス',
  'deliverability.outlets-hint':
    '受信側から見た送信元です。中継サーバーが別のサーバーやNATを通る場合は、その先のアドレスを入力してください。複数あるときはコンマで区切ります。この端末に保存されます。',
  'deliverability.outlets-wrong': '「{text}」はIPアドレスではありません。',
  'deliverability.outlets-save': '保存して調べる',
  'deliverability.findings': '結果',
  'deliverability.test': '調べる',
  'deliverability.testing': 'DNSに問い合わせ中…',
  'deliverability.test-again': 'もう一度調べる',
  'deliverability.untested': 'まだ調べていません',
  'deliverability.untested-body':
    '「調べる」を押すと、DNSサーバーに問い合わせます。メールは送らず、DNS以外の通信もしません。',
  'deliverability.count-wrong': '要対応 {count}件',
  'deliverability.count-unknown': '不明 {count}件',
  'deliverability.count-advice': '改善できる {count}件',
  'deliverability.count-good': '問題なし {count}件',
  'deliverability.verdict-wrong': '要対応',
  'deliverability.verdict-unknown': '不明',
  'deliverability.verdict-advice': '改善できる',
  'deliverability.verdict-good': '問題なし',
  'deliverability.asked': '{at}に{servers}へ問い合わせた結果です。',
  'deliverability.assumed':
    '社外に出るときのIPアドレスが未入力のため、中継サーバーのアドレス（{addresses}）で調べました。',
  'deliverability.name': '調べた名前',
  'deliverability.found': '登録されている内容',
  'deliverability.record-name': '登録する{type}レコードの名前',
  'deliverability.record-text': '登録する{type}レコードの値',
  'deliverability.zone-line': 'ゾーンファイルに書く場合',
  'deliverability.file-url': '公開するファイルのURL',
  'deliverability.file-text': '公開するファイルの内容',
  'deliverability.subject-sender-domain': '差出人のドメイン（MX・A）',
  'deliverability.subject-spf-envelope': 'SPF（エンベロープの送信者）',
  'deliverability.subject-spf-from': 'SPF（差出人のドメイン）',
  'deliverability.subject-dkim': 'DKIMの公開鍵',
  'deliverability.subject-dmarc': 'DMARC',
  'deliverability.subject-bimi': 'BIMI（ロゴの表示）',
  'deliverability.subject-relay': '中継サーバーの名前',
  'deliverability.subject-ptr': '逆引き（PTR）',
  'deliverability.subject-mta-sts': 'MTA-STS（自社宛てのTLS）',
  'deliverability.subject-tls-rpt': 'TLS-RPT（TLSの報告）',
  'deliverability.subject-dane': 'DANE（DNSSECによる鍵の確認）',
} as const

export const findings: Record<FindingCode, string> = {
  'lookup-failed':
    '{name}についてDNSサーバーが答えられなかったため、判定できません（{reason}）。DNSSECの署名の誤りや、一時的な障害が考えられます。しばらくしてから、もう一度調べてください。',

  'domain-mx': '{domain}はメールを受け取れます（{hosts}）。返信もエラーメールも届きます。',
  'domain-address-only':
    '{domain}にはMXレコードがなく、Aレコードのサーバーがメールを受け取ることになります。受け取るサーバーをMXレコードで示してください。',
  'domain-null-mx':
    '{domain}は、メールを受け取らないと宣言しています（MXが「.」）。このようなドメインが差出人のメールは拒否されます。差出人のドメインを変えるか、MXレコードを直してください。',
  'domain-none':
    '{domain}には、メールを受け取るサーバーがDNSにありません。差出人に返信できないメールは、多くの受信側が拒否します。MXレコードを登録してください。',

  'spf-pass': '{domain}のSPFは、送信元の{addresses}を認めています。',
  'spf-missing':
    '{domain}にSPFのレコードがありません。なりすましと区別できないため、拒否や迷惑メール判定の原因になります。下のレコードを登録してください。',
  'spf-many':
    '{domain}にSPFのレコードが{count}個あります。2個以上あるとすべて無効になります。1つにまとめてください。',
  'spf-not-named':
    '{domain}のSPFは、送信元の{address}を認めていません（{result}）。下のように、このアドレスを加えてください。',
  'spf-lookups':
    '{domain}のSPFは、判定に必要なDNSの問い合わせが{count}回を超えるため、受信側で無効になります。includeを減らすか、IPアドレスを直接書いてください。',
  'spf-invalid':
    '{domain}のSPFに誤りがあり、受信側で無効になります（{detail}）。レコードの書き方を直してください。',
  'spf-no-address':
    '{domain}にはSPFのレコードがありますが、社外に出るときのIPアドレスが分からないため、認められているか判定できません。上の欄に入力してください。',

  'dkim-good': '{name}に、この送信経路の鍵（RSA {bits}ビット）が登録されています。',
  'dkim-ed25519-good': '{name}に、この送信経路の鍵（Ed25519）が登録されています。',
  'dkim-missing':
    '{name}に公開鍵が登録されていないため、受信側は署名を確かめられません。下のレコードを登録してください。',
  'dkim-many':
    '{name}にTXTレコードが{count}個あるため、受信側はどれを使うか分かりません。下のものだけを残してください。',
  'dkim-other-key':
    '{name}に登録されている鍵が、この送信経路の鍵と違うため、署名は不正と判定されます。下のレコードに置き換えるか、別のセレクターを使ってください。',
  'dkim-revoked':
    '{name}の鍵は失効しています（p=が空）。この鍵で署名したメールは不正と判定されます。下のレコードに置き換えてください。',
  'dkim-restricted':
    '{name}のレコードの「{tag}」が、この鍵での署名を認めていません。下のレコードに置き換えてください。',
  'dkim-testing':
    '{name}の鍵は試験中（t=y）とされているため、署名が評価されないことがあります。確認が済んだら、下のレコードに置き換えてください。',
  'dkim-short':
    '{name}の鍵は{bits}ビットで、短すぎると見なされます。送信経路の鍵を作り直し、2048ビットの鍵を登録してください。',

  'dmarc-pass': '{domain}のメールはDMARCに合格します。ポリシーは{policyDomain}の「{policy}」です。',
  'dmarc-none':
    '{domain}のメールに適用される{policyDomain}のポリシーは「none」で、なりすましを止めません。報告を見て問題がなければ、下のように強めてください。',
  'dmarc-testing':
    '{policyDomain}のポリシーは試験中（t=y）で、書かれたとおりには適用されません。確認が済んだら、下のように改めてください。',
  'dmarc-missing':
    '{domain}とその上位のドメインに、有効なDMARCのレコードがありません。大手の受信側は、大量に送る差出人にこれを求めています。まず下のレコードを登録し、報告を受け取ってください。',
  'dmarc-many':
    '_dmarc.{domain}にDMARCのレコードが{count}個あり、すべて無効になります。1つだけ残してください。',
  'dmarc-invalid':
    '{policyDomain}のDMARCのレコードに、有効なポリシー（p=）がありません。下のように直してください。',
  'dmarc-not-aligned':
    '{domain}のメールはDMARCに合格しません。SPFもDKIM（署名のドメインは{signingDomain}）も、{organization}のものとして合格していないためです。上のSPFとDKIMを直すか、送信経路の署名のドメインを{organization}に合わせてください。',
  'dmarc-spf-only':
    '{domain}のメールはSPFだけでDMARCに合格します。転送されると不合格になります。DKIM（署名のドメインは{signingDomain}）も合格するようにしてください。',
  'dmarc-dkim-only':
    '{domain}のメールはDKIMだけでDMARCに合格します。SPFも合格するようにすると、より確実です。docomoなど、SPFを求める受信側もあります。',
  'dmarc-undecided':
    'SPFまたはDKIMを判定できないため、{domain}のメールがDMARCに合格するか分かりません。上の「不明」を解決してから、もう一度調べてください。',
  'dmarc-no-reports':
    '{policyDomain}のDMARCのレコードに報告の宛先（rua）がないため、なりすましや設定の誤りに気づけません。下のように加えてください。宛先は、実際に受け取れるアドレスに変えてください。',

  'bimi-found':
    '{domain}のロゴの場所が登録されています（{location}）。ロゴの画像は読み取っていません。',
  'bimi-declined': '{domain}は、ロゴを表示しないと宣言しています。',
  'bimi-missing':
    '{domain}のロゴは登録されていません。必要な場合は、下のようなレコードを登録します。表示には、認証マーク証明書（VMC）が必要な受信側もあります。',
  'bimi-waits':
    '{domain}のロゴは、DMARCに合格し、ポリシーが「quarantine」か「reject」になってから表示できます。先にDMARCを直してください。',
  'bimi-invalid':
    '{domain}のBIMIのレコードに誤りがあります（{detail}）。ロゴの場所は「https:」で始まるURLでなければなりません。',

  'relay-resolves': '{host}のアドレスは{addresses}です。',
  'relay-unknown':
    '{host}のアドレスがDNSにないため、この端末から中継サーバーに接続できません。名前を確かめてください。',

  'ptr-good': '{address}の逆引きは{host}で、その名前は同じアドレスに戻ります。',
  'ptr-missing':
    '{address}に逆引きの名前がありません。多くの受信側が、このようなサーバーからのメールを拒否します。回線の事業者に、下のPTRレコードの登録を依頼してください。',
  'ptr-mismatch':
    '{address}の逆引きは{host}ですが、その名前は同じアドレスに戻りません。回線の事業者にPTRレコードの変更を依頼するか、{host}のレコードを直してください。',
  'ptr-private':
    '{address}は社内のアドレスで、受信側からは見えません。社外に出るときのIPアドレスを上の欄に入力してください。',
  'ptr-no-address':
    '社外に出るときのIPアドレスが分からないため、逆引きを調べられません。上の欄に入力してください。',

  'mta-sts-good':
    '{domain}のMTA-STSのポリシーは有効（enforce）で、すべてのメールサーバーが載っています。自社宛てのメールは、確認済みのTLSでだけ送られます。',
  'mta-sts-testing':
    '{domain}のMTA-STSのポリシーは正しく、試行中（mode: testing）です。失敗は報告されるだけで、メールは届きます。報告に問題がなければ、modeを「enforce」に変え、レコードのidを新しくしてください。',
  'mta-sts-off':
    '{domain}のMTA-STSのポリシーは無効（mode: none）になっています。自社宛てのメールを暗号化させるには、下のように公開してください。',
  'mta-sts-host':
    '{domain}のMTA-STSのポリシーに{hosts}が載っていません。ポリシーに従う送信側からは、ここにメールが届きません。ポリシーに加え、レコードのidを新しくしてください。',
  'mta-sts-unread':
    '{domain}はMTA-STSを使うと公開していますが、ポリシーを読み取れないため（{fault}）、効果がありません。下のファイルを、その名前の証明書を持つWebサーバーにtext/plainで置いてください。',
  'mta-sts-missing':
    '{domain}にはMTA-STSがありません。登録すると、返信やエラーメールが暗号化されずに送られるのを防げます。下のレコードとファイルを公開してください。',
  'mta-sts-many':
    '{domain}にMTA-STSのレコードが{count}個あり、すべて無効になります。1つだけ残してください。',
  'mta-sts-invalid':
    '{domain}のMTA-STSのレコードに誤りがあり、無効になります。英数字だけのid（32文字まで）が必要です。',

  'tls-rpt-found': '{domain}宛てのTLSの失敗は、{to}に報告されます。',
  'tls-rpt-missing':
    '{domain}宛てのTLSの失敗を知らせる報告先がありません。下のレコードを登録すると、暗号化の失敗に気づけます。宛先は、実際に受け取れるアドレスに変えてください。',
  'tls-rpt-many':
    '{domain}にTLS-RPTのレコードが{count}個あり、すべて無効になります。1つだけ残してください。',
  'tls-rpt-invalid':
    '{domain}のTLS-RPTのレコードに、「mailto:」か「https:」で始まる報告先（rua）がありません。下のように直してください。',

  'dane-good': '{host}の鍵は、DNSSECで検証されたTLSAレコードと一致します。',
  'dane-mismatch':
    '{host}の証明書が、TLSAレコードと一致しません。DANEを使う送信側からは、ここにメールが届きません。下のレコードを登録し、今後は鍵を替える前に次のレコードを登録してください。',
  'dane-untried':
    '{host}のTLSAレコードはDNSSECで検証されています。この端末からサーバーに接続できないため（{fault}）、証明書は確かめていません。',
  'dane-missing':
    '{host}にTLSAレコードがありません。DNSSECを使っているドメインなら、登録すると偽のサーバーへの接続を防げます。',
  'dane-not-validated':
    '{host}のTLSAレコードはDNSSECで検証されていないため、効果がありません。ゾーンにDNSSECで署名するか、DNSSECを検証するDNSサーバーを使ってください。',
  'dane-not-believed':
    '{host}のTLSAレコードを、DNSサーバーは検証したと答えました。この端末とそのDNSサーバーの間が保護されているか分からないため、信頼していません。保護されている場合は、この端末のポリシーの「DNSサーバーのDNSSEC検証を信頼する」を有効にしてください。',
  'dane-unusable':
    '{host}のTLSAレコードは、メールでは使えない種類です。用途が2（DANE-TA）か3（DANE-EE）のレコードを登録してください。',
}
