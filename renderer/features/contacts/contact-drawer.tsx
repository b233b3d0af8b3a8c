import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  MessageBar,
  MessageBarBody,
  makeStyles,
  OverlayDrawer,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components'
import { Dismiss24Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ContactDetail } from '../../../preload/contract/contacts.ts'
import { Loaded } from '../../components/loaded.tsx'
import { StatusDot } from '../../components/status-dot.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'
import { ConsentTab } from './consent-tab.tsx'
import { DetailTab } from './detail-tab.tsx'
import { EraseButton } from './erase-button.tsx'
import { HistoryTab } from './history-tab.tsx'

const useStyles = makeStyles({
  drawer: { width: 'min(520px, 100vw)' },
  body: { display: 'flex', flexDirection: 'column', gap: '16px', paddingBottom: '24px' },
  address: { overflowWrap: 'anywhere' },
  where: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 16px',
    alignItems: 'center',
    color: tokens.colorNeutralForeground2,
  },
})

/** Where one contact is: in a list, by its number. */
export interface ContactPlace {
  readonly list: string
  readonly contact: number
}

/** Everything about one contact, beside the table that it was opened from. */
export function ContactDrawer(props: { place: ContactPlace | null; onClose: () => void }) {
  const styles = useStyles()
  return (
    <OverlayDrawer
      position="end"
      className={styles.drawer}
      open={props.place !== null}
      onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}
    >
      {props.place === null ? null : (
        <Contact key={props.place.contact} place={props.place} onClose={props.onClose} />
      )}
    </OverlayDrawer>
  )
}

function Contact(props: { place: ContactPlace; onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const detail = useCall('contacts.detail', props.place)
  return (
    <>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              aria-label={t('app.close')}
              icon={<Dismiss24Regular />}
              onClick={props.onClose}
            />
          }
        >
          <span className={styles.address}>{detail.value?.address ?? t('contacts.contact')}</span>
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body}>
        <Loaded asked={detail}>
          {(value) => <Tabs place={props.place} detail={value} onGone={props.onClose} />}
        </Loaded>
      </DrawerBody>
    </>
  )
}

type TabName = 'detail' | 'consent' | 'history'

function Tabs(props: { place: ContactPlace; detail: ContactDetail; onGone: () => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const mayEdit = useHasRole('list-manager')
  const [tab, setTab] = useState<TabName>('detail')
  const { place, detail } = props
  return (
    <>
      <div className={styles.where}>
        <span>
          {t('contacts.in-lists', { lists: format.list(detail.lists.map((l) => l.name)) })}
        </span>
        {detail.isSuppressed ? <StatusDot tone="danger" label={t('contacts.suppressed')} /> : null}
      </div>
      {detail.erased === null ? null : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {t(
              detail.erased.reason === 'requested'
                ? 'contacts.was-erased-requested'
                : 'contacts.was-erased',
              { on: format.date(detail.erased.at) },
            )}
          </MessageBarBody>
        </MessageBar>
      )}
      <TabList
        selectedValue={tab}
        onTabSelect={(_, data) =>
          setTab(data.value === 'consent' || data.value === 'history' ? data.value : 'detail')
        }
      >
        <Tab value="detail">{t('contacts.tab-detail')}</Tab>
        <Tab value="consent">{t('contacts.tab-consent')}</Tab>
        <Tab value="history">{t('contacts.tab-history')}</Tab>
      </TabList>
      {tab === 'detail' ? (
        <>
          <DetailTab place={place} detail={detail} mayEdit={mayEdit} />
          {mayEdit ? (
            <EraseButton
              list={place.list}
              contacts={[place.contact]}
              name={detail.address}
              onErased={props.onGone}
            />
          ) : null}
        </>
      ) : null}
      {tab === 'consent' ? <ConsentTab place={place} detail={detail} mayEdit={mayEdit} /> : null}
      {tab === 'history' ? <HistoryTab place={place} /> : null}
    </>
  )
}
