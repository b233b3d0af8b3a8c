import type { Language } from '../../preload/contract/app.ts'

/** The few kinds of HTML that a report consists of: whatever comes in is text and stays text. */
export type Fact = readonly [term: string, value: string]

export function heading(level: 1 | 2 | 3, text: string): string {
  return `<h${level}>${plainText(text)}</h${level}>`
}

export function paragraph(text: string): string {
  return `<p>${plainText(text)}</p>`
}

export function facts(all: readonly Fact[]): string {
  const rows = all.map(([term, value]) => `<tr><th>${plainText(term)}</th>${cell(value)}</tr>`)
  return `<table class="facts">${rows.join('')}</table>`
}

export function cells(values: readonly string[]): string {
  return `<tr>${values.map(cell).join('')}</tr>`
}

/** rows: as `cells` makes them. */
export function table(
  titles: readonly string[],
  rows: readonly string[],
  kind: 'plain' | 'acts' = 'plain',
): string {
  const head = titles.map((title) => `<th>${plainText(title)}</th>`).join('')
  return `<table class="${kind}"><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

export function document(o: {
  readonly language: Language
  readonly title: string
  readonly parts: readonly string[]
}): string {
  const head = `<meta charset="utf-8"><title>${plainText(o.title)}</title><style>${style}</style>`
  return `<!doctype html><html lang="${o.language}"><head>${head}</head><body>${o.parts.join('\n')}</body></html>`
}

/** A digest may break anywhere, words only where they may. */
function cell(value: string): string {
  const isDigest = /^[0-9a-f]{64}$/.test(value)
  return `<td${isDigest ? ' class="digest"' : ''}>${plainText(value)}</td>`
}

const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\n': '<br>',
}

/** Also what turns the direction of reading: a name must not rewrite the line it stands in. */
function plainText(text: string): string {
  return text
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (character) =>
      character === '\n' ? character : '\uFFFD',
    )
    .replace(/[&<>"'\n]/g, (character) => replacements[character] ?? character)
}

const style = `
@page { size: A4; margin: 18mm 16mm 20mm }
body { font: 10pt/1.5 "Yu Gothic UI", "Meiryo UI", "Segoe UI", "Noto Sans CJK JP", sans-serif; color: #111; line-break: strict }
h1 { font-size: 18pt; margin: 0 0 4mm }
h2 { font-size: 12pt; margin: 7mm 0 2mm; border-bottom: 0.4mm solid #1f3a5f; break-after: avoid }
h3 { font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid }
table { width: 100%; border-collapse: collapse }
th, td { text-align: left; vertical-align: top; padding: 1mm 2mm; border-bottom: 0.2mm solid #ccc; overflow-wrap: anywhere }
thead { display: table-header-group }
tr { break-inside: avoid }
th { font-weight: 600; color: #444 }
.facts th { width: 46mm }
.acts { table-layout: fixed }
.acts th:nth-child(1) { width: 30mm }
.acts th:nth-child(2) { width: 26mm }
.acts th:nth-child(3) { width: 22mm }
.acts th:nth-child(4) { width: 34mm }
.digest { font: 7.5pt/1.4 "Consolas", "DejaVu Sans Mono", monospace; word-break: break-all }
p { margin: 4mm 0; color: #444 }
`
