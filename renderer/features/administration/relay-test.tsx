import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import {
  CheckmarkCircle20Filled,
  DismissCircle20Filled,
  PlugConnected20Regular,
} from '@fluentui/react-icons'
import type { RelayTestStep } from '../../../preload/contract/routes.ts'
import type { ChannelRawInput } from '../../../preload/contract.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '10px' },
  act: { display: 'flex', alignItems: 'center', gap: '12px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  steps: {
    display: 'flex',
    flexDirection: 'column',
    gap: '6px',
    margin: 0,
    padding: '10px 14px',
    listStyle: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  step: { display: 'grid', gridTemplateColumns: '20px 112px 1fr', gap: '8px', alignItems: 'start' },
  detail: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground2,
  },
  icon: { display: 'flex' },
  ok: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
})

/** Connects, secures, authenticates, and says how far it came. No mail is sent. */
export function RelayTest(props: { input: ChannelRawInput<'routes.test'> | null }) {
  const styles = useStyles()
  const t = useText()
  const test = useAct('routes.test')
  const { input } = props
  return (
    <div className={styles.root}>
      <div className={styles.act}>
        <Button
          icon={test.isRunning ? <Spinner size="tiny" /> : <PlugConnected20Regular />}
          disabled={input === null || test.isRunning}
          onClick={() => (input === null ? undefined : test.run(input))}
        >
          {test.isRunning ? t('routes.test-running') : t('routes.test')}
        </Button>
        <Caption1 className={styles.quiet}>{t('routes.test-hint')}</Caption1>
      </div>
      <div aria-live="polite">{test.value === undefined ? null : <Steps steps={test.value} />}</div>
      <ProblemNotice problem={test.problem} />
    </div>
  )
}

function Steps({ steps }: { steps: readonly RelayTestStep[] }) {
  const styles = useStyles()
  const t = useText()
  const failed = steps.find(({ ok }) => !ok)
  return (
    <div className={styles.root}>
      <ol className={styles.steps} aria-label={t('routes.test-steps')}>
        {steps.map(({ step, ok, detail }) => (
          <li key={step} className={styles.step}>
            <span
              className={mergeClasses(styles.icon, ok ? styles.ok : styles.failed)}
              role="img"
              aria-label={ok ? t('routes.step-ok') : t('routes.step-failed')}
            >
              {ok ? <CheckmarkCircle20Filled /> : <DismissCircle20Filled />}
            </span>
            {t(`routes.step-${step}`)}
            <span className={styles.detail}>{detail}</span>
          </li>
        ))}
      </ol>
      {failed === undefined ? <Caption1>{t('routes.test-ok')}</Caption1> : null}
      <ProblemNotice
        problem={
          failed?.problem === undefined || failed.problem === null
            ? null
            : toKnownProblem(failed.problem)
        }
      />
    </div>
  )
}
