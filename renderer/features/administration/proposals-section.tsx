import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ProposalView, ProposedDifference } from '../../../preload/contract/governance.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { isRuleName } from './rule-form.ts'
import { useRuleWords } from './rule-words.ts'

const useStyles = makeStyles({
  proposal: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '12px 16px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
  },
  list: { margin: 0, paddingLeft: '20px', overflowWrap: 'anywhere' },
  acts: { display: 'flex', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
})

type Asking = { readonly act: 'sign' | 'object'; readonly proposal: ProposalView }

/** Changes of other administrators that wait for signatures. Not there where one signature is enough. */
export function ProposalsSection() {
  const styles = useStyles()
  const t = useText()
  const asked = useCall('governance.proposals', {}, { everyMs: 10_000 })
  const [asking, setAsking] = useState<Asking | null>(null)
  const proposals = asked.value ?? []
  if (proposals.length === 0) {
    return <ProblemNotice problem={asked.problem} onRetry={asked.refresh} />
  }
  return (
    <Section title={t('proposals.title')}>
      {proposals.map((proposal) => (
        <article key={proposal.id} className={styles.proposal}>
          <Text weight="semibold">{t('proposals.by', { name: proposal.byName })}</Text>
          <Caption1 className={styles.quiet}>
            {t('proposals.signed', {
              names: proposal.signedByNames.join(t('policy.and')),
              needed: proposal.needed,
              at: proposal.at,
            })}
          </Caption1>
          <Differences differences={proposal.differences} />
          <div className={styles.acts}>
            <Button
              appearance="primary"
              disabled={proposal.isSigned}
              onClick={() => setAsking({ act: 'sign', proposal })}
            >
              {proposal.isSigned ? t('proposals.is-signed') : t('proposals.sign')}
            </Button>
            <Button onClick={() => setAsking({ act: 'object', proposal })}>
              {t('proposals.object')}
            </Button>
          </div>
        </article>
      ))}
      {asking === null ? null : <AskDialog asking={asking} onClose={() => setAsking(null)} />}
    </Section>
  )
}

function Differences(props: { differences: readonly ProposedDifference[] }) {
  const styles = useStyles()
  const say = useDifferenceWords()
  return (
    <ul className={styles.list}>
      {props.differences.map((each) => (
        <li key={`${each.kind} ${each.subject}`}>{say(each)}</li>
      ))}
    </ul>
  )
}

function useDifferenceWords() {
  const t = useText()
  const { sayValue } = useRuleWords()
  const sayRoles = (roles: string) =>
    roles
      .split(',')
      .map((role) => {
        switch (role) {
          case 'author':
          case 'list-manager':
          case 'approver':
          case 'sender':
          case 'administrator':
          case 'auditor':
            return t(`role.${role}`)
          default:
            return role
        }
      })
      .join(t('policy.and'))
  return ({ kind, subject, before, after }: ProposedDifference): string => {
    if (kind === 'rule' && isRuleName(subject)) {
      const values = { before: sayValue(subject, before), after: sayValue(subject, after) }
      return t('difference.change', { subject: t(`rule.${subject}`), ...values })
    }
    if (kind === 'member-added')
      return t('difference.member-added', { subject, after: sayRoles(after) })
    if (kind === 'member-roles')
      return t('difference.change', { subject, before: sayRoles(before), after: sayRoles(after) })
    if (kind === 'renewal') return t('difference.renewal')
    if (kind === 'route-keys') return t('difference.route-keys')
    return t('difference.other', {
      what: t(`difference-kind.${kind}`),
      subject,
      before: before || t('policy.none'),
      after: after || t('policy.none'),
    })
  }
}

function AskDialog({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  const t = useText()
  const sign = useAct('governance.co-sign')
  const object = useAct('governance.object')
  const [code, setCode] = useState('')
  const { act, proposal } = asking
  const chosen = act === 'sign' ? sign : object
  const forget = () => setCode('')
  return (
    <ActDialog
      isOpen
      size="wide"
      intent={act === 'object' ? 'danger' : 'normal'}
      title={t(`proposals.${act}-title`, { name: proposal.byName })}
      confirmLabel={t(`proposals.${act}`)}
      isReady={code.length === 6}
      isRunning={chosen.isRunning}
      problem={chosen.problem}
      onCancel={onClose}
      onConfirm={() => {
        const input = { id: proposal.id, code }
        if (act === 'sign') {
          sign.run(input, onClose, forget)
        } else {
          object.run(input, onClose, forget)
        }
      }}
    >
      <Differences differences={proposal.differences} />
      <Caption1>{t(`proposals.${act}-note`)}</Caption1>
      <StepUpField act="grant" value={code} onChange={setCode} />
    </ActDialog>
  )
}
