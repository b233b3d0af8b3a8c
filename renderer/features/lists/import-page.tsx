import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { DocumentAdd24Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { FileInspection, ImportReport } from '../../../preload/contract/import.ts'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { type PageParams, useNavigation } from '../../navigation.tsx'
import { FileDrop } from './file-drop.tsx'
import { ImportHistory } from './import-history.tsx'
import { ImportResult } from './import-result.tsx'
import { ImportWork } from './import-work.tsx'

interface ChosenFile {
  readonly file: string
  readonly name: string
  readonly sizeBytes: number
  /** Dropped or pasted: it stands in memory and cannot be read again after an interruption. */
  readonly isHandedOver: boolean
}

/** Choose, drop or paste a file, see what was understood, try it, import it, see every row. */
export function ImportPage(props: PageParams['import']) {
  const t = useText()
  const format = useFormat()
  const { back, navigate } = useNavigation()
  const choose = useAct('lists.choose-file')
  const handOver = useAct('lists.hand-over')
  const inspect = useAct('lists.inspect')
  const forgotten = useCall('lists.forgotten-file', {})
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [first, setFirst] = useState<FileInspection | null>(null)
  const [report, setReport] = useState<ImportReport | null>(null)
  const [isBusy, setBusy] = useState(false)

  function read(chosen: ChannelOutput<'lists.choose-file'>, isHandedOver: boolean) {
    if (chosen === null) return
    setFile({ ...chosen, isHandedOver })
    setFirst(null)
    setReport(null)
    inspect.run({ file: chosen.file }, setFirst)
  }

  const chooseFile = () => choose.run({}, (chosen) => read(chosen, false))
  const toList = (list: string) => navigate({ page: 'contacts', list })
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
        file !== null && !isBusy ? (
          <Button onClick={chooseFile}>{t('import.choose-other')}</Button>
        ) : null
      }
    >
      <FileDrop
        isEnabled={!isBusy}
        onFile={(handed) => handOver.run(handed, (given) => read(given, true))}
      >
        <ProblemNotice problem={choose.problem ?? handOver.problem ?? inspect.problem} />
        {file === null && report === null ? (
          <>
            {forgotten.value ? (
              <MessageBar intent="warning" layout="multiline">
                <MessageBarBody>{t('import.forgotten', forgotten.value)}</MessageBarBody>
              </MessageBar>
            ) : null}
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
            {props.list === undefined ? null : (
              <ImportHistory list={props.list} onReport={setReport} />
            )}
          </>
        ) : null}
        {file !== null && report === null && inspect.problem === null ? (
          <ImportWork
            key={file.file}
            file={file}
            list={props.list ?? null}
            first={first}
            onBusy={setBusy}
            onReport={setReport}
          />
        ) : null}
        {report === null ? null : (
          <ImportResult
            report={report}
            onDone={() => toList(report.list)}
            onUndone={() => toList(report.list)}
          />
        )}
      </FileDrop>
    </Page>
  )
}
