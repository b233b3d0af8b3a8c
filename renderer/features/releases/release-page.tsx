import { Badge, makeStyles } from '@fluentui/react-components'
import { useRef, useState } from 'react'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import type { ReasonGroup, ReleaseProgress } from '../../../preload/contract/releases.ts'
import { Loaded } from '../../components/loaded.tsx'
import { ManifestPanel } from '../../components/manifest-panel.tsx'
import { Page, Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { ProgressPanel } from '../../components/progress-panel.tsx'
import { RelayTranscriptButton } from '../../components/relay-transcript.tsx'
import { Rows } from '../../components/skeleton.tsx'
import { StopNotice } from '../../components/stop-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'
import { useCall } from '../../ipc.ts'
import { type PageParams, useNavigation } from '../../navigation.tsx'
import { DeliveryCounts } from './delivery-counts.tsx'
import { DeliveryTable } from './delivery-table.tsx'
import { EvidenceButton } from './evidence-button.tsx'
import { ReasonSection } from './reason-section.tsx'
import { ReleaseActs } from './release-acts.tsx'
import { DomainChart, TimelineChart } from './release-charts.tsx'
import { isOver, phaseColor, phaseKey } from './release-phase-text.ts'

const useStyles = makeStyles({
  deliveries: { display: 'flex', flexDirection: 'column', gap: '12px', outlineStyle: 'none' },
})

const liveMs = 1000

/** A run while it goes on and once it is over: the same page, the same figures. */
export function ReleasePage(props: PageParams['release']) {
  const t = useText()
  const { back } = useNavigation()
  const asked = useCall('releases.progress', { request: props.request }, { keepPrevious: true })
  const review = useCall('approval.review', { request: props.request })
  const manifest = review.value?.manifest
  return (
    <Page
      title={manifest?.campaignName ?? t('page.release')}
      subtitle={asked.value === undefined ? null : <Phase progress={asked.value} />}
      onBack={back}
      actions={<EvidenceButton request={props.request} />}
      aside={manifest === undefined ? null : <ManifestPanel manifest={manifest} />}
    >
      <Loaded asked={asked}>
        {(progress) => <Release progress={progress} summary={review.value?.summary ?? null} />}
      </Loaded>
    </Page>
  )
}

function Phase({ progress }: { progress: ReleaseProgress }) {
  const t = useText()
  return (
    <Badge appearance="tint" color={phaseColor[progress.phase]}>
      {t(phaseKey[progress.phase])}
    </Badge>
  )
}

function Release(props: { progress: ReleaseProgress; summary: RequestSummary | null }) {
  const t = useText()
  const { progress } = props
  const { counts, recipientCount, phase, problem } = progress
  const done = recipientCount - counts.waiting - counts.deferred
  const over = isOver(phase)
  return (
    <>
      <StopNotice request={progress.request} />
      {problem === null ? null : <ProblemNotice problem={toKnownProblem(problem)} />}
      <ProgressPanel
        title={t(phaseKey[phase])}
        share={recipientCount === 0 ? 1 : done / recipientCount}
        amount={t('app.progress-of', { done, total: recipientCount })}
        ratePerSecond={over ? 0 : progress.ratePerSecond}
        secondsLeft={over ? null : progress.secondsLeft}
        state={stateOf(progress)}
        actions={<ReleaseActs progress={progress} summary={props.summary} />}
      />
      <DeliveryCounts progress={progress} />
      <div>
        <RelayTranscriptButton
          isShown={({ request }) => request === progress.request}
          isLive={!over}
        />
      </div>
      {counts.inDoubt > 0 ? (
        <div>{t('releases.in-doubt-body', { count: counts.inDoubt })}</div>
      ) : null}
      {phase === 'starting' ? (
        <Rows count={4} />
      ) : (
        <Details progress={progress} campaignName={props.summary?.campaignName ?? ''} />
      )}
    </>
  )
}

/** Domain by domain and message by message, where they were sent from. */
function Details({ progress, campaignName }: { progress: ReleaseProgress; campaignName: string }) {
  const styles = useStyles()
  const t = useText()
  const [group, setGroup] = useState<ReasonGroup | null>(null)
  const deliveries = useRef<HTMLDivElement>(null)
  const showGroup = (next: ReasonGroup) => {
    setGroup(next)
    deliveries.current?.focus()
    deliveries.current?.scrollIntoView({ block: 'nearest' })
  }
  const domains = useCall(
    'releases.domains',
    { request: progress.request },
    isOver(progress.phase) ? {} : { everyMs: liveMs },
  )
  if (domains.problem?.code === 'sending.log-elsewhere') return <div>{t('releases.elsewhere')}</div>
  return (
    <>
      <ReasonSection progress={progress} campaignName={campaignName} onShow={showGroup} />
      <Section title={t('releases.deliveries')}>
        <div ref={deliveries} tabIndex={-1} className={styles.deliveries}>
          <DeliveryTable progress={progress} group={group} onGroup={setGroup} />
        </div>
      </Section>
      <Section title={t('chart.charts')}>
        <TimelineChart progress={progress} />
        <Loaded asked={domains}>{(rows) => <DomainChart rows={rows} />}</Loaded>
      </Section>
    </>
  )
}

function stateOf({ phase, counts }: ReleaseProgress): 'running' | 'success' | 'warning' | 'error' {
  if (phase === 'halted') return 'error'
  if (phase === 'stopped' || phase === 'paused') return 'warning'
  if (phase !== 'finished') return 'running'
  return counts.failed + counts.inDoubt + counts.deferred === 0 ? 'success' : 'warning'
}
