import { makeStyles, ProgressBar, Subtitle2, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../i18n/language.tsx'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    padding: '16px 20px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: 'flex', alignItems: 'center', gap: '12px' },
  title: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  figures: {
    display: 'flex',
    gap: '20px',
    flexWrap: 'wrap',
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
})

export interface ProgressPanelProps {
  readonly title: string
  /** Share done, 0 to 1; null when it is not known. */
  readonly share: number | null
  /** What is counted, already in words: 12,480 / 20,000件 */
  readonly amount: string
  /** Things per second; 0 hides it. */
  readonly ratePerSecond: number
  readonly secondsLeft: number | null
  readonly state?: 'running' | 'success' | 'warning' | 'error' | undefined
  readonly actions?: ReactNode | undefined
  readonly children?: ReactNode | undefined
}

/** Long work: how far, how fast, how long still. The figures are read out when they settle. */
export function ProgressPanel(props: ProgressPanelProps) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const state = props.state ?? 'running'
  return (
    <section className={styles.root} aria-label={props.title}>
      <div className={styles.head}>
        <Subtitle2 className={styles.title}>{props.title}</Subtitle2>
        {props.actions}
      </div>
      <ProgressBar
        aria-label={props.title}
        thickness="large"
        color={state === 'running' ? 'brand' : state}
        {...(props.share === null ? {} : { value: Math.min(1, props.share) })}
      />
      <div className={styles.figures} aria-live="polite" aria-atomic="true">
        {props.share === null ? null : <span>{format.percent(props.share)}</span>}
        <span>{props.amount}</span>
        {props.ratePerSecond > 0 ? (
          <span>{t('app.rate', { rate: Math.round(props.ratePerSecond) })}</span>
        ) : null}
        {props.secondsLeft === null ? null : (
          <span>{t('app.time-left', { duration: format.duration(props.secondsLeft) })}</span>
        )}
      </div>
      {props.children}
    </section>
  )
}
