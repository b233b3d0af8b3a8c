import type { DifferenceView } from '../../preload/contract/difference.ts'
import { plainTransport } from '../../preload/contract/transport.ts'
import { lineDifference, type Template } from '../message/message.ts'
import { sha256 } from './digest.ts'
import type { Manifest } from './manifest.ts'
import { routePlaceText, routeTlsText } from './route-place.ts'
import { certificateText } from './sender-certificate.ts'

/** The parts of two messages that are not the same. */
export function partDifferences(before: Template, after: Template): DifferenceView['parts'] {
  return (['subject', 'text', 'html'] as const).flatMap((part) => {
    const [old, now] = [before.source[part], after.source[part]]
    return old === now ? [] : [{ part, lines: lineDifference(old, now) }]
  })
}

/** What differs in two statements besides the message and its recipients. */
export function settingDifferences(before: Manifest, after: Manifest): DifferenceView['settings'] {
  const said: Record<DifferenceView['settings'][number]['field'], (of: Manifest) => string> = {
    from: ({ headers: { from } }) => `${from.name} <${from.address}>`,
    'reply-to': ({ headers }) => headers.replyTo ?? '',
    route: ({ route }) => `${route.name} (${routePlaceText(route)}, ${routeTlsText(route)})`,
    pins: ({ route }) => (route.transport ?? plainTransport).pins.join(' '),
    dkim: ({ route: { dkim } }) =>
      `${dkim.selector}._domainkey.${dkim.domain} (${sha256(Buffer.from(dkim.publicKey)).slice(0, 32)})`,
    smime: ({ smime }) => certificateText(smime),
    window: ({ window }) => [window.from, window.until].map((each) => each ?? '').join(' – '),
    attachments: ({ attachments, files }) =>
      [
        ...attachments.map((each) => `${each.name} (${each.sha256.slice(0, 8)})`),
        // One file per recipient: by its field, recipients, files and bytes.
        ...(files === undefined
          ? []
          : [`{{ ${files.column} }} (${files.count}, ${files.fileCount}, ${files.sizeBytes} B)`]),
      ].join(', '),
    lists: ({ audience }) => audience.lists.map((each) => each.name).join(', '),
    checks: ({ checks }) =>
      checks.flatMap(({ check, waived }) => (waived === null ? [] : [check])).join(', '),
  }
  return (Object.keys(said) as (keyof typeof said)[]).flatMap((field) => {
    const [old, now] = [said[field](before), said[field](after)]
    return old === now ? [] : [{ field, before: old, after: now }]
  })
}
