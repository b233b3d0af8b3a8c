import { Badge, Button, makeStyles } from '@fluentui/react-components'
import { ArrowDownload20Regular, RecordStop20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ReleaseProgress } from '../../../preload/contract/releases.ts'
import { type ProblemCode, problemParams } from '../../../preload/problem.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { ManifestPanel } from '../../components/manifest-panel.tsx'
import { Page, Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { ProgressPanel } from '../../components/progress-panel.tsx'
import { Stat, Stats } from '../../components/stat.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { type PageParams, useNavigation } from '../../navigation.tsx'
import { useHasRole } from '../../session.tsx'
import { DeliveryTable } from './delivery-table.tsx'
import { DomainBars } from './domain-bars.tsx'
import { isOver, phaseColor, phaseKey } from './release-phase-text.ts'

const useStyles = makeStyles({ actions: { display: 'flex', gap: '8px' } })

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
      <Loaded asked={asked}>{(progress) => <Release progress={progress} />}</Loaded>
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

function Release({ progress }: { progress: ReleaseProgress }) {
  const t = useText()
  const format = useFormat()
  const { counts, recipientCount, phase, problem } = progress
  const done = recipientCount - counts.waiting
  const over = isOver(phase)
  const domains = useCall(
    'releases.domains',
    { request: progress.request },
    over ? {} : { everyMs: liveMs },
  )
  return (
    <>
      {problem !== null && isKnown(problem.code) ? (
        <ProblemNotice problem={{ code: problem.code, params: problem.params }} />
      ) : null}
      <ProgressPanel
        title={t(phaseKey[phase])}
        share={recipientCount === 0 ? 1 : done / recipientCount}
        amount={t('app.progress-of', {
          done: format.number(done),
          total: format.number(recipientCount),
        })}
        ratePerSecond={over ? 0 : progress.ratePerSecond}
        secondsLeft={over ? null : progress.secondsLeft}
        state={stateOf(progress)}
        actions={over ? null : <StopButton progress={progress} />}
      />
      <Stats>
        <Stat label={t('releases.count-sent')} value={format.number(counts.sent)} tone="success" />
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
        <Stat label={t('releases.count-all')} value={format.number(recipientCount)} />
      </Stats>
      {counts.inDoubt > 0 ? <p>{t('releases.in-doubt-body', { count: counts.inDoubt })}</p> : null}
      <Section title={t('releases.domains')}>
        <Loaded asked={domains}>{(rows) => <DomainBars rows={rows} />}</Loaded>
      </Section>
      <Section title={t('releases.deliveries')}>
        <DeliveryTable progress={progress} />
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

function toneOf(count: number, tone: 'warning' | 'danger'): 'neutral' | 'warning' | 'danger' {
  return count === 0 ? 'neutral' : tone
}

function isKnown(code: string): code is ProblemCode {
  return Object.hasOwn(problemParams, code)
}

/** Always one click and a confirmation away. */
function StopButton({ progress }: { progress: ReleaseProgress }) {
  const t = useText()
  const mayStop = useHasRole('sender', 'approver')
  const act = useAct('releases.stop')
  const [isAsking, setAsking] = useState(false)
  if (!mayStop) return null
  return (
    <>
      <Button icon={<RecordStop20Regular />} onClick={() => setAsking(true)}>
        {t('releases.stop')}
      </Button>
      <ActDialog
        isOpen={isAsking}
        intent="danger"
        title={t('releases.stop-title')}
        confirmLabel={t('releases.stop')}
        isRunning={act.isRunning}
        problem={act.problem}
        onCancel={() => setAsking(false)}
        onConfirm={() => act.run({ request: progress.request }, () => setAsking(false))}
      >
        {t('releases.stop-body', { waiting: progress.counts.waiting })}
      </ActDialog>
    </>
  )
}

function EvidenceButton(props: { request: string }) {
  const styles = useStyles()
  const t = useText()
  const may = useHasRole('auditor', 'administrator', 'sender', 'approver')
  const act = useAct('releases.save-evidence')
  if (!may) return null
  return (
    <div className={styles.actions}>
      <ProblemNotice problem={act.problem} />
      {act.value ? (
        <span aria-live="polite">{t('releases.evidence-saved', { name: act.value.name })}</span>
      ) : null}
      <Button
        icon={<ArrowDownload20Regular />}
        disabled={act.isRunning}
        onClick={() => act.run({ request: props.request })}
      >
        {t('releases.save-evidence')}
      </Button>
    </div>
  )
}
