import { Button, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import { ProgressPanel } from '../../components/progress-panel.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useEvent } from '../../ipc.ts'

const useStyles = makeStyles({
  running: { display: 'flex', flexDirection: 'column', gap: '12px', alignItems: 'flex-start' },
  panel: { alignSelf: 'stretch' },
})

/** How far the checks are, and the way to end them. Every recipient is looked at twice. */
export function ChecksRunning({ campaign }: { campaign: string }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const stop = useAct('campaigns.check-stop')
  const [step, setStep] = useState<{ seen: number; total: number; since: number } | null>(null)
  useEvent('checks.progress', (progress) => {
    if (progress.campaign !== campaign) return
    const seen = progress.done + (progress.step === 'messages' ? progress.total : 0)
    setStep((before) => ({
      ...{ seen, total: progress.total * 2 },
      since: before?.since ?? performance.now(),
    }))
  })
  const seconds = step === null ? 0 : (performance.now() - step.since) / 1000
  const rate = step === null || seconds < 0.5 ? 0 : step.seen / seconds
  return (
    <div className={styles.running}>
      <div className={styles.panel}>
        <ProgressPanel
          title={t('checks.running')}
          share={step === null ? null : step.seen / Math.max(1, step.total)}
          amount={t('checks.running-amount', {
            done: format.number(Math.floor((step?.seen ?? 0) / 2)),
            total: format.number((step?.total ?? 0) / 2),
          })}
          ratePerSecond={rate / 2}
          secondsLeft={step === null || rate === 0 ? null : (step.total - step.seen) / rate}
        />
      </div>
      <Button disabled={stop.isRunning} onClick={() => stop.run({ campaign })}>
        {t('checks.stop-run')}
      </Button>
    </div>
  )
}
