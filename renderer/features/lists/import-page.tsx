import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { DocumentAdd24Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { FileInspection, ImportReport } from '../../../preload/contract/import.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { ProgressPanel } from '../../components/progress-panel.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useLatest } from '../../ipc.ts'
import { type PageParams, useNavigation } from '../../navigation.tsx'
import { FileReading, type ReadingChange } from './file-reading.tsx'
import { ImportResult } from './import-result.tsx'
import { type ImportTarget, ImportTargetField } from './import-target-field.tsx'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    gap: '12px',
    alignItems: 'flex-end',
    justifyContent: 'space-between',
    flexWrap: 'wrap',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: '16px',
  },
})

interface ChosenFile {
  readonly file: string
  readonly name: string
  readonly sizeBytes: number
}

/** Choose a file, see what was understood, import it, see what became of every row. */
export function ImportPage(props: PageParams['import']) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { back, navigate } = useNavigation()
  const choose = useAct('lists.choose-file')
  const inspect = useAct('lists.inspect')
  const create = useAct('lists.create')
  const run = useAct('lists.import')
  const progress = useLatest('lists.import-progress')
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [reading, setReading] = useState<FileInspection | null>(null)
  const [target, setTarget] = useState<ImportTarget>({ list: props.list ?? null, newName: '' })
  const [report, setReport] = useState<ImportReport | null>(null)

  function chooseFile() {
    choose.run({}, (chosen) => {
      if (chosen === null) return
      setFile(chosen)
      setReading(null)
      setReport(null)
      setTarget((before) => ({ ...before, newName: before.newName || stem(chosen.name) }))
      inspect.run({ file: chosen.file }, setReading)
    })
  }

  function readAgain(change: ReadingChange) {
    if (file === null || reading === null) return
    const known = reading.format.kind === 'text' ? reading.format : {}
    const { encoding, delimiter, sheet, hasHeader } = {
      ...known,
      hasHeader: reading.hasHeader,
      ...change,
    }
    inspect.run({ file: file.file, encoding, delimiter, sheet, hasHeader }, setReading)
  }

  function start() {
    if (file === null || reading === null) return
    const { format, hasHeader, columns } = reading
    const into = (list: string) =>
      run.run({ list, file: file.file, format, hasHeader, columns }, setReport)
    if (target.list !== null) into(target.list)
    else create.run({ name: target.newName }, (list) => into(list.id))
  }

  const hasAddress = reading?.columns.some((column) => column.meaning === 'address') ?? false
  const isReady = hasAddress && (target.list !== null || target.newName.trim() !== '')
  const problem = choose.problem ?? inspect.problem ?? create.problem ?? run.problem
  return (
    <Page
      title={t('page.import')}
      subtitle={
        file === null
          ? t('import.intro')
          : t('import.file', { name: file.name, size: format.size(file.sizeBytes) })
      }
      onBack={back}
      actions={
        file !== null && !run.isRunning ? (
          <Button onClick={chooseFile}>{t('import.choose-other')}</Button>
        ) : null
      }
    >
      <ProblemNotice problem={problem} />
      {file === null ? (
        <EmptyState
          icon={<DocumentAdd24Regular />}
          title={t('import.choose-title')}
          body={t('import.choose-body')}
          action={
            <Button appearance="primary" onClick={chooseFile}>
              {t('import.choose')}
            </Button>
          }
        />
      ) : null}
      {inspect.isRunning && reading === null ? <Spinner label={t('import.reading')} /> : null}
      {reading !== null && report === null && !run.isRunning ? (
        <>
          <FileReading
            reading={reading}
            onRead={readAgain}
            onColumns={(columns) => setReading({ ...reading, columns })}
          />
          <div className={styles.bar}>
            <ImportTargetField target={target} onChange={setTarget} />
            <Button appearance="primary" size="large" disabled={!isReady} onClick={start}>
              {t('import.start', { count: format.number(reading.rowCountEstimate) })}
            </Button>
          </div>
        </>
      ) : null}
      {run.isRunning ? (
        <ProgressPanel
          title={t('import.running', { name: file?.name ?? '' })}
          share={
            progress === undefined ? null : progress.bytesRead / Math.max(1, progress.bytesTotal)
          }
          amount={t('import.rows', { count: progress?.rowCount ?? 0 })}
          ratePerSecond={progress?.rowsPerSecond ?? 0}
          secondsLeft={null}
        />
      ) : null}
      {report === null ? null : (
        <ImportResult
          report={report}
          onDone={() => navigate({ page: 'contacts', list: report.list })}
        />
      )}
    </Page>
  )
}

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '')
}
