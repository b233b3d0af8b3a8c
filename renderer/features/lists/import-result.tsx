import { Button, Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import type { ImportReport, UndoOutcome } from '../../../preload/contract/import.ts'
import { Section } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { ImportCounts } from './import-counts.tsx'
import { outcomeKeys, outcomesInOrder } from './import-outcomes.ts'
import { ImportRows, type ShownRows } from './import-rows.tsx'
import { SaveRowsButton } from './save-rows-button.tsx'
import { UndoImportButton, UndoneDialog } from './undo-import-button.tsx'

interface ImportResultProps {
  readonly report: ImportReport
  readonly onDone: () => void
  readonly onUndone: () => void
}

/** What became of every row, the ones that need a person first. */
export function ImportResult({ report, onDone, onUndone }: ImportResultProps) {
  const t = useText()
  const format = useFormat()
  const { counts, flagged } = report
  const tabs: readonly (readonly [ShownRows, string, number])[] = [
    ...outcomesInOrder.map(
      (outcome) => [outcome, t(outcomeKeys[outcome]), counts[outcome]] as const,
    ),
    ['flagged', t('import.flagged'), flagged] as const,
  ]
  const present = tabs.filter(([, , count]) => count > 0)
  const [shown, setShown] = useState<ShownRows>(present[0]?.[0] ?? 'added')
  const [undone, setUndone] = useState<UndoOutcome | null>(null)
  const taken = counts.added + counts.updated
  return (
    <>
      <Section
        title={t('import.done', { name: report.fileName })}
        actions={
          <>
            <SaveRowsButton report={report} />
            {taken > 0 ? (
              <UndoImportButton
                importId={report.import}
                fileName={report.fileName}
                count={taken}
                onUndone={setUndone}
              />
            ) : null}
            <Button appearance="primary" onClick={onDone}>
              {t('import.to-list')}
            </Button>
          </>
        }
      >
        <ImportCounts report={report} />
        <UndoneDialog fileName={report.fileName} outcome={undone} onClose={onUndone} />
      </Section>
      <Section title={t('import.rows-title')}>
        <TabList
          selectedValue={shown}
          onTabSelect={(_, data) => {
            const chosen = tabs.find(([rows]) => rows === data.value)
            if (chosen) setShown(chosen[0])
          }}
        >
          {present.map(([rows, label, count]) => (
            <Tab key={rows} value={rows}>
              {`${label} ${format.number(count)}`}
            </Tab>
          ))}
        </TabList>
        <ImportRows importId={report.import} shown={shown} />
      </Section>
    </>
  )
}
