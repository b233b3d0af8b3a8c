import { Button, makeStyles, Spinner, Text, ToggleButton, tokens } from '@fluentui/react-components'
import { BeakerRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { SampleState } from '../../../preload/contract/sample.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import type { Place } from '../../navigation.tsx'
import { SampleGuide } from './sample-guide.tsx'

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '12px',
    rowGap: '4px',
    flexShrink: 0,
    padding: '4px 12px',
    color: tokens.colorStatusWarningForeground1,
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderBottom: `2px solid ${tokens.colorStatusWarningBorder2}`,
  },
  what: { display: 'flex', alignItems: 'center', gap: '8px', marginRight: 'auto' },
  icon: { display: 'flex', fontSize: '20px' },
  desks: { display: 'flex', alignItems: 'center', gap: '4px' },
})

/** Above every page of the sample: what it is, who works, what to try, and the way out. */
export function SampleBanner(props: {
  readonly sample: SampleState
  /** Where the guide's steps lead; absent while nobody is signed in. */
  readonly onGo?: (place: Place) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { sample, onGo } = props
  const change = useAct('sample.switch')
  const [isLeaving, setLeaving] = useState(false)
  return (
    <>
      <section className={styles.banner} aria-label={t('sample.banner')}>
        <div className={styles.what}>
          <span className={styles.icon} aria-hidden>
            <BeakerRegular />
          </span>
          <Text weight="semibold">{t('sample.banner')}</Text>
          <Text size={200}>{t('sample.banner-body')}</Text>
        </div>
        {onGo === undefined ? null : (
          <>
            {change.isRunning ? <Spinner size="tiny" aria-label={t('app.loading')} /> : null}
            {/* biome-ignore lint/a11y/useSemanticElements: buttons side by side are no fieldset */}
            <div className={styles.desks} role="group" aria-label={t('sample.sit-as')}>
              {sample.desks.map(({ desk, name }) => (
                <ToggleButton
                  key={desk}
                  size="small"
                  appearance={desk === sample.desk ? 'primary' : 'secondary'}
                  checked={desk === sample.desk}
                  disabledFocusable={change.isRunning}
                  title={name}
                  onClick={() => (desk === sample.desk ? undefined : change.run({ desk }))}
                >
                  {t(`sample.desk-${desk}`)}
                </ToggleButton>
              ))}
            </div>
            <SampleGuide sample={sample} onGo={onGo} />
          </>
        )}
        <Button size="small" onClick={() => setLeaving(true)}>
          {t('sample.leave')}
        </Button>
      </section>
      <ProblemNotice problem={change.problem} />
      {isLeaving ? <LeaveDialog onClose={() => setLeaving(false)} /> : null}
    </>
  )
}

function LeaveDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const leave = useAct('sample.leave')
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('sample.leave-title')}
      confirmLabel={t('sample.leave-act')}
      isRunning={leave.isRunning}
      problem={leave.problem}
      onCancel={onClose}
      onConfirm={() => leave.run({})}
    >
      {t('sample.leave-body')}
    </ActDialog>
  )
}
