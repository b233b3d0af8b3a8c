import { Tab, TabList } from '@fluentui/react-components'
import { useText } from '../../i18n/language.tsx'
import { useNavigation } from '../../navigation.tsx'
import { mayOpen } from '../../page-access.ts'
import { useSession } from '../../session.tsx'

const tabs = ['contacts', 'segments', 'suppression'] as const
type ContactsTab = (typeof tabs)[number]

/** Lists, conditions over them, and who is left alone: what of it the person may see. */
export function ContactsTabs(props: { shown: ContactsTab }) {
  const t = useText()
  const { navigate } = useNavigation()
  const { roles } = useSession()
  const open = tabs.filter((tab) => mayOpen(tab, roles))
  if (open.length < 2) return null
  return (
    <TabList
      selectedValue={props.shown}
      onTabSelect={(_, data) => {
        const tab = open.find((each) => each === data.value)
        if (tab !== undefined) navigate({ page: tab })
      }}
    >
      {open.map((tab) => (
        <Tab key={tab} value={tab}>
          {t(`lists.tab-${tab}`)}
        </Tab>
      ))}
    </TabList>
  )
}
