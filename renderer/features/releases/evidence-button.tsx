import { Button, makeStyles } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'

const useStyles = makeStyles({ root: { display: 'flex', gap: '12px', alignItems: 'center' } })

/** Saves what others can verify without Sekisho. */
export function EvidenceButton(props: { request: string }) {
  const styles = useStyles()
  const t = useText()
  const may = useHasRole('auditor', 'administrator', 'sender', 'approver')
  const act = useAct('releases.save-evidence')
  if (!may) return null
  return (
    <div className={styles.root}>
      <ProblemNotice problem={act.problem} />
      <span aria-live="polite">
        {act.value ? t('releases.evidence-saved', { name: act.value.name }) : ''}
      </span>
      <Button
        icon={<ArrowDownload20Regular />}
        disabled={act.isRunning}
        onClick={() => act.run({ request: props.request })}
      >
        {t('releases.save-evidence')}
      </Button>
    </div>
  )
}
