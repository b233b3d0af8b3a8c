import { Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import type { Column, FileInspection, ImportReport } from '../../../preload/contract/import.ts'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { FileReading, type ReadingChange } from './file-reading.tsx'
import { ImportConsent, noConsent, toldOf } from './import-consent.tsx'
import { ImportRunning } from './import-running.tsx'
import { type ImportPlan, ImportStart } from './import-start.tsx'
import { ImportTrial } from './import-trial.tsx'

interface ImportWorkProps {
  readonly file: {
    readonly file: string
    readonly name: string
    readonly isHandedOver: boolean
  }
  readonly list: string | null
  /** What was understood at first; null while the file is being read. */
  readonly first: FileInspection | null
  readonly onBusy: (isBusy: boolean) => void
  readonly onReport: (report: ImportReport) => void
}

/** From what was understood of one file to its import. */
export function ImportWork({ file, list, first, onBusy, onReport }: ImportWorkProps) {
  const t = useText()
  const inspect = useAct('lists.inspect')
  const attempt = useAct('lists.try-import')
  const run = useAct('lists.import')
  const [changed, setChanged] = useState<FileInspection | null>(null)
  const [trial, setTrial] = useState<ChannelOutput<'lists.try-import'> | null>(null)
  const [plan, setPlan] = useState<ImportPlan>({
    target: { list, newName: file.name.replace(/\.[^.]*$/, '') },
    mode: 'once',
    requireConsent: false,
    consent: noConsent,
  })
  const reading = changed ?? first
  if (reading === null) return <Spinner label={t('import.reading')} />
  const { format, hasHeader, columns, rowCountEstimate } = reading
  const hasConsentDate = columns.some(({ meaning }) => meaning === 'consent-date')
  const requireConsent = (hasConsentDate || plan.consent.givenOn !== '') && plan.requireConsent
  const consent = toldOf(plan.consent)
  const request = { file: file.file, format, hasHeader, columns, requireConsent, consent }

  function readAgain(change: ReadingChange & { readonly columns?: Column[] }) {
    const known =
      format.kind === 'text'
        ? { encoding: format.encoding, delimiter: format.delimiter }
        : { sheet: format.sheet }
    // Another sheet may or may not begin with a header: that is found out anew.
    const header = change.sheet === undefined ? { hasHeader } : {}
    setTrial(null)
    inspect.run({ file: file.file, ...known, ...header, ...change }, setChanged)
  }

  function tryIt() {
    onBusy(true)
    const done = () => onBusy(false)
    attempt.run(
      { ...request, list: plan.target.list },
      (found) => {
        setTrial(found)
        done()
      },
      done,
    )
  }

  function start() {
    onBusy(true)
    const { list, newName } = plan.target
    run.run(
      { ...request, list: list ?? { name: newName }, mode: plan.mode },
      (report) => {
        onBusy(false)
        onReport(report)
      },
      () => onBusy(false),
    )
  }

  if (attempt.isRunning) return <ImportRunning title={t('import.trying', { name: file.name })} />
  if (run.isRunning) return <ImportRunning title={t('import.running', { name: file.name })} />
  return (
    <>
      <ProblemNotice problem={inspect.problem ?? attempt.problem ?? run.problem} />
      <FileReading
        reading={reading}
        onRead={readAgain}
        onColumns={(set) => {
          setChanged({ ...reading, columns: set })
          readAgain({ columns: set })
        }}
      />
      <ImportConsent
        consent={plan.consent}
        hasConsentDate={hasConsentDate}
        onChange={(next) => {
          setPlan({ ...plan, consent: next })
          setTrial(null)
        }}
      />
      {trial === null ? null : <ImportTrial trial={trial} />}
      <ImportStart
        plan={plan}
        onChange={(next) => {
          setPlan(next)
          setTrial(null)
        }}
        hasAddress={columns.some(({ meaning }) => meaning === 'address')}
        hasConsent={hasConsentDate || plan.consent.givenOn !== ''}
        canResume={!file.isHandedOver}
        rowCount={rowCountEstimate}
        onTry={tryIt}
        onStart={start}
      />
    </>
  )
}
