import { Badge, Button, Dropdown, Field, makeStyles, Option } from '@fluentui/react-components'
import { useState } from 'react'
import type { DelegationView } from '../../../preload/contract/approval.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none', display: 'flex', flexDirection: 'column' },
  item: { display: 'flex', gap: '10px', alignItems: 'center', flexWrap: 'wrap', padding: '8px 0' },
  who: { flexGrow: 1 },
})

const stateColor = {
  coming: 'informative',
  good: 'success',
  over: 'subtle',
  ended: 'subtle',
} as const

/** Who decides in whose place, until when; where the policy allows it, the way to ask for it. */
export function Delegations() {
  const t = useText()
  const styles = useStyles()
  const isApprover = useHasRole('approver')
  const asked = useCall('approval.delegations', {})
  const [isAsking, setAsking] = useState(false)
  return (
    <Loaded asked={asked}>
      {({ hoursMax, delegations, members }) => (
        <Section title={t('approval.tab-delegations')}>
          <div>
            {hoursMax === null
              ? t('approval.delegation-none-allowed')
              : t('approval.delegation-intro', { hours: hoursMax })}
          </div>
          {hoursMax === null || !isApprover ? null : (
            <div>
              <Button appearance="primary" onClick={() => setAsking(true)}>
                {t('approval.delegate')}
              </Button>
            </div>
          )}
          <ul className={styles.list}>
            {delegations.map((each) => (
              <Row key={each.delegation} delegation={each} />
            ))}
          </ul>
          {isAsking && hoursMax !== null ? (
            <DelegateDialog
              members={members}
              hoursMax={hoursMax}
              onClose={() => setAsking(false)}
            />
          ) : null}
        </Section>
      )}
    </Loaded>
  )
}

function Row({ delegation }: { delegation: DelegationView }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const act = useAct('approval.end-delegation')
  const { giver, holder, from, until, state, isMine } = delegation
  const isLive = state === 'good' || state === 'coming'
  return (
    <li className={styles.item}>
      <Badge appearance="tint" color={stateColor[state]}>
        {t(`approval.delegation-${state}`)}
      </Badge>
      <span className={styles.who}>
        {t('approval.delegation-row', {
          ...{ giver, holder },
          from: format.dateTime(from),
          until: format.dateTime(until),
        })}
      </span>
      {isMine && isLive ? (
        <Button
          disabled={act.isRunning}
          onClick={() => act.run({ delegation: delegation.delegation }, () => undefined)}
        >
          {t('approval.delegation-end')}
        </Button>
      ) : null}
      <ProblemNotice problem={act.problem} />
    </li>
  )
}

const hourChoices = [4, 8, 24, 72, 168, 336] as const

function DelegateDialog(props: {
  members: readonly { readonly member: string; readonly name: string }[]
  hoursMax: number
  onClose: () => void
}) {
  const t = useText()
  const format = useFormat()
  const act = useAct('approval.delegate')
  const choices = hourChoices.filter((hours) => hours <= props.hoursMax)
  const [to, setTo] = useState('')
  const [hours, setHours] = useState<number>(choices.at(-1) ?? props.hoursMax)
  const [code, setCode] = useState('')
  const nameOf = (id: string) => props.members.find(({ member }) => member === id)?.name ?? ''
  const duration = (count: number) => format.duration(count * 3600)

  function delegate() {
    const now = Date.now()
    const from = new Date(now).toISOString()
    const until = new Date(now + hours * 3_600_000).toISOString()
    act.run({ to, from, until, code }, props.onClose, () => setCode(''))
  }

  return (
    <ActDialog
      isOpen
      title={t('approval.delegate-title')}
      confirmLabel={t('approval.delegate')}
      isReady={to !== '' && code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={props.onClose}
      onConfirm={delegate}
    >
      <span>{t('approval.delegate-body')}</span>
      <Field label={t('approval.delegate-to')} required>
        <Dropdown
          value={nameOf(to)}
          selectedOptions={[to]}
          onOptionSelect={(_, data) => setTo(data.optionValue ?? '')}
        >
          {props.members.map(({ member, name }) => (
            <Option key={member} value={member}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={t('approval.delegate-for')}>
        <Dropdown
          value={duration(hours)}
          selectedOptions={[String(hours)]}
          onOptionSelect={(_, data) => setHours(Number(data.optionValue))}
        >
          {(choices.length > 0 ? choices : [props.hoursMax]).map((each) => (
            <Option key={each} value={String(each)}>
              {duration(each)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <StepUpField act="approve" value={code} onChange={setCode} hint={t('app.code-hint')} />
    </ActDialog>
  )
}
