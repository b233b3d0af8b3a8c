import { Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import type { AdministrationTab, PageParams } from '../../navigation.tsx'
import { IdentitiesTab } from './identities-tab.tsx'
import { MembersTab } from './members-tab.tsx'
import { RoutesTab } from './routes-tab.tsx'
import { WorkstationTab } from './workstation-tab.tsx'

const tabs: readonly AdministrationTab[] = ['members', 'routes', 'identities', 'workstation']

/** Who belongs here and may do what, through which relay, under which names. */
export function AdministrationPage(props: PageParams['administration']) {
  const t = useText()
  const [tab, setTab] = useState(props.tab ?? 'members')
  return (
    <Page title={t('page.administration')}>
      <TabList
        selectedValue={tab}
        aria-label={t('administration.tabs')}
        onTabSelect={(_, data) => {
          const next = tabs.find((each) => each === data.value)
          if (next !== undefined) {
            setTab(next)
          }
        }}
      >
        {tabs.map((each) => (
          <Tab key={each} value={each}>
            {t(`administration.tab-${each}`)}
          </Tab>
        ))}
      </TabList>
      {tab === 'members' ? <MembersTab /> : null}
      {tab === 'routes' ? <RoutesTab /> : null}
      {tab === 'identities' ? <IdentitiesTab /> : null}
      {tab === 'workstation' ? <WorkstationTab /> : null}
    </Page>
  )
}
