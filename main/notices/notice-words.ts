import type { Language } from '../../preload/contract/app.ts'
import type { NoticeKind } from '../../preload/contract/notices.ts'

/**
 * What stands on the desktop and in mail, where anybody may read it: what kind of thing, and never whose, to whom
 * or about what.
 */
export const sentences: Readonly<Record<Language, Readonly<Record<NoticeKind, string>>>> = {
  ja: {
    'stop-unanswered': '停止の指示に応答がありません。送信が続いているおそれがあります。',
    'run-halted': '送信が関所で止まりました。',
    'in-doubt': '到着を確認できないメールがあります。',
    'waits-for-decision': 'あなたの決裁を待つ承認依頼があります。',
    'waits-for-release': '承認され、送信の開始を待つ配信があります。',
    'approval-ends': '承認の期限が近い承認依頼があります。',
    'execution-ends': '送信を始める期限が近い配信があります。',
    rejected: 'あなたの承認依頼が却下されました。',
    returned: 'あなたの承認依頼が差し戻されました。',
    expired: 'あなたの承認依頼が期限切れになりました。',
    approved: 'あなたの承認依頼が承認されました。',
    'run-stopped': '送信が停止されました。',
    'run-finished': '送信が完了しました。',
    'mail-failed': 'お知らせのメールを送れませんでした。',
  },
  en: {
    'stop-unanswered': 'A stop has not been answered. Mail may still be leaving.',
    'run-halted': 'A release was halted at the gate.',
    'in-doubt': 'There is mail of which nobody knows whether it arrived.',
    'waits-for-decision': 'A request waits for your decision.',
    'waits-for-release': 'An approved campaign waits to be released.',
    'approval-ends': 'The time to approve a request ends soon.',
    'execution-ends': 'The time to start a release ends soon.',
    rejected: 'Your request was rejected.',
    returned: 'Your request was returned.',
    expired: 'Your request has expired.',
    approved: 'Your request was approved.',
    'run-stopped': 'A release was stopped.',
    'run-finished': 'A release has finished.',
    'mail-failed': 'A notification could not be mailed.',
  },
}

/** One text for all that is new: the first of them, and how many more there are. */
export function noticeText(
  kinds: readonly NoticeKind[],
  language: Language,
): { readonly title: string; readonly body: string } | null {
  const [first] = kinds
  if (first === undefined) return null
  const more = kinds.length - 1
  const rest = language === 'ja' ? ` ほか${more}件のお知らせがあります。` : ` And ${more} more.`
  return {
    title: language === 'ja' ? '関所 Sekisho' : 'Sekisho',
    body: `${sentences[language][first]}${more === 0 ? '' : rest}`,
  }
}
