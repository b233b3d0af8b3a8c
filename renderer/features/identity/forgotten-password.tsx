import { Body1, makeStyles, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import type { AppState } from '../../../preload/contract/app.ts'
import { Loaded } from '../../components/loaded.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { isAboutPassword } from './founding.tsx'
import { blankProof, KeeperProofFields, type ProofDraft, toProofs } from './keeper-proof-fields.tsx'
import { blankStart, isStartReady, NewStartFields } from './new-start-steps.tsx'
import { Wizard } from './wizard.tsx'

const useStyles = makeStyles({ root: { height: '100%' } })

const steps = ['sheets', 'password', 'codes', 'authenticator', 'done'] as const
type Step = (typeof steps)[number]

/** A forgotten password: the keepers' sheets, then a new password and a new second factor. */
export function ForgottenPassword(props: {
  members: AppState['members']
  member: string
  onLeave: () => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <main className={styles.root}>
      <Loaded asked={useCall('keepers.sheets-needed', {})}>
        {(needed) =>
          needed === null ? (
            <Wizard
              steps={[t('keepers.step-sheets')]}
              step={0}
              title={t('keepers.forgotten-title')}
              onBack={null}
              onNext={props.onLeave}
              nextLabel={t('app.back')}
              isReady
            >
              <Body1>{t('keepers.forgotten-none')}</Body1>
            </Wizard>
          ) : (
            <Recovery {...props} threshold={needed.threshold} />
          )
        }
      </Loaded>
    </main>
  )
}

interface RecoveryProps {
  readonly members: AppState['members']
  readonly member: string
  readonly threshold: number
  readonly onLeave: () => void
}

function Recovery(props: RecoveryProps) {
  const t = useText()
  const recovery = useRecovery(props)
  const { step, proofs, start, begun, words, isRunning } = recovery
  const intros: Partial<Record<Step, string>> = {
    sheets: t('keepers.forgotten-intro', { threshold: props.threshold }),
    password: t('keepers.forgotten-password'),
    codes: t('identity.codes-intro'),
    authenticator: t('identity.authenticator-intro'),
    done: t('keepers.forgotten-done'),
  }
  const nextLabels: Partial<Record<Step, string>> = {
    authenticator: t('keepers.forgotten-act'),
    done: t('app.close'),
  }
  const isReady =
    step === 'done' ||
    (step === 'sheets'
      ? toProofs(proofs, 'recovery') !== null
      : isStartReady(step, start, props.members))
  return (
    <Wizard
      steps={steps.map((name) =>
        name === 'sheets' ? t('keepers.step-sheets') : t(`identity.step-${name}`),
      )}
      step={steps.indexOf(step)}
      title={t('keepers.forgotten-title')}
      intro={intros[step]}
      onBack={step === 'done' || isRunning ? null : recovery.back}
      onNext={recovery.next}
      nextLabel={nextLabels[step]}
      isReady={!isRunning && isReady}
    >
      {step === 'sheets' ? (
        <KeeperProofFields value={proofs} part="recovery" onChange={recovery.setProofs} />
      ) : null}
      {step === 'sheets' || step === 'done' ? null : (
        <NewStartFields
          step={step}
          people={props.members}
          value={start}
          begun={begun}
          onChange={recovery.change}
        />
      )}
      {step === 'done' ? <Words words={words} label={t('identity.enrolment-words')} /> : null}
      {isRunning ? <Spinner label={t('app.loading')} labelPosition="after" /> : null}
      <ProblemNotice problem={recovery.problem} />
    </Wizard>
  )
}

function useRecovery({ member, threshold, onLeave }: RecoveryProps) {
  const [step, setStep] = useState<Step>('sheets')
  const [proofs, setProofs] = useState<readonly ProofDraft[]>(
    Array.from({ length: threshold }, () => blankProof),
  )
  const [start, setStart] = useState({ ...blankStart, member })
  const begin = useAct('keepers.begin-recovery')
  const complete = useAct('keepers.complete-recovery')
  const change = (part: Partial<typeof start>) => setStart((before) => ({ ...before, ...part }))
  const go = (offset: number) => setStep(steps[steps.indexOf(step) + offset] ?? step)

  function next() {
    const given = toProofs(proofs, 'recovery')
    if (step === 'password' && given !== null) {
      const input = { member: start.member, proofs: given, password: start.password }
      begin.run(
        input,
        () => go(1),
        (problem) => (isAboutPassword(problem) ? undefined : setStep('sheets')),
      )
    } else if (step === 'authenticator') {
      complete.run(
        { code: start.code },
        () => {
          setProofs([])
          go(1)
        },
        () => change({ code: '' }),
      )
    } else if (step === 'done') {
      onLeave()
    } else {
      go(1)
    }
  }

  function back() {
    begin.reset()
    complete.reset()
    return step === 'sheets' ? onLeave() : go(-1)
  }

  return {
    step,
    proofs,
    setProofs,
    start,
    change,
    begun: begin.value ?? null,
    words: complete.value?.words ?? [],
    next,
    back,
    isRunning: begin.isRunning || complete.isRunning,
    problem: step === 'authenticator' ? complete.problem : begin.problem,
  }
}
