import { Button } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page, Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { ProgressPanel } from '../../components/progress-panel.tsx'
import { Rows } from '../../components/skeleton.tsx'
import { useText } from '../../i18n/language.tsx'
import { type Asked, useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import { mayOpen } from '../../page-access.ts'
import { useHasRole, useSession } from '../../session.tsx'
import { FirstSteps } from './first-steps.tsx'
import { FortnightStrip } from './fortnight-strip.tsx'
import type { ReleaseRow } from './release-row.ts'
import { TaskRow, Tasks } from './task-row.tsx'
import { useTasks } from './tasks.ts'
import { Troubles } from './troubles.tsx'

/** What waits for this person, what runs, what went wrong: each one click from its place. */
export function HomePage() {
  const t = useText()
  const { name, roles } = useSession()
  const requests = useCall('approval.list', {})
  const releases = useCall('releases.list', {}, { enabled: mayOpen('releases', roles) })
  const enrolments = useCall('identity.enrolments', {}, { enabled: useHasRole('administrator') })
  const keys = useCall('route-keys.list', {}, { enabled: useHasRole('approver', 'administrator') })
  const tasks = useTasks(requests.value ?? [], enrolments.value ?? [], keys.value ?? [])
  return (
    <Page title={t('page.home')} subtitle={t('home.greeting', { name })} width="reading">
      <ProblemNotice problem={requests.problem} onRetry={requests.refresh} />
      <Troubles releases={releases.value ?? []} />
      <FirstSteps />
      <Section title={t('home.waiting')}>
        {requests.isLoading ? <Rows count={3} size={32} /> : null}
        {!requests.isLoading && tasks.length === 0 ? (
          <EmptyState
            icon={<CheckmarkCircleRegular />}
            title={t('home.waiting-none')}
            body={t('home.waiting-none-body')}
          />
        ) : null}
        <Tasks>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </Tasks>
      </Section>
      <Running releases={releases} />
      {requests.value === undefined ? null : <FortnightStrip requests={requests.value} />}
    </Page>
  )
}

function Running({ releases }: { releases: Asked<ReleaseRow[]> }) {
  const t = useText()
  const { navigate } = useNavigation()
  if (releases.value === undefined) {
    return null
  }
  const running = releases.value.filter(({ finishedAt }) => finishedAt === null)
  return (
    <Section title={t('home.running')}>
      {running.length === 0 ? t('home.running-none') : null}
      {running.map((release) => {
        const left = release.counts.waiting + release.counts.deferred
        const done = release.recipientCount - left
        return (
          <ProgressPanel
            key={release.request}
            title={release.campaignName}
            share={done / Math.max(1, release.recipientCount)}
            amount={t('app.progress-of', { done, total: release.recipientCount })}
            ratePerSecond={release.ratePerSecond}
            secondsLeft={release.secondsLeft}
            actions={
              <Button
                size="small"
                onClick={() => navigate({ page: 'release', request: release.request })}
              >
                {t('home.watch')}
              </Button>
            }
          />
        )
      })}
    </Section>
  )
}
