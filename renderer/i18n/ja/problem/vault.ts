import type { vaultProblems } from '../../../../preload/problem/vault.ts'

export const vault: Record<keyof typeof vaultProblems, string> = {
  'vault.locked': '保管庫がロックされています。パスワードを入力して開いてください。',
  'vault.wrong-password': 'パスワードが違います。もう一度入力してください。',
  'vault.damaged':
    '保管庫のファイル {file} を読み取れません。データには手を加えていません。情報システム部門に連絡し、バックアップから戻してください。',
  'vault.newer':
    'この保管庫は新しい版の Sekisho で作られています(データ {found}、このプログラム {known})。データには手を加えていません。Sekisho を更新してください。',
  'vault.kdf-below-floor':
    'パスワードの保護設定が、定められた強さより弱く書き換えられています。安全のため開きません。情報システム部門に連絡してください。',
  'vault.keystore-unavailable':
    'このパソコンの鍵の保管機能(OS の資格情報)を使えません。データはそのまま残っています。パソコンを再起動し、直らないときは情報システム部門に連絡してください。',
  'vault.other-workstation':
    'この保管庫は、別のパソコンまたは別の Windows ユーザーのものです。データはそのまま残っています。元のパソコンで開くか、このパソコンを新しい端末として組織に参加させてください。',
  'vault.network-folder':
    'フォルダー {folder} はネットワーク上にあるか、同期されています。データが壊れるおそれがあるため、このパソコンの中のフォルダーを選んでください。',
  'vault.exists':
    'このパソコンには、すでに保管庫またはそのメンバーの鍵があります。新しくは作りません。',
  'vault.backup-damaged':
    'このファイルは Sekisho の完全なバックアップではないか、別の保管庫のものです。今のデータには手を加えていません。別のバックアップを選んでください。',
  'vault.in-use':
    '配信の実行中など、保管庫がまだ使われています。終わってからもう一度お試しください。',
  'vault.no-recovery-group':
    'この保管庫には復旧グループがないため、このパソコンとパスワードでしか開けません。復旧グループは管理者が組織の設定で作れます。',
  'vault.recovery-shares-missing':
    '復旧には異なる復旧シートが{needed}枚必要です(今は{found}枚)。別の保管者に依頼してください。',
  'vault.recovery-shares-wrong':
    '復旧シートの組み合わせが合いません。すべてこの組織の現在の復旧グループのものか、言葉に打ち間違いがないかを確かめてください。',
  'vault.self-test-failed':
    '暗号機能 {primitive} の起動時検査に失敗しました。何も開いていません。Sekisho を入れ直すか、情報システム部門に連絡してください。',
}
