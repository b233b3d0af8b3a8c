import { Button, Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import type { ImportReport, RowOutcome } from '../../../preload/contract/import.ts'
import { Section } from '../../components/page.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { ImportRows } from './import-rows.tsx'

const outcomes: readonly (readonly [RowOutcome, PlainTextKey])[] = [
  ['invalid', 'import.outcome-invalid'],
  ['duplicate', 'import.outcome-duplicate'],
  ['suppressed', 'import.outcome-suppressed'],
  ['added', 'import.outcome-added'],
  ['updated', 'import.outcome-updated'],
  ['unchanged', 'import.outcome-unchanged'],
]

/** What became of every row, the ones that need a person first. */
export function ImportResult(props: { report: ImportReport; onDone: () => void }) {
  const t = useText()
  const format = useFormat()
  const { counts } = props.report
  const present = outcomes.filter(([outcome]) => counts[outcome] > 0)
  const [shown, setShown] = useState<RowOutcome>(present[0]?.[0] ?? 'added')
  return (
    <>
      <Section
        title={t('import.done', { name: props.report.fileName })}
        actions={
          <Button appearance="primary" onClick={props.onDone}>
            {t('import.to-list')}
          </Button>
        }
      >
        <Stats>
          {outcomes.map(([outcome, key]) => (
            <Stat
              key={outcome}
              label={t(key)}
              value={format.number(counts[outcome])}
              tone={toneOf(outcome, counts[outcome])}
            />
          ))}
        </Stats>
      </Section>
      <Section title={t('import.rows-title')}>
        <TabList
          selectedValue={shown}
          onTabSelect={(_, data) => {
            const chosen = outcomes.find(([outcome]) => outcome === data.value)
            if (chosen) setShown(chosen[0])
          }}
        >
          {present.map(([outcome, key]) => (
            <Tab key={outcome} value={outcome}>
              {`${t(key)} ${format.number(counts[outcome])}`}
            </Tab>
          ))}
        </TabList>
        <ImportRows importId={props.report.import} outcome={shown} />
      </Section>
    </>
  )
}

function toneOf(outcome: RowOutcome, count: number): 'neutral' | 'success' | 'warning' {
  if (count === 0) return 'neutral'
  if (outcome === 'added') return 'success'
  return outcome === 'invalid' ? 'warning' : 'neutral'
}
