import { Body1 } from '@fluentui/react-components'
import { ProgressPanel } from '../../components/progress-panel.tsx'
import { useText } from '../../i18n/language.tsx'
import { useLatest } from '../../ipc.ts'

/** How far an import or a trial is; shown for as long as it runs. */
export function ImportRunning({ title }: { title: string }) {
  const t = useText()
  const progress = useLatest('lists.import-progress')
  return (
    <>
      <ProgressPanel
        title={title}
        share={
          progress === undefined ? null : progress.bytesRead / Math.max(1, progress.bytesTotal)
        }
        amount={t('import.rows', { count: progress?.rowCount ?? 0 })}
        ratePerSecond={progress?.rowsPerSecond ?? 0}
        secondsLeft={null}
      />
      {progress?.isYielding ? <Body1 role="status">{t('import.yielding')}</Body1> : null}
    </>
  )
}
