import type { CheckedMessage } from './check.ts'
import { type Seen, Tally } from './tally.ts'

/** Looks for one pattern in every message; the words found, with how often and where first. */
export function watchWords(find: (text: string) => string | null): {
  message: (message: CheckedMessage) => void
  all: () => readonly Seen<string>[]
} {
  const seen = new Tally<string>()
  return {
    message(message) {
      const word = find(message.readable)
      if (word !== null) seen.add(word, word, message.index)
    },
    all: () => seen.all(),
  }
}
