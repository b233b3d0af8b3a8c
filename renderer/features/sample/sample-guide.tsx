import {
  Body1,
  Button,
  Caption1,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Subtitle2,
  tokens,
} from '@fluentui/react-components'
import { CheckmarkCircle20Filled, Circle20Regular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import { type SampleState, type SampleStep, sampleSteps } from '../../../preload/contract/sample.ts'
import { useText } from '../../i18n/language.tsx'
import type { Place } from '../../navigation.tsx'

const useStyles = makeStyles({
  surface: { width: '420px', maxWidth: '90vw', display: 'grid', gap: '8px' },
  title: { margin: 0 },
  steps: { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: '4px' },
  step: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: '8px',
    minHeight: '32px',
  },
  mark: { display: 'flex', color: tokens.colorNeutralForeground3 },
  done: { display: 'flex', color: tokens.colorStatusSuccessForeground1 },
  quiet: { color: tokens.colorNeutralForeground2 },
})

/** Where each step is done. */
const places: Readonly<Record<SampleStep, Place>> = {
  'look-at-contacts': { page: 'contacts' },
  check: { page: 'campaigns' },
  file: { page: 'campaigns' },
  release: { page: 'approvals' },
  results: { page: 'releases' },
  review: { page: 'approvals' },
  recipients: { page: 'approvals' },
  decide: { page: 'approvals' },
  watch: { page: 'releases' },
  entries: { page: 'journal' },
  verify: { page: 'journal' },
  evidence: { page: 'releases' },
  members: { page: 'administration', tab: 'members' },
  routes: { page: 'administration', tab: 'routes' },
  rules: { page: 'administration', tab: 'policy' },
  diagnostics: { page: 'settings' },
}

/** What whoever sits at this desk can try, in its order, each with the way there. */
export function SampleGuide(props: {
  readonly sample: SampleState
  readonly onGo: (place: Place) => void
}) {
  const styles = useStyles()
  const t = useText()
  const titleId = useId()
  const [isOpen, setOpen] = useState(false)
  const { desk, done, discarded } = props.sample
  const steps: readonly SampleStep[] = sampleSteps[desk]
  const doneCount = steps.filter((step) => done.includes(step)).length
  return (
    <Popover
      open={isOpen}
      onOpenChange={(_, data) => setOpen(data.open)}
      positioning="below-end"
      trapFocus
    >
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" appearance="outline">
          {t('sample.guide', { done: doneCount, total: steps.length })}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-labelledby={titleId}>
        <Subtitle2 as="h2" id={titleId} className={styles.title}>
          {t('sample.guide-title', { desk: t(`sample.desk-${desk}`) })}
        </Subtitle2>
        <Caption1 className={styles.quiet}>
          {t(doneCount === steps.length ? 'sample.guide-done' : 'sample.guide-body')}
        </Caption1>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <Step
              key={step}
              step={step}
              isDone={done.includes(step)}
              onGo={() => {
                setOpen(false)
                props.onGo(places[step])
              }}
            />
          ))}
        </ol>
        <Caption1 className={styles.quiet}>{t('sample.discarded', { count: discarded })}</Caption1>
      </PopoverSurface>
    </Popover>
  )
}

function Step(props: {
  readonly step: SampleStep
  readonly isDone: boolean
  readonly onGo: () => void
}) {
  const styles = useStyles()
  const t = useText()
  const { step, isDone } = props
  return (
    <li className={styles.step}>
      {isDone ? (
        <CheckmarkCircle20Filled className={styles.done} aria-label={t('sample.step-done')} />
      ) : (
        <Circle20Regular className={styles.mark} aria-label={t('sample.step-open')} />
      )}
      <Body1>{t(`sample.step-${step}`)}</Body1>
      <Button
        size="small"
        appearance="subtle"
        aria-label={`${t('sample.step-go')}: ${t(`sample.step-${step}`)}`}
        onClick={props.onGo}
      >
        {t('sample.step-go')}
      </Button>
    </li>
  )
}
