import type { Attachment } from '../message/message.ts'

/** Runs of digits in a text in compatibility form, without the spaces and hyphens inside them. */
export function digitRuns(text: string, { min, max }: { min: number; max: number }): string[] {
  if (!/\d{4}/.test(text)) return []
  const plain = text.replace(/[‐‑‒–—−ー]/g, '-')
  const runs: string[] = []
  // Not a piece of something longer: a path, a parameter of a link, a decimal fraction.
  for (const match of plain.matchAll(/(?<![\d/=_-]|\d\.)\d(?:[ -]?\d)+(?![\d/_-]|\.\d)/g)) {
    const groups = match[0].split(/[ -]/)
    const digits = groups.join('')
    // Amounts in a row are not one number written in groups.
    const isGrouped = groups.every((each, at) => each.length >= (at === groups.length - 1 ? 3 : 4))
    if (isGrouped && digits.length >= min && digits.length <= max) runs.push(digits)
  }
  return runs
}

const readable = new Set(['text/plain', 'text/csv', 'text/html', 'text/calendar'])

/** The text, in compatibility form, of an attachment that is text; '' for any other. */
export function attachmentText({ type, bytes }: Attachment): string {
  if (!readable.has(type)) return ''
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  const text = utf8.includes('\ufffd') ? new TextDecoder('shift_jis').decode(bytes) : utf8
  return text.normalize('NFKC')
}
