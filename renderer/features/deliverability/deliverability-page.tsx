import { Body1, Button } from '@fluentui/react-components'
import { MailCheckmarkRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { RouteView, SenderIdentityView } from '../../../preload/contract/routes.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import { Examination } from './examination.tsx'
import { PairFields } from './pair-fields.tsx'

/** What receivers see of the organization's mail, per route and sender, and what to publish. */
export function DeliverabilityPage() {
  const t = useText()
  const routes = useCall('routes.list', {})
  const senders = useCall('routes.sender-identities', {})
  return (
    <Page title={t('page.deliverability')} width="reading">
      <Body1>{t('deliverability.body')}</Body1>
      <Loaded asked={routes}>
        {(known) => (
          <Loaded asked={senders}>{(names) => <Pairs routes={known} senders={names} />}</Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function Pairs(props: { routes: readonly RouteView[]; senders: readonly SenderIdentityView[] }) {
  const [routeId, setRoute] = useState<string | null>(null)
  const [senderId, setSender] = useState<string | null>(null)
  const route = props.routes.find(({ id }) => id === routeId) ?? props.routes[0]
  const sender = props.senders.find(({ id }) => id === senderId) ?? props.senders[0]
  if (route === undefined || sender === undefined)
    return <NothingYet lacks={route === undefined ? 'routes' : 'identities'} />
  return (
    <>
      <PairFields
        {...props}
        route={route.id}
        sender={sender.id}
        onRoute={setRoute}
        onSender={setSender}
      />
      <Examination key={`${route.id} ${sender.id}`} route={route} sender={sender} />
    </>
  )
}

function NothingYet({ lacks }: { lacks: 'routes' | 'identities' }) {
  const t = useText()
  const { navigate } = useNavigation()
  return (
    <EmptyState
      icon={<MailCheckmarkRegular />}
      title={t(`deliverability.no-${lacks}`)}
      body={t(`deliverability.no-${lacks}-body`)}
      action={
        <Button
          appearance="primary"
          onClick={() => navigate({ page: 'administration', tab: lacks })}
        >
          {t(`deliverability.to-${lacks}`)}
        </Button>
      }
    />
  )
}
