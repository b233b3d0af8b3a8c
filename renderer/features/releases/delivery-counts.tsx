import type { ReleaseProgress } from '../../../preload/contract/releases.ts'
import { Stat, Stats } from '../../components/stat.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'

/** What became of all of them: the figures add up to the number that was approved. */
export function DeliveryCounts({ progress }: { progress: ReleaseProgress }) {
  const t = useText()
  const format = useFormat()
  const { counts, recipientCount } = progress
  return (
    <Stats>
      <Stat label={t('releases.count-all')} value={format.number(recipientCount)} />
      <Stat
        label={t('releases.count-sent')}
        value={format.number(counts.sent)}
        tone={toneOf(counts.sent, 'success')}
      />
      <Stat label={t('releases.count-waiting')} value={format.number(counts.waiting)} />
      <Stat
        label={t('releases.count-deferred')}
        value={format.number(counts.deferred)}
        tone={toneOf(counts.deferred, 'warning')}
      />
      <Stat
        label={t('releases.count-failed')}
        value={format.number(counts.failed)}
        tone={toneOf(counts.failed, 'danger')}
      />
      <Stat
        label={t('releases.count-inDoubt')}
        value={format.number(counts.inDoubt)}
        tone={toneOf(counts.inDoubt, 'danger')}
      />
      <Stat label={t('releases.count-suppressed')} value={format.number(counts.suppressed)} />
    </Stats>
  )
}

function toneOf<T extends string>(count: number, tone: T): T | 'neutral' {
  return count === 0 ? 'neutral' : tone
}
