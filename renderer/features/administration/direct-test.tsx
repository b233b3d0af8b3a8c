import {
  Button,
  Caption1,
  Field,
  Input,
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
import { useState } from 'react'
import type { DirectTestStep } from '../../../preload/contract/routes.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { type Translate, useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'
import { useAct } from '../../ipc.ts'
import type { RouteDraft } from './route-draft.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '10px' },
  act: { display: 'grid', gridTemplateColumns: '1fr auto', gap: '12px', alignItems: 'end' },
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
  step: { display: 'grid', gridTemplateColumns: '20px 128px 1fr', gap: '8px', alignItems: 'start' },
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

/** For one receiver's domain: where its mail goes, what it asks for, and how far we come. Sends nothing. */
export function DirectTest({ draft }: { draft: RouteDraft }) {
  const styles = useStyles()
  const t = useText()
  const test = useAct('routes.test-direct')
  const [domain, setDomain] = useState('')
  const host = draft.host.trim()
  const isReady = host !== '' && /^[^\s@]+\.[^\s@.]+$/.test(domain.trim())
  const run = () => test.run({ domain: domain.trim(), host, tls: draft.directTls })
  return (
    <div className={styles.root}>
      <div className={styles.act}>
        <Field label={t('routes.direct-test-domain')}>
          <Input
            value={domain}
            spellCheck={false}
            placeholder="example.org"
            onChange={(_, data) => setDomain(data.value)}
          />
        </Field>
        <Button
          icon={test.isRunning ? <Spinner size="tiny" /> : <PlugConnected20Regular />}
          disabled={!isReady || test.isRunning}
          onClick={run}
        >
          {test.isRunning ? t('routes.test-running') : t('routes.direct-test')}
        </Button>
      </div>
      <Caption1 className={styles.quiet}>{t('routes.direct-test-hint')}</Caption1>
      <div aria-live="polite">{test.value === undefined ? null : <Steps steps={test.value} />}</div>
      <ProblemNotice problem={test.problem} />
    </div>
  )
}

function Steps({ steps }: { steps: readonly DirectTestStep[] }) {
  const styles = useStyles()
  const t = useText()
  const failed = steps.findLast(({ ok }) => !ok)
  const works = steps.at(-1)?.step === 'tls'
  return (
    <div className={styles.root}>
      <ol className={styles.steps} aria-label={t('routes.test-steps')}>
        {steps.map((each, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity, and only follow one another
          <li key={at} className={styles.step}>
            <span
              className={mergeClasses(styles.icon, each.ok ? styles.ok : styles.failed)}
              role="img"
              aria-label={each.ok ? t('routes.step-ok') : t('routes.step-failed')}
            >
              {each.ok ? <CheckmarkCircle20Filled /> : <DismissCircle20Filled />}
            </span>
            {t(`routes.direct-step-${each.step}`)}
            <span className={styles.detail}>{sayStep(each, t)}</span>
          </li>
        ))}
      </ol>
      {works ? <Caption1>{t('routes.direct-works')}</Caption1> : null}
      <ProblemNotice
        problem={
          works || failed?.problem === undefined || failed.problem === null
            ? null
            : toKnownProblem(failed.problem)
        }
      />
    </div>
  )
}

function sayStep({ said, detail }: DirectTestStep, t: Translate): string {
  switch (said) {
    case null:
      return detail
    case 'enforce':
    case 'testing':
      return t(`routes.direct-sts-${said}`, { mx: detail })
    case 'unreadable':
      return t('routes.direct-sts-unreadable', { reason: detail })
    case 'absent':
    case 'none':
      return t(`routes.direct-sts-${said}`)
    case 'clear':
      return t('routes.direct-clear')
    default:
      return `${detail}: ${t(`routes.direct-${said}`)}`
  }
}
