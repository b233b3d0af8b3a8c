import { Badge, Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { RuleView } from '../../../preload/contract/governance.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { useSession } from '../../session.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { isRuleName, type RuleGroup, type RuleName, ruleGroups } from './rule-form.ts'
import { useRuleWords } from './rule-words.ts'

const useStyles = makeStyles({
  rules: {
    margin: 0,
    padding: '4px 16px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
  },
  rule: {
    display: 'flex',
    alignItems: 'center',
    gap: '16px',
    padding: '8px 0',
    listStyle: 'none',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottom: 'none' },
  },
  label: { flex: '1 1 50%', minWidth: 0 },
  value: { flex: '1 1 30%', minWidth: 0, whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
  badge: { flexShrink: 0, whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
})

interface ChosenRule {
  readonly name: RuleName
  readonly value: string
}

const groups = Object.keys(ruleGroups) as RuleGroup[]

/** Every rule of the organization, what it is now, and the way to change it. */
export function PolicyTab() {
  const styles = useStyles()
  const t = useText()
  const [changing, setChanging] = useState<ChosenRule | null>(null)
  return (
    <>
      <Caption1 className={styles.quiet}>{t('policy.body')}</Caption1>
      <Loaded asked={useCall('governance.rules', {})}>
        {(rules) =>
          groups.map((group) => (
            <Section key={group} title={t(`policy.group-${group}`)}>
              <Rules group={group} rules={rules} onChange={setChanging} />
            </Section>
          ))
        }
      </Loaded>
      {changing === null ? null : <RuleDialog {...changing} onClose={() => setChanging(null)} />}
    </>
  )
}

function Rules(props: {
  group: RuleGroup
  rules: readonly RuleView[]
  onChange: (rule: ChosenRule) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { sayValue } = useRuleWords()
  const { roles } = useSession()
  return (
    <ul className={styles.rules}>
      {Object.keys(ruleGroups[props.group]).map((name) => {
        const rule = props.rules.find((each) => each.name === name)
        if (rule === undefined || !isRuleName(name)) {
          return null
        }
        return (
          <li key={name} className={styles.rule}>
            <Text className={styles.label}>{t(`rule.${name}`)}</Text>
            <Text className={styles.value} weight="semibold">
              {sayValue(name, rule.value)}
            </Text>
            {rule.lockedBy === null ? null : (
              <Badge appearance="tint" className={styles.badge}>
                {t(`policy.locked-by-${rule.lockedBy}`)}
              </Badge>
            )}
            {roles.includes('administrator') ? (
              <Button
                disabled={rule.lockedBy !== null}
                aria-label={t('policy.change-title', { rule: t(`rule.${name}`) })}
                onClick={() => props.onChange({ name, value: rule.value })}
              >
                {t('policy.change')}
              </Button>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
