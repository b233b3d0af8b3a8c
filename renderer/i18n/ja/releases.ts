/** Releases: starting one, watching it, and what became of every message. */
export const releases = {
  'releases.none': '配信の結果はまだありません',
  'releases.none-body': '承認された配信を開始すると、ここに結果が表示されます。',
  'releases.started': '開始',
  'releases.phase-starting': '開始しています',
  'releases.phase-running': '送信中',
  'releases.phase-paused': '一時停止',
  'releases.phase-stopping': '停止を待っています',
  'releases.phase-finished': '完了',
  'releases.phase-stopped': '停止',
  'releases.phase-halted': '関所で停止',
  'releases.count-sent': '送信済み',
  'releases.count-waiting': 'これから',
  'releases.count-deferred': '延期',
  'releases.count-failed': '失敗',
  'releases.count-inDoubt': '結果不明',
  'releases.count-suppressed': '配信停止',
  'releases.count-all': '合計',
  'releases.in-doubt-body':
    '{count}件は、中継サーバーが受け取ったかどうか分かりません。二重に届くのを防ぐため、自動では送り直しません。中継サーバーの記録を確かめてください。',
  'releases.settle-one': '宛先を選ぶと、その結果を記録できます。',
  'releases.settle-all': '{count}件の結果を記録…',
  'releases.settle-title': '{count}件はどうなりましたか',
  'releases.settle-body':
    '中継サーバーの記録を、宛先と日時で確かめてください。記録には署名され、取り消せません。',
  'releases.settle-verdict': '結果',
  'releases.settle-arrived': '中継サーバーが受け取っていた（送信済みにする）',
  'releases.settle-not-arrived': '中継サーバーは受け取っていない（送り直さない）',
  'releases.settle-resend': 'もう一度送る',
  'releases.settle-resend-hint':
    '中継サーバーが受け取っていた場合は、二重に届きます。配信者が自分で送り直せるのは、1回の配信につき3件までです。それより多いときは、承認者が記録します。',
  'releases.settle-confirm': '署名して記録する',
  'releases.domains': 'ドメインごとの状況',
  'releases.progress': '進み具合',
  'releases.deliveries': '1通ごとの結果',
  'releases.number': '番号',
  'releases.code': '応答',
  'releases.reply': '中継サーバーの返事',
  'releases.at': '日時',
  'releases.stop': '送信を停止する',
  'releases.stop-title': '送信を停止しますか',
  'releases.stop-body':
    'まだ送っていない{waiting}件には送信しません。送信済みのメールは取り消せません。この配信を再開することはできません。',
  'releases.resume': '送信を再開する',
  'releases.resume-title': '「{name}」の送信を再開しますか',
  'releases.resume-body':
    '残りの{count}件への送信を続けます。送信済みの宛先に二度送ることはありません。',
  'releases.elsewhere':
    '宛先ごとの結果は、送信した端末だけが持っています。件数は署名された記録から数えています。',
  'relay-transcript.open': '失敗したときのやり取り…',
  'relay-transcript.title': '中継サーバーとの最後に失敗したやり取り',
  'relay-transcript.body':
    '情報システム部門や中継サーバーの管理者に渡せる記録です。宛先はドメインだけを残し、パスワードと本文は含みません。',
  'relay-transcript.of': '{relay}　{at}',
  'relay-transcript.legend':
    '「>」はSekishoが送った行、「<」は中継サーバーの返事、「*」は接続の状態です。',
  'releases.save-evidence': '証跡を保存…',
  'releases.save-report': '報告書(PDF)を保存…',
  'releases.making-report': '報告書を作成しています…',
  'releases.evidence-saved': '「{name}」を保存しました',
  'releases.start': '送信を開始する',
  'releases.start-title': '「{name}」の送信を開始しますか',
  'releases.start-body': '{count}件への送信をすぐに始めます。送信したメールは取り消せません。',
  'releases.start-now': '{count}件に送信する',
  'releases.type-count': '送信先の件数',
  'releases.type-count-hint': '確認のため、{count}と入力してください。',
  'stop.waiting': '{by}さんが{at}に停止を指示しました。端末「{workstation}」の応答を待っています。',
  'stop.heard': '{by}さんが{at}に停止を指示し、端末「{workstation}」が{heardAt}に応答しました。',
  'stop.not-stopped': 'まだ停止していません。',
  'stop.no-answer':
    '{by}さんが{at}に指示した停止に、端末「{workstation}」が応答していません。送信が続いているおそれがあります。',
  'stop.not-sent-yet':
    '共有ストアに接続できないため、{by}さんが{at}に指示した停止が端末「{workstation}」に届いていません。送信が続いているおそれがあります。',
  'stop.call':
    '{contact}に電話し、端末「{workstation}」で送信を始めた{operator}さんに、送信を止めるよう伝えてください。',
  'stop.call-operator':
    '端末「{workstation}」で送信を始めた{operator}さんに電話し、送信を止めるよう伝えてください。',
} as const
