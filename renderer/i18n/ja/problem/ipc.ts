import type { ipcProblems } from '../../../../preload/problem/ipc.ts'

export const ipc: Record<keyof typeof ipcProblems, string> = {
  'ipc.invalid-input':
    '入力内容に受け付けられない値があります（項目：{field}）。何も変更していません。入力を確認してください。',
  'ipc.locked':
    'ロックされています。何も変更していません。ログインしてから、もう一度操作してください。',
  'ipc.not-allowed':
    'この操作を行う役割がありません。何も変更していません。必要な場合は管理者に役割の追加を依頼してください。',
  'ipc.too-many-calls':
    '短い時間に操作が集中しました。何も変更していません。数秒待ってから、もう一度操作してください。',
  'ipc.unknown-channel':
    'この画面と本体のバージョンが合っていません（{channel}）。何も変更していません。関所を再起動してください。',
  'ipc.untrusted-sender':
    '関所の画面以外からの操作を拒否しました。何も変更していません。情報システム部門に連絡してください。',
  'ipc.internal':
    '内部の異常により処理を中断しました（事象番号：{incident}）。メールは送信していません。もう一度試し、続く場合は事象番号を情報システム部門に伝えてください。',
}
