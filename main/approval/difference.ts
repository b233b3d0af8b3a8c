import type { DifferenceView } from '../../preload/contract/difference.ts'
import { plainTransport } from '../../preload/contract/transport.ts'
import type { Template } from '../message/message.ts'
import { sha256 } from './digest.ts'
import type { Manifest } from './manifest.ts'
import { routePlaceText, routeTlsText } from './route-place.ts'

type Line = DifferenceView['parts'][number]['lines'][number]

/** Longer texts are shown as replaced: comparing each line with each would take too long. */
const linesMax = 2_000

/** The longest common run of lines stays; what is not in it has gone or was added. */
export function lineDifference(before: string, after: string): Line[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  if (old.length > linesMax || now.length > linesMax)
    return [...old.map((text) => toLine('gone', text)), ...now.map((text) => toLine('added', text))]
  const lengths = commonLengths(old, now)
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [gone, added] = [old[i], now[j]]
    if (gone !== undefined && gone === added) {
      lines.push(toLine('same', gone))
      i += 1
      j += 1
    } else if (
      added !== undefined &&
      (gone === undefined || at(lengths, i, j + 1) > at(lengths, i + 1, j))
    ) {
      lines.push(toLine('added', added))
      j += 1
    } else {
      lines.push(toLine('gone', gone ?? ''))
      i += 1
    }
  }
  return lines
}

const toLine = (kind: Line['kind'], text: string): Line => ({ kind, text })
const at = (lengths: readonly Uint16Array[], i: number, j: number) => lengths[i]?.[j] ?? 0

/** How many lines two texts have in common from each pair of places on. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = lengths[i]
    for (let j = now.length - 1; row !== undefined && j >= 0; j -= 1)
      row[j] =
        old[i] === now[j]
          ? at(lengths, i + 1, j + 1) + 1
          : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
  }
  return lengths
}

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
    window: ({ window }) => [window.from, window.until].map((each) => each ?? '').join(' – '),
    attachments: ({ attachments }) =>
      attachments.map((each) => `${each.name} (${each.sha256.slice(0, 8)})`).join(', '),
    lists: ({ audience }) => audience.lists.map((each) => each.name).join(', '),
    checks: ({ checks }) =>
      checks.flatMap(({ check, waived }) => (waived === null ? [] : [check])).join(', '),
  }
  return (Object.keys(said) as (keyof typeof said)[]).flatMap((field) => {
    const [old, now] = [said[field](before), said[field](after)]
    return old === now ? [] : [{ field, before: old, after: now }]
  })
}
