import { Tab, TabList } from '@fluentui/react-components'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import { administrationTabs, type PageParams } from '../../navigation.tsx'
import { IdentitiesTab } from './identities-tab.tsx'
import { MembersTab } from './members-tab.tsx'
import { OrganizationKeyTab } from './organization-key-tab.tsx'
import { PolicyTab } from './policy-tab.tsx'
import { ProposalsSection } from './proposals-section.tsx'
import { RoutesTab } from './routes-tab.tsx'
import { WorkstationTab } from './workstation-tab.tsx'

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
          const next = administrationTabs.find((each) => each === data.value)
          if (next !== undefined) {
            setTab(next)
          }
        }}
      >
        {administrationTabs.map((each) => (
          <Tab key={each} value={each}>
            {t(`administration.tab-${each}`)}
          </Tab>
        ))}
      </TabList>
      <ProposalsSection />
      {tab === 'members' ? <MembersTab /> : null}
      {tab === 'routes' ? <RoutesTab /> : null}
      {tab === 'identities' ? <IdentitiesTab /> : null}
      {tab === 'policy' ? <PolicyTab /> : null}
      {tab === 'organization-key' ? <OrganizationKeyTab /> : null}
      {tab === 'workstation' ? <WorkstationTab /> : null}
    </Page>
  )
}
