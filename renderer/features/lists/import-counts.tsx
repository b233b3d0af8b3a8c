import type { ImportReport, RowOutcome } from '../../../preload/contract/import.ts'
import { Stat, Stats } from '../../components/stat.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { outcomeKeys, outcomesInOrder } from './import-outcomes.ts'

/** Told only where they kept somebody out. */
const rare: ReadonlySet<RowOutcome> = new Set<RowOutcome>(['no-consent', 'erased'])

/** How many rows came to what. */
export function ImportCounts({ report }: { report: ImportReport }) {
  const t = useText()
  const format = useFormat()
  const { counts, flagged, consents } = report
  return (
    <Stats>
      {outcomesInOrder
        .filter((outcome) => !rare.has(outcome) || counts[outcome] > 0)
        .map((outcome) => (
          <Stat
            key={outcome}
            label={t(outcomeKeys[outcome])}
            value={format.number(counts[outcome])}
            tone={toneOf(outcome, counts[outcome])}
          />
        ))}
      {consents > 0 ? (
        <Stat label={t('import.consents')} value={format.number(consents)} tone="neutral" />
      ) : null}
      {flagged > 0 ? (
        <Stat label={t('import.flagged')} value={format.number(flagged)} tone="warning" />
      ) : null}
    </Stats>
  )
}

function toneOf(outcome: RowOutcome, count: number): 'neutral' | 'success' | 'warning' {
  if (count === 0) return 'neutral'
  if (outcome === 'added') return 'success'
  return outcome === 'invalid' ? 'warning' : 'neutral'
}
