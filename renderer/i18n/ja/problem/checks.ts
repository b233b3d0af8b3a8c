import type { checksProblems } from '../../../../preload/problem/checks.ts'

export const checks: Record<keyof typeof checksProblems, string> = {
  'checks.stopped':
    '送信前チェック「{check}」で止まっています。承認依頼は出していません。指摘を直してから、もう一度依頼してください。',
  'checks.warning-open':
    '送信前チェック「{check}」に、まだ対応していない警告があります。承認依頼は出していません。直すか、問題ない理由を書いてください。',
  'checks.outdated':
    '送信前チェックのあいだに、宛先か内容が変わりました。承認依頼は出していません。チェックの結果をもう一度確かめてから、依頼してください。',
  'checks.run-stopped':
    '送信前チェックを途中で止めました。結果はまだありません。続けるには、もう一度チェックしてください。',
  'checks.not-waivable':
    '送信前チェック「{check}」の指摘は、理由を書いても見送れません。指摘を直してください。',
  'checks.nothing-to-waive':
    '送信前チェック「{check}」には、いま見送る警告がありません。チェックの結果を確かめてください。',
  'checks.reason-missing':
    '送信前チェック「{check}」を見送る理由が書かれていません。承認者が読むので、理由を書いてください。',
}
