import { Caption1, makeStyles, mergeClasses, Title3, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  grid: { display: 'flex', flexWrap: 'wrap', gap: '12px' },
  stat: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    minWidth: '112px',
    padding: '12px 16px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  value: { fontVariantNumeric: 'tabular-nums' },
  label: { color: tokens.colorNeutralForeground3 },
  success: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  danger: { color: tokens.colorStatusDangerForeground1 },
})

/** Figures in a row. */
export function Stats(props: { children: ReactNode }) {
  return <div className={useStyles().grid}>{props.children}</div>
}

export interface StatProps {
  readonly label: string
  /** Formatted already. */
  readonly value: string
  readonly tone?: 'neutral' | 'success' | 'warning' | 'danger' | undefined
}

/** One figure with its name. */
export function Stat(props: StatProps) {
  const styles = useStyles()
  const tone = props.tone ?? 'neutral'
  return (
    <div className={styles.stat}>
      <Caption1 className={styles.label}>{props.label}</Caption1>
      <Title3 className={mergeClasses(styles.value, tone !== 'neutral' && styles[tone])}>
        {props.value}
      </Title3>
    </div>
  )
}
