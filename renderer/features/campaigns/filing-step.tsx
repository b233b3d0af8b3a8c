import {
  Button,
  Dropdown,
  Field,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  Option,
  Switch,
  Textarea,
} from '@fluentui/react-components'
import { SendClock20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ExecutorView } from '../../../preload/contract/approval.ts'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import type { StepStates } from './campaign-page.tsx'

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '16px', maxWidth: '520px' },
  open: { maxWidth: '520px', flexShrink: 0 },
  pair: { display: 'flex', gap: '16px', flexWrap: 'wrap' },
})

const hourChoices = [4, 24, 72, 168] as const

/** 承認依頼: what the approver should know, how long it is good for, and off it goes. */
export function FilingStep(props: {
  campaign: CampaignView
  states: StepStates
  /** The workstation that sends it; null for this one. */
  executor: string | null
  onExecutor: (workstation: string) => void
  onJump: (step: keyof StepStates) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { navigate } = useNavigation()
  const act = useAct('approval.file')
  const { executor } = props
  const [comment, setComment] = useState('')
  const [approveWithinHours, setApprove] = useState<number>(24)
  const [executeWithinHours, setExecute] = useState<number>(24)
  const [isUrgent, setUrgent] = useState(false)
  const [reason, setReason] = useState('')
  const open = (['audience', 'message', 'route', 'checks'] as const).filter(
    (step) => props.states[step] !== 'done',
  )

  function file() {
    act.run(
      {
        ...{ campaign: props.campaign.id, comment, approveWithinHours, executeWithinHours },
        ...{ urgent: isUrgent ? reason : null, executor },
      },
      (request) => navigate({ page: 'review', request: request.request }),
    )
  }

  return (
    <Section title={t('campaigns.step-filing')}>
      <div>{t('campaigns.filing-intro')}</div>
      {open.map((step) => (
        <MessageBar key={step} intent="warning" className={styles.open}>
          <MessageBarBody>
            {t('campaigns.filing-open', { step: t(`campaigns.step-${step}`) })}
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => props.onJump(step)}>
              {t('campaigns.filing-jump')}
            </Button>
          </MessageBarActions>
        </MessageBar>
      ))}
      <div className={styles.form}>
        <Field label={t('campaigns.comment')} hint={t('campaigns.comment-hint')}>
          <Textarea
            value={comment}
            maxLength={2000}
            onChange={(_, data) => setComment(data.value)}
          />
        </Field>
        <div className={styles.pair}>
          <Hours
            label={t('campaigns.approve-within')}
            value={approveWithinHours}
            onChange={setApprove}
          />
          <Hours
            label={t('campaigns.execute-within')}
            value={executeWithinHours}
            onChange={setExecute}
          />
        </div>
        <Executor chosen={executor} onChoose={props.onExecutor} />
        <Switch
          label={t('campaigns.urgent')}
          checked={isUrgent}
          onChange={(_, data) => setUrgent(data.checked)}
        />
        {isUrgent ? (
          <Field label={t('campaigns.urgent-reason')} hint={t('campaigns.urgent-hint')} required>
            <Textarea
              value={reason}
              maxLength={500}
              onChange={(_, data) => setReason(data.value)}
            />
          </Field>
        ) : null}
        <ProblemNotice problem={act.problem} />
        <div>
          <Button
            appearance="primary"
            size="large"
            icon={<SendClock20Regular />}
            disabled={open.length > 0 || act.isRunning || (isUrgent && reason.trim() === '')}
            onClick={file}
          >
            {t(act.isRunning ? 'campaigns.filing' : 'campaigns.file')}
          </Button>
        </div>
      </div>
    </Section>
  )
}

/** Nothing to choose in an office where one PC sends. */
function Executor(props: { chosen: string | null; onChoose: (workstation: string) => void }) {
  const t = useText()
  const asked = useCall('approval.executors', {})
  const executors = asked.value ?? []
  if (executors.length < 2) return <ProblemNotice problem={asked.problem} />
  const label = ({ name, isHere }: ExecutorView) =>
    isHere ? t('campaigns.executor-here', { name }) : name
  const chosen = executors.find((each) =>
    props.chosen === null ? each.isHere : each.workstation === props.chosen,
  )
  return (
    <Field label={t('campaigns.executor')} hint={t('campaigns.executor-hint')}>
      <Dropdown
        value={chosen === undefined ? '' : label(chosen)}
        selectedOptions={chosen === undefined ? [] : [chosen.workstation]}
        onOptionSelect={(_, data) =>
          data.optionValue === undefined ? undefined : props.onChoose(data.optionValue)
        }
      >
        {executors.map((each) => (
          <Option key={each.workstation} value={each.workstation}>
            {label(each)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}

function Hours(props: { label: string; value: number; onChange: (hours: number) => void }) {
  const t = useText()
  const format = useFormat()
  const name = (hours: number) => format.duration(hours * 3600)
  return (
    <Field label={props.label}>
      <Dropdown
        value={t('campaigns.within', { duration: name(props.value) })}
        selectedOptions={[String(props.value)]}
        onOptionSelect={(_, data) => props.onChange(Number(data.optionValue))}
      >
        {hourChoices.map((hours) => (
          <Option key={hours} value={String(hours)}>
            {t('campaigns.within', { duration: name(hours) })}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}
