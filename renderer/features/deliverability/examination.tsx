import { Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ArrowClockwise20Regular, MailCheckmarkRegular } from '@fluentui/react-icons'
import type { DeliverabilityReport } from '../../../preload/contract/deliverability.ts'
import type { RouteView, SenderIdentityView } from '../../../preload/contract/routes.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { StatusDot } from '../../components/status-dot.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { FindingCard } from './finding-card.tsx'
import { OutletsField } from './outlets-field.tsx'
import { verdictTones } from './verdict.ts'

const useStyles = makeStyles({
  counts: { display: 'flex', gap: '20px', flexWrap: 'wrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
  findings: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
})

/** One route and one sender, tested when the person says so: DNS is asked for nothing before. */
export function Examination({ route, sender }: { route: RouteView; sender: SenderIdentityView }) {
  const t = useText()
  const outlets = useCall('deliverability.outlets', { route: route.id })
  const act = useAct('deliverability.examine')
  const examine = () => act.run({ route: route.id, identity: sender.id })
  const label = act.isRunning ? 'testing' : act.value === undefined ? 'test' : 'test-again'
  const button = (
    <Button
      appearance="primary"
      icon={act.isRunning ? <Spinner size="tiny" /> : <ArrowClockwise20Regular />}
      disabledFocusable={act.isRunning}
      onClick={() => (act.isRunning ? undefined : examine())}
    >
      {t(`deliverability.${label}`)}
    </Button>
  )
  const isUntouched = act.value === undefined && act.problem === null
  return (
    <>
      <Loaded asked={outlets}>
        {(addresses) => (
          <OutletsField
            key={addresses.join()}
            route={route.id}
            addresses={addresses}
            onSaved={examine}
          />
        )}
      </Loaded>
      <Section title={t('deliverability.findings')} actions={isUntouched ? null : button}>
        <ProblemNotice problem={act.problem} onRetry={examine} />
        {isUntouched ? (
          <EmptyState
            icon={<MailCheckmarkRegular />}
            title={t('deliverability.untested')}
            body={t('deliverability.untested-body')}
            action={button}
          />
        ) : null}
        <div aria-live="polite">
          {act.value === undefined ? null : <Verdicts report={act.value} />}
        </div>
        {act.value === undefined ? null : <Findings report={act.value} />}
      </Section>
    </>
  )
}

/** How many of each, and who said so when. */
function Verdicts({ report }: { report: DeliverabilityReport }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { areAssumed, addresses } = report.outlets
  return (
    <>
      <div className={styles.counts}>
        {(['wrong', 'unknown', 'advice', 'good'] as const).map((verdict) => (
          <StatusDot
            key={verdict}
            tone={verdictTones[verdict]}
            label={t(`deliverability.count-${verdict}`, {
              count: report.findings.filter((each) => each.verdict === verdict).length,
            })}
          />
        ))}
      </div>
      <Caption1 as="p" className={styles.quiet}>
        {t('deliverability.asked', { servers: format.list(report.servers), at: report.at })}
        {areAssumed && addresses.length > 0
          ? t('deliverability.assumed', { addresses: format.list(addresses) })
          : null}
      </Caption1>
    </>
  )
}

function Findings({ report }: { report: DeliverabilityReport }) {
  const styles = useStyles()
  const t = useText()
  return (
    <ul className={styles.findings} aria-label={t('deliverability.findings')}>
      {report.findings.map((finding) => (
        <FindingCard key={`${finding.subject} ${finding.code} ${finding.name}`} finding={finding} />
      ))}
    </ul>
  )
}
