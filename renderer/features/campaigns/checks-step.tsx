import {
  Badge,
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import {
  CheckmarkCircle20Filled,
  ErrorCircle20Filled,
  Warning20Filled,
} from '@fluentui/react-icons'
import { useState } from 'react'
import type { CampaignView, CheckResult, Verdict } from '../../../preload/contract/campaigns.ts'
import { CheckFindings } from '../../components/check-findings.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useCheckText } from '../../i18n/check-text.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { ChecksRunning } from './checks-running.tsx'
import { StepFoot } from './step-foot.tsx'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: '8px' },
  item: {
    display: 'grid',
    gridTemplateColumns: '20px 1fr',
    gap: '4px 12px',
    padding: '12px 16px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  why: { color: tokens.colorNeutralForeground3 },
  passed: { display: 'flex', flexWrap: 'wrap', gap: '6px 20px' },
  pass: { display: 'flex', alignItems: 'center', gap: '6px' },
  head: { display: 'flex', gap: '10px', alignItems: 'center' },
  waive: { display: 'flex', gap: '8px', alignItems: 'flex-start', marginTop: '8px' },
  // Level with the field, whose label stands above it.
  submit: { marginTop: '24px' },
  reason: { flexGrow: 1, maxWidth: '480px' },
  success: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  stop: { color: tokens.colorPaletteRedForeground1 },
})

/** 確認: stops first, then warnings, each with its places; what passed is listed small. */
export function ChecksStep(props: { campaign: CampaignView; onNext: () => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const checkText = useCheckText()
  const asked = useCall('campaigns.check', { campaign: props.campaign.id })
  return (
    <Loaded asked={asked} skeleton={<ChecksRunning campaign={props.campaign.id} />}>
      {(results) => {
        const open = results.filter(({ verdict }) => verdict !== 'pass')
        const passed = results.filter(({ verdict }) => verdict === 'pass')
        const isClear = open.every(
          ({ verdict, waived }) => verdict === 'warning' && waived !== null,
        )
        return (
          <>
            <Section title={t(open.length === 0 ? 'checks.all-passed' : 'checks.to-see')}>
              <div className={styles.list}>
                {[...open].sort(bySeverity).map((result) => (
                  <OpenCheck key={result.check} campaign={props.campaign.id} result={result} />
                ))}
              </div>
            </Section>
            <Section title={t('checks.passed', { count: format.number(passed.length) })}>
              <div className={styles.passed}>
                {passed.map(({ check }) => (
                  <Caption1 key={check} className={styles.pass}>
                    <CheckmarkCircle20Filled className={styles.success} />
                    {checkText.title(check)}
                  </Caption1>
                ))}
              </div>
            </Section>
            <StepFoot isReady={isClear} onNext={props.onNext} />
          </>
        )
      }}
    </Loaded>
  )
}

const rank: Readonly<Record<Verdict, number>> = { stop: 0, warning: 1, pass: 2 }

function bySeverity(a: CheckResult, b: CheckResult): number {
  return rank[a.verdict] - rank[b.verdict]
}

function OpenCheck(props: { campaign: string; result: CheckResult }) {
  const styles = useStyles()
  const t = useText()
  const checkText = useCheckText()
  const { result } = props
  const isStop = result.verdict === 'stop'
  return (
    <article className={styles.item} aria-label={checkText.title(result.check)}>
      {isStop ? (
        <ErrorCircle20Filled className={styles.stop} aria-label={t('checks.stop')} />
      ) : (
        <Warning20Filled className={styles.warning} aria-label={t('checks.warning')} />
      )}
      <div>
        <div className={styles.head}>
          <strong>{checkText.title(result.check)}</strong>
          {result.waived === null ? null : (
            <Badge appearance="tint" color="success">
              {t('checks.is-waived')}
            </Badge>
          )}
        </div>
        <CheckFindings result={result} />
        <Caption1 block className={styles.why}>
          {checkText.why(result.check)}
        </Caption1>
        {isStop ? (
          <Caption1 block className={styles.stop}>
            {t('checks.must-fix')}
          </Caption1>
        ) : (
          <Waive campaign={props.campaign} result={result} />
        )}
      </div>
    </article>
  )
}

function Waive(props: { campaign: string; result: CheckResult }) {
  const styles = useStyles()
  const t = useText()
  const act = useAct('campaigns.waive')
  const { check, waived } = props.result
  const [reason, setReason] = useState(waived?.reason ?? '')
  return (
    <>
      <form
        className={styles.waive}
        onSubmit={(event) => {
          event.preventDefault()
          act.run({ campaign: props.campaign, check, reason })
        }}
      >
        <Field className={styles.reason} label={t('checks.reason')} hint={t('checks.reason-hint')}>
          <Input value={reason} maxLength={1000} onChange={(_, data) => setReason(data.value)} />
        </Field>
        <Button
          type="submit"
          className={styles.submit}
          disabled={reason.trim() === '' || act.isRunning || reason === waived?.reason}
        >
          {t(waived === null ? 'checks.waive' : 'checks.waived')}
        </Button>
      </form>
      <ProblemNotice problem={act.problem} />
    </>
  )
}
