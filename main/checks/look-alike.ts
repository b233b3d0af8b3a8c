import { domainToUnicode } from 'node:url'

/** Letters of other alphabets, and groups of letters, that are read as Latin ones (after UTS #39). */
const readAs: readonly (readonly [RegExp, string])[] = [
  [/[аàáâãäåɑα]/g, 'a'],
  [/[ьƅ]/g, 'b'],
  [/[сϲç]/g, 'c'],
  [/[ԁɗ]/g, 'd'],
  [/[еèéêëєҽ]/g, 'e'],
  [/[ɡց]/g, 'g'],
  [/[һհ]/g, 'h'],
  [/[іìíîïıι1l|]/g, 'l'],
  [/[ј]/g, 'j'],
  [/[кκ]/g, 'k'],
  [/[ոпñ]/g, 'n'],
  [/[оοòóôõöօ0]/g, 'o'],
  [/[рρ]/g, 'p'],
  [/[ԛ]/g, 'q'],
  [/[ѕ5]/g, 's'],
  [/[тτ]/g, 't'],
  [/[υùúûüս]/g, 'u'],
  [/[ѵν]/g, 'v'],
  [/[ѡԝ]/g, 'w'],
  [/[хχ]/g, 'x'],
  [/[уýÿү]/g, 'y'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/i/g, 'l'],
]

/** True when a person who reads one host may take it for the other, and it is not the other. */
export function looksLike(host: string, other: string): boolean {
  if (host === other || host.endsWith(`.${other}`)) return false
  const [mine, theirs] = [skeleton(host), skeleton(other)]
  if (mine === theirs || mine.endsWith(`.${theirs}`)) return true
  // Its name in front of a foreign domain, or hidden behind a hyphen: example.jp.evil.com.
  const name = theirs.replace(/\./g, '-')
  return mine.startsWith(`${theirs}.`) || mine.startsWith(`${name}.`) || mine.startsWith(`${name}-`)
}

function skeleton(host: string): string {
  const shown = (domainToUnicode(host) || host).toLowerCase()
  return readAs.reduce((text, [from, to]) => text.replace(from, to), shown)
}
