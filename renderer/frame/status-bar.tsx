import { Button, makeStyles, Tooltip, tokens } from '@fluentui/react-components'
import { LockClosed16Regular, MailArrowForward16Regular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import type { AppState } from '../../preload/contract/app.ts'
import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import { StatusDot, type Tone } from '../components/status-dot.tsx'
import { useFormat, useText } from '../i18n/language.tsx'
import { useCall } from '../ipc.ts'
import { useNavigation } from '../navigation.tsx'
import { mayOpen } from '../page-access.ts'
import { useSession } from '../session.tsx'
import { NoticeBell } from './notice-bell.tsx'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '16px',
    height: '30px',
    flexShrink: 0,
    padding: '0 12px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    fontVariantNumeric: 'tabular-nums',
  },
  space: { flexGrow: 1 },
  item: { overflow: 'hidden', textOverflow: 'ellipsis' },
  fixed: { flexShrink: 0 },
  release: { minWidth: 0, flexShrink: 1, fontWeight: tokens.fontWeightRegular },
  store: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
})

type Store = NonNullable<AppState['store']>

const storeTones: Readonly<Record<Store['status'], Tone>> = {
  online: 'success',
  offline: 'warning',
  alarm: 'danger',
}

/** What goes on wherever the person is: the store, what is sent, when it locks, who is here. */
export function StatusBar(props: { state: AppState; onLock: () => void }) {
  const styles = useStyles()
  const t = useText()
  const { store, session, workstation } = props.state
  return (
    <section className={styles.bar} aria-label={t('app.status')}>
      {store === null ? null : <StoreStatus store={store} />}
      <RunningRelease />
      <span className={styles.space} />
      {session === null ? null : <NoticeBell />}
      {session === null ? null : (
        <>
          <LockCountdown lockAt={session.lockAt} />
          <span className={styles.fixed}>
            {t('app.signed-in-as', { name: session.name, workstation: workstation?.name ?? '' })}
          </span>
        </>
      )}
      <Tooltip content={`${t('app.lock')} (Ctrl+L)`} relationship="description">
        <Button
          size="small"
          appearance="subtle"
          icon={<LockClosed16Regular />}
          onClick={props.onLock}
        >
          {t('app.lock')}
        </Button>
      </Tooltip>
    </section>
  )
}

function StoreStatus({ store }: { store: Store }) {
  const styles = useStyles()
  const t = useText()
  const labels: Readonly<Record<Store['status'], string>> = {
    online: t('app.store-online'),
    offline:
      store.sinceAt === null
        ? t('app.store-offline')
        : t('app.store-offline-since', { sinceAt: store.sinceAt }),
    alarm: t('app.store-alarm'),
  }
  return (
    <>
      <Tooltip content={store.folder} relationship="description">
        <span role="status" className={styles.store}>
          <StatusDot tone={storeTones[store.status]} label={labels[store.status]} />
        </span>
      </Tooltip>
      {store.outboxCount > 0 ? <span>{t('app.outbox', { count: store.outboxCount })}</span> : null}
    </>
  )
}

const runningKey: Partial<Record<ReleaseProgress['phase'], 'app.run-paused' | 'app.run-stopping'>> =
  { paused: 'app.run-paused', stopping: 'app.run-stopping' }

function RunningRelease() {
  const styles = useStyles()
  const t = useText()
  const { navigate } = useNavigation()
  const { roles } = useSession()
  const releases = useCall('releases.list', {}, { enabled: mayOpen('releases', roles) })
  const running = releases.value?.find(({ finishedAt }) => finishedAt === null)
  if (running === undefined) {
    return null
  }
  return (
    <Button
      size="small"
      appearance="subtle"
      className={styles.release}
      icon={<MailArrowForward16Regular />}
      onClick={() => navigate({ page: 'release', request: running.request })}
    >
      <span className={styles.item}>
        {t(runningKey[running.phase] ?? 'app.running', {
          name: running.campaignName,
          sent: running.counts.sent,
          total: running.recipientCount,
        })}
      </span>
    </Button>
  )
}

function LockCountdown({ lockAt }: { lockAt: string }) {
  const t = useText()
  const format = useFormat()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, (Date.parse(lockAt) - now) / 1000)
  const shown = seconds > 90 ? Math.ceil(seconds / 60) * 60 : Math.ceil(seconds / 10) * 10
  return <span>{t('app.locks-in', { duration: format.duration(shown) })}</span>
}
