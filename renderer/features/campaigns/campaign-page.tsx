import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Checkmark16Filled, Warning16Filled } from '@fluentui/react-icons'
import { type ReactElement, useState } from 'react'
import type { CampaignView, CheckResult } from '../../../preload/contract/campaigns.ts'
import { Loaded } from '../../components/loaded.tsx'
import { ManifestPanel } from '../../components/manifest-panel.tsx'
import { Page } from '../../components/page.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { type PageParams, useNavigation } from '../../navigation.tsx'
import { AudienceStep } from './audience-step.tsx'
import { ChecksStep } from './checks-step.tsx'
import { FilingStep } from './filing-step.tsx'
import { MessageStep } from './message-step.tsx'
import { RouteStep } from './route-step.tsx'

const useStyles = makeStyles({
  rail: {
    display: 'flex',
    gap: '4px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    flexWrap: 'wrap',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  step: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '10px 12px',
    border: 'none',
    borderBottom: '2px solid transparent',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    font: 'inherit',
    cursor: 'pointer',
    ':hover': {
      backgroundColor: tokens.colorSubtleBackgroundHover,
      color: tokens.colorNeutralForeground1Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
  },
  number: {
    display: 'grid',
    placeItems: 'center',
    width: '20px',
    height: '20px',
    borderRadius: '10px',
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  done: {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorStatusSuccessBackground3,
  },
  attention: {
    color: tokens.colorNeutralForegroundStaticInverted,
    backgroundColor: tokens.colorStatusWarningBackground3,
  },
})

type StepId = 'audience' | 'message' | 'route' | 'checks' | 'filing'
type StepState = 'open' | 'done' | 'attention'

const steps: readonly (readonly [StepId, PlainTextKey])[] = [
  ['audience', 'campaigns.step-audience'],
  ['message', 'campaigns.step-message'],
  ['route', 'campaigns.step-route'],
  ['checks', 'campaigns.step-checks'],
  ['filing', 'campaigns.step-filing'],
]

/** 誰に → 何を → いつ・どこから → 確認 → 承認依頼, with the statement to be signed always in sight. */
export function CampaignPage(props: PageParams['campaign']) {
  const t = useText()
  const { back } = useNavigation()
  const [executor, setExecutor] = useState<string | null>(null)
  const campaign = useCall('campaigns.get', { campaign: props.campaign }, { keepPrevious: true })
  const manifest = useCall(
    'campaigns.manifest',
    { campaign: props.campaign, executor },
    { keepPrevious: true },
  )
  return (
    <Page
      title={campaign.value?.name ?? t('page.campaign')}
      onBack={back}
      aside={
        campaign.value?.isTemplate === true ? null : (
          <Loaded asked={manifest}>{(value) => <ManifestPanel manifest={value} />}</Loaded>
        )
      }
    >
      <Loaded asked={campaign}>
        {(value) =>
          value.isTemplate ? (
            <MessageStep campaign={value} onNext={back ?? (() => undefined)} />
          ) : (
            <CampaignPath campaign={value} {...{ executor, setExecutor }} />
          )
        }
      </Loaded>
    </Page>
  )
}

function CampaignPath(props: {
  campaign: CampaignView
  executor: string | null
  setExecutor: (workstation: string) => void
}) {
  const { campaign } = props
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const [shown, setShown] = useState<StepId>('audience')
  const checks = useCall(
    'campaigns.check',
    { campaign: campaign.id },
    {
      enabled:
        campaign.lists.length + campaign.audience.segments.length > 0 && campaign.subject !== '',
      keepPrevious: true,
    },
  )
  const states = statesOf(campaign, checks.value)
  const bodies: Readonly<Record<StepId, ReactElement>> = {
    audience: <AudienceStep campaign={campaign} onNext={() => setShown('message')} />,
    message: <MessageStep campaign={campaign} onNext={() => setShown('route')} />,
    route: <RouteStep campaign={campaign} onNext={() => setShown('checks')} />,
    checks: <ChecksStep campaign={campaign} onNext={() => setShown('filing')} />,
    filing: (
      <FilingStep
        {...{ campaign, states, executor: props.executor }}
        onExecutor={props.setExecutor}
        onJump={setShown}
      />
    ),
  }
  return (
    <>
      <nav aria-label={t('campaigns.path')}>
        <ol className={styles.rail}>
          {steps.map(([step, key], index) => (
            <li key={step}>
              <button
                type="button"
                aria-current={step === shown ? 'step' : undefined}
                className={mergeClasses(styles.step, step === shown && styles.current)}
                onClick={() => setShown(step)}
              >
                <StepMark state={states[step]} label={format.number(index + 1)} />
                {t(key)}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {bodies[shown]}
    </>
  )
}

function StepMark(props: { state: StepState; label: string }) {
  const styles = useStyles()
  const t = useText()
  switch (props.state) {
    case 'done':
      return (
        <span className={mergeClasses(styles.number, styles.done)}>
          <Checkmark16Filled aria-label={t('campaigns.step-done')} />
        </span>
      )
    case 'attention':
      return (
        <span className={mergeClasses(styles.number, styles.attention)}>
          <Warning16Filled aria-label={t('campaigns.step-attention')} />
        </span>
      )
    case 'open':
      return <span className={styles.number}>{props.label}</span>
  }
}

export type StepStates = Readonly<Record<StepId, StepState>>

function statesOf(campaign: CampaignView, checks: readonly CheckResult[] | undefined): StepStates {
  const isWritten = campaign.subject !== '' && (campaign.text !== '' || campaign.html !== '')
  const isRouted = campaign.identity !== null && campaign.route !== null
  const isStopped = checks?.some(
    ({ verdict, waived }) => verdict === 'stop' || (verdict === 'warning' && waived === null),
  )
  const isChecked = checks !== undefined && !isStopped && isWritten
  return {
    audience: campaign.lists.length + campaign.audience.segments.length > 0 ? 'done' : 'open',
    message: isWritten ? 'done' : 'open',
    route: isRouted ? 'done' : 'open',
    checks: isStopped ? 'attention' : isChecked ? 'done' : 'open',
    filing: campaign.request === null ? 'open' : 'done',
  }
}
