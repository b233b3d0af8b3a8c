/** Character references that stand for ASCII, with which a link can be written past a filter. */
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  colon: ':',
  sol: '/',
  bsol: '\\',
  period: '.',
  comma: ',',
  semi: ';',
  quest: '?',
  excl: '!',
  num: '#',
  percnt: '%',
  equals: '=',
  commat: '@',
  lpar: '(',
  rpar: ')',
  plus: '+',
  ast: '*',
  dollar: '$',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  Tab: '\t',
  NewLine: '\n',
  shy: '\u00ad',
  zwsp: '\u200b',
  zwnj: '\u200c',
  zwj: '\u200d',
}

/** Text of HTML source: numeric and the named references above are resolved. */
export function decodeReferences(source: string): string {
  if (!source.includes('&')) return source
  return source.replace(
    /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z]{2,12}));?/g,
    (whole: string, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      if (point === 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return '\ufffd'
      return String.fromCodePoint(point)
    },
  )
}

/** A value as text or inside a quoted attribute: never markup. */
export function escapeHtml(text: string): string {
  return /[&<>"'`]/.test(text) ? text.replace(/[&<>"'`]/g, (c) => `&#${c.charCodeAt(0)};`) : text
}
