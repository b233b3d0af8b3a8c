import { Button, makeStyles } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { ProgressPanel } from '../../components/progress-panel.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useLatest } from '../../ipc.ts'

const useStyles = makeStyles({
  root: {
    height: '100%',
    maxWidth: '640px',
    margin: '0 auto',
    padding: '24px',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    gap: '16px',
  },
})

/** The sample is being made; the window shows it by itself once it is there. */
export function SampleMaking({ onLeave }: { readonly onLeave: () => void }) {
  const styles = useStyles()
  const t = useText()
  const open = useAct('sample.open')
  const progress = useLatest('sample.progress') ?? { done: 0, total: 1 }
  const isBegun = useRef(false)
  useEffect(() => {
    // Once, however often the effect runs: a second one would be refused.
    if (isBegun.current) return
    isBegun.current = true
    open.run({})
  })
  return (
    <div className={styles.root}>
      {open.problem === null ? (
        <ProgressPanel
          title={t('sample.making')}
          share={progress.done / progress.total}
          amount={t('sample.making-body')}
          ratePerSecond={0}
          secondsLeft={null}
          state="running"
        />
      ) : (
        <>
          <ProblemNotice problem={open.problem} />
          <div>
            <Button onClick={onLeave}>{t('app.back')}</Button>
          </div>
        </>
      )}
    </div>
  )
}
