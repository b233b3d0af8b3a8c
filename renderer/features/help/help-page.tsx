import {
  Body1,
  makeStyles,
  Tab,
  TabList,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import { roleNames } from '../../../preload/contract/channel.ts'
import { Page, Section } from '../../components/page.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
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
  key: { width: '180px', fontVariantNumeric: 'tabular-nums' },
})

const steps = [1, 2, 3, 4, 5] as const

const keys: readonly (readonly [keys: string, does: PlainTextKey])[] = [
  ['Ctrl+K', 'help.key-palette'],
  ['Ctrl+1 – 8', 'help.key-pages'],
  ['F1', 'help.key-help'],
  ['Ctrl+L', 'help.key-lock'],
  ['Esc', 'help.key-escape'],
]

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
        <Table size="small" aria-label={t('help.keys')}>
          <TableHeader>
            <TableRow>
              <TableHeaderCell className={styles.key}>{t('help.key')}</TableHeaderCell>
              <TableHeaderCell>{t('help.key-does')}</TableHeaderCell>
            </TableRow>
          </TableHeader>
          <TableBody>
            {keys.map(([key, does]) => (
              <TableRow key={key}>
                <TableCell className={styles.key}>{key}</TableCell>
                <TableCell>{t(does)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Section>
    </Page>
  )
}
