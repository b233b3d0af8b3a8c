/**
 * One line of a CSV file for a spreadsheet. A cell that a spreadsheet would take for a formula gets
 * an apostrophe in front (OWASP ASVS 1.2.10); every cell is quoted, so that none is cut.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: spreadsheets skip what is in front
  const safe = /^[\s\u0000]*[=+\-@＝＋－＠\t\r\u0000]/.test(cell) ? `'${cell}` : cell
  return `"${safe.replaceAll('"', '""')}"`
}
