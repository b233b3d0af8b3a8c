/** What IT has laid down for a PC. */
export const machine = {
  'machine.title': 'この端末のポリシー',
  'machine.open': 'この端末のポリシー…',
  'machine.body':
    '情報システム部門がこの端末に指定した設定です。ここでは変更できません。変更は、Sekishoを次に起動したときに反映されます。',
  'machine.nothing': '情報システム部門が指定した設定はありません。',
  'machine.show-all': '指定のない設定も表示する',
  'machine.read-from': '{source}：{place}',
  'machine.source-group-policy': 'グループポリシー',
  'machine.source-policy-file': 'ポリシーファイル',
  'machine.source-installer': 'インストーラー',
  'machine.group-office': '組織と共有ストア',
  'machine.group-relay': '中継サーバー',
  'machine.group-approval': '承認と配信',
  'machine.group-sign-in': 'ログイン',
  'machine.group-addresses': 'アドレス',
  'machine.group-program': 'プログラム',
  'machine.locked-by': '{source}で固定',
  'machine.preset-by': '{source}の初期値',
  'machine.by-organization': '組織のポリシー',
  'machine.free': '指定なし',
  'machine.unset': '指定なし',
  'machine.both': 'この端末：{machine}　組織：{organization}　（厳しいほうが有効）',
  'machine.replaced': '指定された値を読み取れないため、最も厳しい値が有効です。',
  'machine.overrode': '無効になった指定：{value}（{source}）',
  'machine.problems': '読み取れない指定があります。情報システム部門に連絡してください。',
  'machine.problem-unreadable': '{what}を読み取れません（{place}）。配信と書き出しはできません。',
  'machine.problem-missing': '{what}がありません（{place}）。配信と書き出しはできません。',
  'machine.problem-malformed':
    '{what}の形式が正しくありません（{place}）。配信と書き出しはできません。',
  'machine.problem-unprotected':
    '{what}は管理者でなくても変更できるため、使いません（{place}）。配信と書き出しはできません。',
  'machine.problem-unknown-setting':
    '「{what}」は知らない設定です（{place}）。配信と書き出しはできません。',
  'machine.problem-malformed-value':
    '「{what}」の値が正しくないため、最も厳しい値を使います（{place}）。',
  'machine.fingerprint': 'この組織の指紋（RootFingerprintに指定する値）',
  'machine.changes': '前回の起動からの変更',
  'machine.change': '{at}　{settings}',
  'machine.change-problems': '読み取れない指定',
  'machine.set-by-it': '情報システム部門が固定',
  'machine.store-locked': '共有ストアの場所は、情報システム部門が固定しています。',
  'machine.store-preset': '情報システム部門が指定した場所です。必要なら変更できます。',
  'machine.found-locked':
    'この端末は情報システム部門が指定した組織でだけ使うため、新しい組織は作れません。',
  'machine.pinned':
    'この組織の指紋は、情報システム部門がこの端末に指定したものと一致しました。言葉を比べる必要はありません。',
  'machine.allowed-relays': 'この端末で使える中継サーバー：{relays}',
  'machine.no-printing': '情報システム部門が印刷を禁止しています。手で書き写してください。',
  'machine.no-copy': '情報システム部門がコピーを禁止しています。',
} as const
