import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ImportReport, ImportView, UndoOutcome } from '../../../preload/contract/import.ts'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { ImportRunning } from './import-running.tsx'
import { UndoImportButton, UndoneDialog } from './undo-import-button.tsx'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  what: { flexGrow: 1, overflowWrap: 'anywhere' },
})

const shownMax = 5

interface Undone {
  readonly fileName: string
  readonly outcome: UndoOutcome
}

interface ImportHistoryProps {
  readonly list: string
  readonly onReport: (report: ImportReport) => void
}

/** Imports into a list: the interrupted ones all, then the newest; they can be continued or undone. */
export function ImportHistory({ list, onReport }: ImportHistoryProps) {
  const styles = useStyles()
  const t = useText()
  const imports = useCall('lists.imports', { list })
  const resume = useAct('lists.resume-import')
  const [undone, setUndone] = useState<Undone | null>(null)
  const views = imports.value ?? []
  const interrupted = views.filter(({ state }) => state === 'interrupted')
  const ended = views.filter(({ state }) => state !== 'interrupted').slice(0, shownMax)
  if (resume.isRunning) return <ImportRunning title={t('import.resuming')} />
  return (
    <>
      <ProblemNotice problem={imports.problem ?? resume.problem} />
      <UndoneDialog
        fileName={undone?.fileName ?? ''}
        outcome={undone?.outcome ?? null}
        onClose={() => setUndone(null)}
      />
      {interrupted.length + ended.length === 0 ? null : (
        <Section title={t('import.history')}>
          <ul className={styles.list}>
            {[...interrupted, ...ended].map((view) => (
              <li key={view.import} className={styles.row}>
                <Body1 className={styles.what}>
                  <Sentence view={view} />
                </Body1>
                {view.state === 'undone' ? null : (
                  <UndoImportButton
                    importId={view.import}
                    fileName={view.fileName}
                    count={view.added + view.updated}
                    onUndone={(outcome) => setUndone({ fileName: view.fileName, outcome })}
                  />
                )}
                {view.canResume ? (
                  <Button
                    appearance="primary"
                    onClick={() => resume.run({ import: view.import }, onReport)}
                  >
                    {t('import.resume')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

const sentenceOf = {
  interrupted: 'import.was-interrupted',
  finished: 'import.was-finished',
  undone: 'import.was-undone',
} as const

function Sentence({ view }: { view: ImportView }) {
  const t = useText()
  const params = { name: view.fileName, at: view.startedAt, count: view.rowCount }
  return <>{t(sentenceOf[view.state], params)}</>
}
