import type { Language } from '../../preload/contract/app.ts'
import type { MailKind } from '../../preload/contract/notices.ts'
import { sentences } from './notice-words.ts'

export interface MailText {
  readonly kind: MailKind
  readonly language: Language
  readonly sender: string
  readonly recipient: string
  /** When it happened; milliseconds. */
  readonly at: number
  /** Milliseconds. */
  readonly now: number
  /** Random, 32 hexadecimal digits. */
  readonly id: string
}

const words = {
  ja: {
    subject: '関所 Sekisho からのお知らせ',
    lead: '関所 Sekisho からのお知らせです。',
    time: '日時：',
    note: '内容は Sekisho を開いて確認してください。このメールに返信しても届きません。',
  },
  en: {
    subject: 'Notification from Sekisho',
    lead: 'This is a notification from Sekisho.',
    time: 'Time: ',
    note: 'Open Sekisho to see what it is about. Replies to this mail are not read.',
  },
} as const

/**
 * The whole message (RFC 5322), of fixed sentences: what kind of thing, and when. No name, subject,
 * list, count or address but the recipient's own can come into it.
 */
export function noticeMessage(o: MailText): Uint8Array {
  const { subject, lead, time, note } = words[o.language]
  const at = `${time}${localTime(o.at)}`
  const text = [lead, '', sentences[o.language][o.kind], at, '', note, ''].join('\r\n')
  const domain = o.sender.slice(o.sender.indexOf('@') + 1)
  const lines = [
    `From: Sekisho <${o.sender}>`,
    `To: <${o.recipient}>`,
    `Subject: ${encodeWord(subject)}`,
    `Date: ${new Date(o.now).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${o.id}@${domain}>`,
    // RFC 3834 section 5: no out-of-office answers to it.
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(text, 'utf8')
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '',
  ]
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

/** RFC 2047 section 2: one encoded word of at most 75 characters. */
function encodeWord(text: string): string {
  return /^[ -~]*$/.test(text)
    ? text
    : `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`
}

/** `2026-11-24 21:34 (UTC+09:00)`, by the clock of the PC where it was done. */
function localTime(ms: number): string {
  const offset = -new Date(ms).getTimezoneOffset()
  const local = new Date(ms + offset * 60_000).toISOString()
  const two = (count: number) => String(Math.trunc(count)).padStart(2, '0')
  const size = Math.abs(offset)
  const zone = `UTC${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`
  return `${local.slice(0, 10)} ${local.slice(11, 16)} (${zone})`
}
