import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'

const useStyles = makeStyles({
  root: { display: 'inline-flex', alignItems: 'center', gap: '8px' },
  dot: {
    width: '8px',
    height: '8px',
    borderRadius: '50%',
    flexShrink: 0,
    border: '1px solid transparent',
  },
  neutral: { backgroundColor: tokens.colorNeutralForeground4 },
  brand: { backgroundColor: tokens.colorCompoundBrandBackground },
  success: { backgroundColor: tokens.colorStatusSuccessForeground3 },
  warning: { backgroundColor: tokens.colorStatusWarningBackground3 },
  danger: { backgroundColor: tokens.colorStatusDangerBackground3 },
})

export type Tone = 'neutral' | 'brand' | 'success' | 'warning' | 'danger'

/** A state: its colour only underlines what the label says. */
export function StatusDot(props: { tone: Tone; label: string }) {
  const styles = useStyles()
  return (
    <span className={styles.root}>
      <span className={mergeClasses(styles.dot, styles[props.tone])} aria-hidden />
      {props.label}
    </span>
  )
}
