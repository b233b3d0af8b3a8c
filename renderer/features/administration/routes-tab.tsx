import { Button, Caption1, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components'
import { Add20Regular, MailInboxRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { MemberView } from '../../../preload/contract/identity.ts'
import type { RouteView } from '../../../preload/contract/routes.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { ActDialog } from '../../components/dialog.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { RelayTranscriptButton } from '../../components/relay-transcript.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { type Translate, useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { NoticeRelaySection } from './notice-relay-section.tsx'
import { RouteDialog } from './route-dialog.tsx'
import { RouteKeys } from './route-keys.tsx'

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    padding: '20px 24px',
    maxWidth: '860px',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  title: { margin: 0 },
  dns: { display: 'flex', flexDirection: 'column', gap: '12px' },
  acts: { display: 'flex', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
})

/** Relays to send through, each with the DNS record that its signatures need. */
export function RoutesTab() {
  const t = useText()
  const routes = useCall('routes.list', {})
  const members = useCall('identity.members', {})
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button appearance="primary" icon={<Add20Regular />} onClick={() => setAdding(true)}>
      {t('routes.add')}
    </Button>
  )
  const hasApprover = members.value?.some(
    ({ roles, status }) => status === 'active' && roles.includes('approver'),
  )
  return (
    <>
      <Section title={t('routes.title')} actions={routes.value?.length === 0 ? null : add}>
        <Text>{t('routes.body')}</Text>
        <RouteKeys />
        <Loaded asked={routes}>
          {(value) =>
            value.length === 0 ? (
              <EmptyState
                icon={<MailInboxRegular />}
                title={t('routes.none')}
                body={hasApprover === false ? t('routes.needs-approver') : t('routes.none-body')}
                action={hasApprover === false ? null : add}
              />
            ) : (
              value.map((route) => (
                <RouteCard key={route.id} route={route} members={members.value ?? []} />
              ))
            )
          }
        </Loaded>
        {isAdding ? <RouteDialog onClose={() => setAdding(false)} /> : null}
      </Section>
      <NoticeRelaySection />
    </>
  )
}

function RouteCard({ route, members }: { route: RouteView; members: readonly MemberView[] }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const [asking, setAsking] = useState<'change' | 'remove' | null>(null)
  const isWaiting = route.usableFrom !== null && Date.parse(route.usableFrom) > Date.now()
  const approvers = route.approvers.map((id) => members.find((each) => each.id === id)?.name ?? id)
  return (
    <article className={styles.card} aria-label={route.name}>
      <Subtitle2 as="h3" className={styles.title}>
        {route.name}
      </Subtitle2>
      <FactList
        facts={[
          ...placeFacts(route, t),
          ...(route.transport.pins.length === 0
            ? []
            : [{ term: t('routes.pins'), fact: route.transport.pins.join(' ') }]),
          ...route.transport.fallbacks.map(({ host, port }) => ({
            term: t('routes.fallback-host'),
            fact: `${host}:${port}`,
          })),
          {
            term: t('routes.rate-max'),
            fact:
              route.ratePerHourMax === null
                ? t('routes.rate-none')
                : t('routes.rate-value', { count: route.ratePerHourMax }),
          },
          ...(route.transport.domainRates ?? []).map(({ domain, perHourMax }) => ({
            term: t('routes.domain-rate', { domain }),
            fact: t('routes.rate-value', { count: perHourMax }),
          })),
          {
            term: t('routes.quorum'),
            fact: t('routes.quorum-value', { count: route.quorum }),
          },
          { term: t('routes.approvers'), fact: format.list(approvers) },
          ...(route.sinceAt === null
            ? []
            : [{ term: t('routes.since'), fact: format.dateTime(route.sinceAt) }]),
          ...(route.usableFrom === null || !isWaiting
            ? []
            : [{ term: t('routes.usable-from'), fact: format.dateTime(route.usableFrom) }]),
        ]}
      />
      <DnsRecord route={route} />
      <div className={styles.acts}>
        <Button onClick={() => setAsking('change')}>{t('routes.change')}</Button>
        <Button onClick={() => setAsking('remove')}>{t('routes.remove')}</Button>
        <RelayTranscriptButton
          isShown={({ host, port }) =>
            [route, ...route.transport.fallbacks].some(
              (relay) => relay.host === host && relay.port === port,
            )
          }
        />
      </div>
      {asking === 'change' ? <RouteDialog route={route} onClose={() => setAsking(null)} /> : null}
      {asking === 'remove' ? (
        <RemoveRouteDialog route={route} onClose={() => setAsking(null)} />
      ) : null}
    </article>
  )
}

/** Where mail goes by it, and how it is secured. */
function placeFacts({ transport, host, port, tls, user, ca }: RouteView, t: Translate) {
  const { direct } = transport
  if (direct !== undefined)
    return [
      { term: t('routes.kind'), fact: t('routes.kind-direct') },
      { term: t('routes.greeting-name'), fact: host },
      { term: t('routes.direct-tls'), fact: t(`routes.direct-${direct.tls}`) },
    ]
  return [
    { term: t('routes.host'), fact: `${host}:${port}` },
    { term: t('routes.tls'), fact: t(`routes.tls-${tls}`) },
    { term: t('routes.user'), fact: user ?? t('routes.no-auth') },
    { term: t('routes.ca'), fact: ca === null ? t('routes.ca-system') : t('routes.ca-pinned') },
  ]
}

function RemoveRouteDialog({ route, onClose }: { route: RouteView; onClose: () => void }) {
  const t = useText()
  const remove = useAct('routes.remove')
  const [code, setCode] = useState('')
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('routes.remove-title', { name: route.name })}
      confirmLabel={t('routes.remove-act')}
      isReady={code.length === 6}
      isRunning={remove.isRunning}
      problem={remove.problem}
      onCancel={onClose}
      onConfirm={() => remove.run({ route: route.id, code }, onClose, () => setCode(''))}
    >
      <Text>{t('routes.remove-note')}</Text>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}

/** The TXT record to publish, to be copied. */
export function DnsRecord({ route }: { route: RouteView }) {
  const styles = useStyles()
  const t = useText()
  return (
    <section className={styles.dns} aria-label={`${route.name}: ${t('routes.dns')}`}>
      <Subtitle2 as="h4" className={styles.title}>
        {t('routes.dns')}
      </Subtitle2>
      <Caption1 className={styles.quiet}>{t('routes.dns-body')}</Caption1>
      <CopyField label={t('routes.dns-name')} value={route.dkim.recordName} kind="public" />
      <CopyField
        label={t('routes.dns-text')}
        value={route.dkim.recordText}
        rows={6}
        kind="public"
      />
      {route.dkim.ed25519 === null ? null : (
        <>
          <CopyField
            label={t('routes.dns-name-second')}
            value={route.dkim.ed25519.recordName}
            kind="public"
          />
          <CopyField
            label={t('routes.dns-text-second')}
            value={route.dkim.ed25519.recordText}
            kind="public"
          />
        </>
      )}
    </section>
  )
}
