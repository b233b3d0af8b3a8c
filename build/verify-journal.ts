import { readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { verifyEvidence } from './verify-journal/evidence.ts'
import { printReport } from './verify-journal/report.ts'
import { verifyShare } from './verify-journal/share.ts'

/**
 * `npm run verify-journal -- FOLDER|FILE [--fingerprint HEX]`: judges a shared folder or an evidence
 * file by docs/journal-format.md, on node:crypto alone: it shares no line with the application.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { fingerprint: { type: 'string' } },
})
const [place] = positionals
if (place === undefined) {
  console.error('Which folder or file? npm run verify-journal -- FOLDER|FILE [--fingerprint HEX]')
  process.exit(2)
}
const fingerprint = values.fingerprint ?? null
const report = statSync(place).isDirectory()
  ? verifyShare(place, fingerprint)
  : verifyEvidence(readFileSync(place), fingerprint)
console.log(printReport(report))
process.exitCode = report.fails.length === 0 ? 0 : 1
