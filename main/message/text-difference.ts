import type { TextChange } from '../../preload/contract/versions.ts'

/** Longer texts are shown as replaced: comparing each piece with each would take too long. */
const comparisonsMax = 4_000_000

/** What differs line by line: the longest common run of lines stays, the rest has gone or was added. */
export function lineDifference(before: string, after: string): TextChange[] {
  return pieceDifference(before.split('\n'), after.split('\n'))
}

/**
 * What differs in words, as runs of text: what is not `added` is the text before, what is not `gone`
 * the text after, letter for letter. Words are compared only within lines that differ.
 */
export function wordDifference(before: string, after: string): TextChange[] {
  const changes: TextChange[] = []
  let gone = ''
  let added = ''
  const close = () => {
    changes.push(...pieceDifference(wordsOf(gone), wordsOf(added)))
    gone = ''
    added = ''
  }
  for (const each of pieceDifference(linesOf(before), linesOf(after))) {
    if (each.kind === 'gone') gone += each.text
    else if (each.kind === 'added') added += each.text
    else {
      close()
      changes.push(each)
    }
  }
  close()
  return joined(changes)
}

function pieceDifference(old: readonly string[], now: readonly string[]): TextChange[] {
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  const rest = Math.min(old.length, now.length) - start
  while (end < rest && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1
  const same = (pieces: readonly string[]) => pieces.map((text) => toChange('same', text))
  return [
    ...same(old.slice(0, start)),
    ...middleDifference(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...same(old.slice(old.length - end)),
  ]
}

function middleDifference(old: readonly string[], now: readonly string[]): TextChange[] {
  if (old.length * now.length > comparisonsMax)
    return [
      ...old.map((text) => toChange('gone', text)),
      ...now.map((text) => toChange('added', text)),
    ]
  const lengths = commonLengths(old, now)
  const changes: TextChange[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [gone, added] = [old[i], now[j]]
    if (gone !== undefined && gone === added) {
      changes.push(toChange('same', gone))
      i += 1
      j += 1
    } else if (
      added !== undefined &&
      (gone === undefined || at(lengths, i, j + 1) > at(lengths, i + 1, j))
    ) {
      changes.push(toChange('added', added))
      j += 1
    } else {
      changes.push(toChange('gone', gone ?? ''))
      i += 1
    }
  }
  return changes
}

const toChange = (kind: TextChange['kind'], text: string): TextChange => ({ kind, text })
const at = (lengths: readonly Uint16Array[], i: number, j: number) => lengths[i]?.[j] ?? 0

/** How many pieces two texts have in common from each pair of places on. */
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

/** Each with the line feed that ends it. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' })

function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Neighbours of one kind as one; between two unchanged places, what has gone before what was added. */
function joined(changes: readonly TextChange[]): TextChange[] {
  const whole: TextChange[] = []
  for (const each of changes) {
    const last = whole.at(-1)
    if (last?.kind === each.kind)
      whole[whole.length - 1] = toChange(each.kind, last.text + each.text)
    else whole.push(each)
  }
  return whole
}
