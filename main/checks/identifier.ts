const address = /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}/g

/** Different addresses in a text in compatibility form, in lower case. */
export function addressesIn(text: string): string[] {
  return text.includes('@')
    ? [...new Set([...text.matchAll(address)].map(([found]) => found.toLowerCase()))]
    : []
}

/** A number of a customer, a contract, a telephone: letters and figures, four figures at least. */
export function isIdentifier(value: string): boolean {
  if (!/^[A-Za-z0-9-]{5,32}$/.test(value) || /^(?:19|20)\d\d-?\d\d?-?\d\d?$/.test(value))
    return false
  return (value.match(/\d/g)?.length ?? 0) >= 4
}

/** Pieces of a value that may be identifiers, each once. */
export function identifiersIn(text: string): string[] {
  const pieces = text.match(/[A-Za-z0-9][A-Za-z0-9-]{3,30}[A-Za-z0-9]/g) ?? []
  return [...new Set(pieces.filter(isIdentifier))]
}

/** Pieces of a text that may be whole names, with their blanks taken out: words, and two words in a row. */
export function namesIn(text: string): string[] {
  const names = new Set<string>()
  for (const cell of text.split(/[\t\n\r,;、。,:：|/()<>「」]+/)) {
    const words = cell.split(/[ \u3000]+/).filter((word) => word !== '')
    if (words.length > 12) continue
    words.forEach((word, at) => {
      for (const piece of [word, word + (words[at + 1] ?? '')]) {
        const bare = piece.replace(/(?:様|さま|殿|さん)$/, '').toLowerCase()
        if (isNameLike(bare)) names.add(bare)
      }
    })
  }
  return [...names]
}

/** Long enough to mean one person rather than a family or a word. */
export function isNameLike(bare: string): boolean {
  return /^(?:\p{Script=Han}|[\p{Script=Hiragana}\p{Script=Katakana}ー々ヶ]){3,10}$/u.test(bare)
    ? true
    : /^[\p{Script=Latin}'-]{6,40}$/u.test(bare)
}
