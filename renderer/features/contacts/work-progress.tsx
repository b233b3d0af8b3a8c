import { Button } from '@fluentui/react-components'
import { ProgressPanel } from '../../components/progress-panel.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useLatest } from '../../ipc.ts'

/** How far a search or an edit of many contacts is; it can be stopped, and then nothing has changed. */
export function WorkProgress(props: { title: string }) {
  const t = useText()
  const stop = useAct('contacts.stop')
  const step = useLatest('contacts.progress')
  const share = step === undefined || step.total === 0 ? null : step.done / step.total
  return (
    <ProgressPanel
      title={props.title}
      share={share}
      amount={
        step === undefined ? '' : t('contacts.done-of', { done: step.done, total: step.total })
      }
      ratePerSecond={0}
      secondsLeft={null}
      actions={<Button onClick={() => stop.run({})}>{t('contacts.stop')}</Button>}
    />
  )
}
