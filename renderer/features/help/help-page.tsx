import { Body1, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { roleNames } from '../../../preload/contract/channel.ts'
import { KeyTable } from '../../components/key-table.tsx'
import { Page, Section } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import { useNavigation } from '../../navigation.tsx'
import { useSession } from '../../session.tsx'

const useStyles = makeStyles({
  steps: { margin: 0, paddingLeft: '24px', display: 'flex', flexDirection: 'column', gap: '10px' },
  know: {
    padding: '12px 16px',
    borderLeft: `3px solid ${tokens.colorCompoundBrandStroke}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
})

const steps = [1, 2, 3, 4, 5] as const

/** How each role goes about its work: one's own first. */
export function HelpPage() {
  const styles = useStyles()
  const t = useText()
  const { back } = useNavigation()
  const { roles } = useSession()
  const [role, setRole] = useState(roles[0] ?? 'author')
  const sorted = [...roleNames].sort(
    (a, b) => Number(roles.includes(b)) - Number(roles.includes(a)),
  )
  return (
    <Page title={t('help.title')} subtitle={t('help.intro')} width="reading" onBack={back}>
      <TabList
        selectedValue={role}
        aria-label={t('help.roles')}
        onTabSelect={(_, data) => {
          const next = roleNames.find((each) => each === data.value)
          if (next !== undefined) setRole(next)
        }}
      >
        {sorted.map((each) => (
          <Tab key={each} value={each}>
            {roles.includes(each) ? `${t(`role.${each}`)} (${t('help.yours')})` : t(`role.${each}`)}
          </Tab>
        ))}
      </TabList>
      <Section title={t('help.steps')}>
        <ol className={styles.steps}>
          {steps.map((step) => (
            <li key={step}>
              <Body1>{t(`help.${role}-step-${step}`)}</Body1>
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('help.know')}>
        <Body1 className={styles.know}>{t(`help.${role}-know`)}</Body1>
      </Section>
      <Section title={t('help.keys')}>
        <KeyTable />
      </Section>
    </Page>
  )
}
