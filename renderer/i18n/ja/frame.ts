/** The command palette and what stands around every page. */
export const frame = {
  'frame.palette': 'コマンドパレット',
  'frame.palette-open': '探す',
  'frame.palette-hint': '操作、画面、配信や宛先リストの名前を入力',
  'frame.palette-keys': '↑↓で選び、Enterで実行、Escで閉じます。',
  'frame.found': '見つかったもの',
  'frame.found-none': '見つかりません。別の言葉で探してください。',
  'frame.sort-act': '操作',
  'frame.sort-page': '画面',
  'frame.sort-own': '自分の設定',
} as const
