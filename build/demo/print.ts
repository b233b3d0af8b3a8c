import { stripVTControlCharacters } from 'node:util'

const barLength = 28

/** Lines and progress bars of the demo; silent when the result is wanted as JSON. */
export interface Printer {
  readonly line: (text?: string) => void
  readonly step: (text: string) => void
  readonly progress: (label: string, done: number, total: number, note: string) => void
  readonly table: (rows: readonly (readonly [string, string])[]) => void
}

export function createPrinter(isSilent: boolean): Printer {
  const out = process.stdout
  const isLive = out.isTTY === true
  let shown = ''
  let lastPercent = -1
  const write = (text: string) => void (isSilent || out.write(text))
  const clear = () => {
    if (shown && isLive) write('\r\x1b[2K')
    shown = ''
  }
  return {
    line(text = '') {
      clear()
      write(`${text}\n`)
    },
    step(text) {
      clear()
      lastPercent = -1
      write(`${isLive ? '\x1b[1m▸\x1b[0m' : '>'} ${text}\n`)
    },
    progress(label, done, total, note) {
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
      const filled = Math.round((percent / 100) * barLength)
      const text = `  ${label} ${'█'.repeat(filled)}${'░'.repeat(barLength - filled)} ${String(percent).padStart(3)} %  ${note}`
      if (isLive) {
        shown = text
        return write(`\r\x1b[2K${text}`)
      }
      // In a log file, one line for each quarter is enough.
      if (Math.floor(percent / 25) === Math.floor(lastPercent / 25)) return
      lastPercent = percent
      write(`${text}\n`)
    },
    table(rows) {
      clear()
      const width = Math.max(...rows.map(([label]) => columnsOf(label)))
      for (const [label, value] of rows)
        write(`  ${label}${' '.repeat(width - columnsOf(label))}   ${value}\n`)
    },
  }
}

/** Terminal columns of a text: Japanese characters take two. */
function columnsOf(text: string): number {
  return [...stripVTControlCharacters(text)].reduce(
    (sum, char) => sum + (/[ᄀ-￦]/.test(char) ? 2 : 1),
    0,
  )
}
