/** What a person may mean by the words they type: the words of the command, in every language. */
export interface Findable {
  readonly label: string
  /** Further words that it answers to. */
  readonly words: readonly string[]
}

/**
 * Those that every typed word occurs in, the likeliest first: a name that begins so, a word of it
 * that begins so, any other place. Equal ones stay in their order. Width, case and the two kana
 * make no difference.
 */
export function matching<C extends Findable>(commands: readonly C[], typed: string): C[] {
  const words = fold(typed).split(' ').filter(Boolean)
  return commands
    .map((command) => ({ command, rank: rankOf(command, words) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ command }) => command)
}

/** The sum over the words of 0 (the beginning), 1 (the beginning of a word) or 2; null: not it. */
function rankOf({ label, words }: Findable, typed: readonly string[]): number | null {
  const names = [label, ...words].map(fold)
  let sum = 0
  for (const word of typed) {
    const places = names.map((name) => placeIn(name, word)).filter((place) => place !== null)
    if (places.length === 0) return null
    sum += Math.min(...places)
  }
  return sum
}

function placeIn(name: string, word: string): number | null {
  if (name.startsWith(word)) return 0
  if (name.includes(` ${word}`)) return 1
  return name.includes(word) ? 2 : null
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/\s+/g, ' ')
    .trim()
}
