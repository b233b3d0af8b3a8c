import type { sampleProblems } from '../../../../preload/problem/sample.ts'

export const sample: Record<keyof typeof sampleProblems, string> = {
  'sample.closed':
    'これは見本の組織です。外部に通じる設定や、組織・端末を変える操作はできません。何も変更していません。試す場合は見本を終了し、自分の組織で操作してください。',
  'sample.only-inside': '見本の組織を開いていません。何も変更していません。',
  'sample.busy':
    '見本の組織は、この端末で別の作業が終わるまで開けません。何も変更していません。送信が終わるのを待ち、ロックした状態でもう一度操作してください。',
  'sample.not-made':
    '見本の組織を最後まで作れませんでした。作りかけのものは削除し、この端末は何も変わっていません。もう一度試し、続く場合は診断情報を情報システム部門に渡してください。',
  'sample.relay-outside':
    '見本の組織から中継サーバー {host} へ送ろうとしたため、拒否しました。まだ1通も送信していません。見本のメールは、この端末の外に出ません。',
}
