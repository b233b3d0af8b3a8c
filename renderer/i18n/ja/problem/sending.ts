import type { sendingProblems } from '../../../../preload/problem/sending.ts'

export const sending: Record<keyof typeof sendingProblems, string> = {
  'sending.relay-unreachable':
    '中継サーバー {host}（ポート {port}）に接続できません（{detail}）。接続できるまで送信を待ちます。ネットワークとサーバーの状態を情報システム担当に確認してください。',
  'sending.relay-name-unknown':
    '中継サーバーの名前 {host} が見つかりません。接続できるまで送信を待ちます。名前の綴りとDNSの設定を確認してください。',
  'sending.greeting-refused':
    '中継サーバー {host} が受け付けを断りました（{reply}）。このメールはまだ送信していません。しばらく待って再開するか、サーバーの管理者に確認してください。',
  'sending.starttls-missing':
    '中継サーバー {host} が暗号化（STARTTLS）に対応していないため、接続をやめました。パスワードも宛先も送っていません。サーバーの管理者に確認してください。',
  'sending.starttls-injected':
    '中継サーバー {host} との通信に、暗号化の直前で不正なデータが差し込まれました。盗聴や改ざんのおそれがあるため送信を止めました。情報システム担当にすぐ連絡してください。',
  'sending.certificate-untrusted':
    '中継サーバー {host} の証明書を信頼できません（{reason}）。接続先が本物か確かめられないため、送信を止めました。管理者に証明書の確認を依頼してください。',
  'sending.certificate-name':
    '中継サーバー {host} の証明書が別の名前（{names}）のものです。接続先が本物か確かめられないため、送信を止めました。管理者に送信経路の確認を依頼してください。',
  'sending.certificate-expired':
    '中継サーバー {host} の証明書の有効期間が切れているか、まだ始まっていません。送信を止めました。サーバーの管理者に証明書の更新を依頼してください。',
  'sending.certificate-changed':
    '送信の途中で中継サーバー {host} の証明書が変わったため、送信を止めました。残りは1通も送信していません。管理者に証明書の確認を依頼してください。',
  'sending.certificate-pin':
    '中継サーバー {host} の公開鍵が、送信経路に登録した鍵（ピン）のどれとも一致しません。送信を止めました。サーバーの証明書が更新されたのなら、管理者が新しい鍵を登録した送信経路を作ってください。',
  'sending.tls-too-old':
    '中継サーバー {host} の暗号化方式が古すぎます（{version}）。TLS 1.2 以上が必要です。サーバーの管理者に更新を依頼してください。',
  'sending.auth-refused':
    '中継サーバー {host} がユーザー {user} のパスワードを受け付けませんでした。アカウントの停止を防ぐため、送信を止めました。管理者に送信経路のパスワードの確認を依頼してください。',
  'sending.auth-mechanism':
    '中継サーバー {host} の認証方式（{offered}）に対応していません。PLAIN、LOGIN、CRAM-MD5 のいずれかが必要です。サーバーの管理者に確認してください。',
  'sending.sender-refused':
    '中継サーバーが差出人アドレスを受け付けませんでした（{reply}）。すべての宛先に関わるため、送信を止めました。差出人と送信経路を管理者に確認してください。',
  'sending.protocol-violation':
    '中継サーバー {host} の応答が正しくありません（{stage} の段階）。接続を切って、後でやり直します。続くときはサーバーの管理者に確認してください。',
  'sending.dkim-key-invalid':
    'DKIM の秘密鍵（{selector}._domainkey.{domain}）が承認された公開鍵と一致しません。署名できないため、1通も送信していません。管理者に送信経路の作り直しを依頼してください。',
  'sending.dkim-self-check':
    'DKIM の署名（{selector}._domainkey.{domain}）を自分で検証できませんでした。署名のないメールを出さないために、送信を止めました。情報システム担当に連絡してください。',
  'sending.content-refused':
    '中継サーバーがメールの内容を規則違反として断りました（{reply}）。残りは送信していません。サーバーの管理者に理由を確認してください。',
  'sending.breaker-open':
    '直近の {of} 件のうち {failed} 件が送信できなかったため、いったん止めました。宛先リストと送信結果を確認し、続けるときは再開してください。',
  'sending.breaker-deferred':
    '直近の {of} 件のうち {deferred} 件が後回しにされたため、いったん止めました。中継サーバーが混み合っているか、制限しています。時間をおいて再開してください。',
  'sending.engine-stopped':
    '送信の処理が途中で終了しました（コード {exitCode}）。どこまで送ったかは記録されています。配信者がログインすると続きから再開します。',
  'sending.engine-failed':
    '送信の処理に問題が起きたため、送信を止めました（{what}）。どこまで送ったかは記録されています。情報システム担当に連絡してください。',
  'sending.no-such-release': 'この配信実行の記録がこの端末にありません。',
  'sending.release-running':
    'この端末では別の配信を送信中です。終わってから開始するか、先に送信中の配信を停止してください。',
  'sending.interrupted':
    '送信が途中で止まっています。どこまで送ったかは記録されていて、同じ宛先に二度送ることはありません。配信者が再開できます。',
  'sending.log-elsewhere':
    '宛先ごとの結果は、送信した端末だけが持っています。その端末で確認してください。',
  'sending.log-lost':
    '送信済みの記録ファイルがないか、古い写しに戻されています。二重送信を防ぐため、これ以上は送信しません。未送信の宛先には、新しい承認依頼を提出してください。',
  'sending.disk-full':
    'ディスクの空き容量が足りないため、送信を止めました。記録できないまま送信することはありません。空き容量を増やしてから再開してください。',
}
