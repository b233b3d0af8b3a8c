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
