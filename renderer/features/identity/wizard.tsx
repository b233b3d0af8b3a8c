import { Body1, Button, makeStyles, mergeClasses, Title2, tokens } from '@fluentui/react-components'
import {
  CheckmarkCircle20Filled,
  Circle20Regular,
  RecordStop20Regular,
} from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  root: { display: 'flex', height: '100%', minHeight: 0 },
  rail: {
    width: '220px',
    flexShrink: 0,
    padding: '32px 20px',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    margin: 0,
    listStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  step: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '36px',
    color: tokens.colorNeutralForeground3,
  },
  done: { color: tokens.colorNeutralForeground1 },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
  },
  mark: { display: 'flex', color: tokens.colorNeutralForeground4 },
  markOn: { color: tokens.colorBrandForeground1 },
  panel: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  content: {
    flexGrow: 1,
    overflowY: 'auto',
    padding: '36px 48px 24px',
    display: 'flex',
    flexDirection: 'column',
    gap: '20px',
    '& > *': { maxWidth: '620px', width: '100%' },
  },
  title: { margin: 0 },
  foot: {
    display: 'flex',
    gap: '8px',
    padding: '14px 48px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  space: { flexGrow: 1 },
})

export interface WizardProps {
  readonly steps: readonly string[]
  /** 0-based. */
  readonly step: number
  readonly title: string
  readonly intro?: string | undefined
  readonly children: ReactNode
  readonly onBack: (() => void) | null
  readonly onNext: () => void
  readonly nextLabel?: string | undefined
  readonly isReady: boolean
}

/** A few steps in a row: the rail at the left says where one is, Enter goes on. */
export function Wizard(props: WizardProps) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.root}>
      <ol className={styles.rail} aria-label={t('identity.steps')}>
        {props.steps.map((name, index) => (
          <WizardStep key={name} name={name} at={index - props.step} />
        ))}
      </ol>
      <form
        className={styles.panel}
        onSubmit={(event) => {
          event.preventDefault()
          if (props.isReady) {
            props.onNext()
          }
        }}
      >
        <div className={styles.content}>
          <Title2 as="h1" className={styles.title}>
            {props.title}
          </Title2>
          {props.intro ? <Body1>{props.intro}</Body1> : null}
          {props.children}
        </div>
        <div className={styles.foot}>
          {props.onBack ? <Button onClick={props.onBack}>{t('app.back')}</Button> : null}
          <span className={styles.space} />
          <Button type="submit" appearance="primary" disabledFocusable={!props.isReady}>
            {props.nextLabel ?? t('app.next')}
          </Button>
        </div>
      </form>
    </div>
  )
}

/** at: steps from the current one; below 0 done, above 0 still to come. */
function WizardStep({ name, at }: { name: string; at: number }) {
  const styles = useStyles()
  const Icon = at < 0 ? CheckmarkCircle20Filled : at === 0 ? RecordStop20Regular : Circle20Regular
  return (
    <li
      className={mergeClasses(styles.step, at < 0 && styles.done, at === 0 && styles.current)}
      aria-current={at === 0 ? 'step' : undefined}
    >
      <span className={mergeClasses(styles.mark, at <= 0 && styles.markOn)} aria-hidden>
        <Icon />
      </span>
      {name}
    </li>
  )
}
