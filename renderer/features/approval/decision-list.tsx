import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { DecisionView } from '../../../preload/contract/approval.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useFormat, useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    display: 'flex',
    flexDirection: 'column',
    gap: '6px',
  },
  item: { display: 'flex', gap: '10px', alignItems: 'center', flexWrap: 'wrap' },
  note: { color: tokens.colorNeutralForeground3 },
})

const verdictKey = {
  approve: 'approval.verdict-approve',
  return: 'approval.verdict-return',
  reject: 'approval.verdict-reject',
} as const satisfies Record<DecisionView['verdict'], PlainTextKey>

const verdictColor = { approve: 'success', return: 'warning', reject: 'danger' } as const

/** Who has signed what, when, and whether it counts. */
export function DecisionList({ decisions }: { decisions: readonly DecisionView[] }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  if (decisions.length === 0) return null
  return (
    <ul className={styles.list} aria-label={t('approval.decisions')}>
      {decisions.map((decision) => (
        <li key={`${decision.member} ${decision.at}`} className={styles.item}>
          <Badge appearance="filled" color={verdictColor[decision.verdict]}>
            {t(verdictKey[decision.verdict])}
          </Badge>
          <span>{decision.name}</span>
          <Caption1 className={styles.note}>{format.dateTime(decision.at)}</Caption1>
          {decision.comment === '' ? null : <span>{decision.comment}</span>}
          {decision.counts ? null : <Badge appearance="outline">{t('approval.not-counted')}</Badge>}
        </li>
      ))}
    </ul>
  )
}
