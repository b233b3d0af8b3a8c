import { Button, makeStyles } from '@fluentui/react-components'
import { ArrowDownload20Regular, DocumentPdf20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'

const useStyles = makeStyles({ root: { display: 'flex', gap: '12px', alignItems: 'center' } })

/** Saves what others can verify without Sekisho, and what people can read. */
export function EvidenceButton(props: { request: string }) {
  const styles = useStyles()
  const t = useText()
  const may = useHasRole('auditor', 'administrator', 'sender', 'approver')
  const evidence = useAct('releases.save-evidence')
  const report = useAct('releases.save-report')
  const [last, setLast] = useState<'evidence' | 'report'>('evidence')
  if (!may) return null
  const shown = last === 'evidence' ? evidence : report
  const said = report.isRunning
    ? t('releases.making-report')
    : shown.value
      ? t('releases.evidence-saved', { name: shown.value.name })
      : ''
  const save = (what: 'evidence' | 'report') => {
    setLast(what)
    const act = what === 'evidence' ? evidence : report
    act.run({ request: props.request })
  }
  return (
    <div className={styles.root}>
      <ProblemNotice problem={shown.problem} />
      <span aria-live="polite">{said}</span>
      <Button
        icon={<DocumentPdf20Regular />}
        disabled={report.isRunning}
        onClick={() => save('report')}
      >
        {t('releases.save-report')}
      </Button>
      <Button
        icon={<ArrowDownload20Regular />}
        disabled={evidence.isRunning}
        onClick={() => save('evidence')}
      >
        {t('releases.save-evidence')}
      </Button>
    </div>
  )
}
