import { Caption1, Checkbox, Field, Input, makeStyles, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import type { HandOverBegun } from '../../../preload/contract/workstations.ts'
import type { Problem } from '../../../preload/problem.ts'
import { CodeField } from '../../components/code-field.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import type { ChosenFolder } from './folder-field.tsx'
import { isAboutPassword } from './founding.tsx'
import { NewPasswordFields, type PasswordDraft } from './password-fields.tsx'
import { passwordRules } from './password-rule.ts'
import { StoreField } from './store-field.tsx'
import { Wizard } from './wizard.tsx'

type Step = 'folder' | 'password' | 'compare' | 'authenticator'
const steps: readonly Step[] = ['folder', 'password', 'compare', 'authenticator']

interface Draft extends PasswordDraft {
  readonly folder: ChosenFolder | null
  readonly isCompared: boolean
  readonly code: string
}
const blank: Draft = { folder: null, password: '', again: '', isCompared: false, code: '' }

const pollMs = 2_000

const useStyles = makeStyles({
  waiting: { justifyContent: 'flex-start' },
  code: { maxWidth: '220px', fontVariantNumeric: 'tabular-nums' },
})

/** On a new PC: a code and words to compare, the keys arrive, and one's own authenticator opens them. */
export function SecondPc(props: { onLeave: () => void; onDone: () => void }) {
  const t = useText()
  const [step, setStep] = useState<Step>('folder')
  const [draft, setDraft] = useState(blank)
  const begin = useAct('identity.begin-hand-over')
  const complete = useAct('identity.complete-hand-over')
  const isAsking = step === 'compare' || step === 'authenticator'
  const asked = useCall('identity.receive-hand-over', {}, { enabled: isAsking, everyMs: pollMs })
  const memberName = asked.value?.memberName ?? null
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const begun = begin.value
  const isRunning = begin.isRunning || complete.isRunning

  function beginNow() {
    const { folder, password } = draft
    if (folder === null) {
      return
    }
    begin.run(
      { storeFolder: folder.folder, password },
      () => {
        change({ isCompared: false, code: '' })
        setStep('compare')
      },
      (problem) => (isAboutPassword(problem) ? undefined : setStep('folder')),
    )
  }

  function completeNow() {
    complete.run({ code: draft.code }, props.onDone, () => change({ code: '' }))
  }

  function back() {
    begin.reset()
    complete.reset()
    // Whatever was asked for is void: the next attempt shows another code and other words.
    setStep(step === 'folder' ? step : step === 'password' ? 'folder' : 'password')
    if (step === 'folder') {
      props.onLeave()
    }
  }

  const next: Readonly<Record<Step, () => void>> = {
    folder: () => setStep('password'),
    password: beginNow,
    compare: () => setStep('authenticator'),
    authenticator: completeNow,
  }
  const isReady: Readonly<Record<Step, boolean>> = {
    folder: draft.folder !== null,
    password: passwordRules(draft.password, draft.again, []).every(({ isMet }) => isMet),
    compare: memberName !== null && draft.isCompared,
    authenticator: draft.code.length === 6,
  }
  return (
    <Wizard
      steps={steps.map((name) => titleOf(name, t))}
      step={steps.indexOf(step)}
      title={titleOf(step, t)}
      intro={t(`second-pc.${step}-intro`, { name: memberName ?? '' })}
      onBack={isRunning ? null : back}
      onNext={next[step]}
      nextLabel={step === 'authenticator' ? t('second-pc.act') : undefined}
      isReady={!isRunning && isReady[step]}
    >
      {step === 'folder' ? (
        <StoreField value={draft.folder} onChange={(folder) => change({ folder })} />
      ) : null}
      {step === 'password' ? (
        <NewPasswordFields value={draft} onChange={change} names={[]} />
      ) : null}
      {step === 'compare' && begun !== undefined ? (
        <Compare
          begun={begun}
          memberName={memberName}
          problem={asked.problem}
          isCompared={draft.isCompared}
          onCompare={(isCompared) => change({ isCompared })}
        />
      ) : null}
      {step === 'authenticator' ? (
        <CodeField
          value={draft.code}
          onChange={(code) => change({ code })}
          hint={t('app.code-hint')}
          hasFocus
        />
      ) : null}
      {isRunning ? <Spinner size="small" label={t('app.loading')} labelPosition="after" /> : null}
      <ProblemNotice problem={step === 'authenticator' ? complete.problem : begin.problem} />
    </Wizard>
  )
}

function titleOf(step: Step, t: ReturnType<typeof useText>): string {
  switch (step) {
    case 'folder':
      return t('identity.step-folder')
    case 'password':
      return t('identity.step-password')
    case 'compare':
      return t('second-pc.step-compare')
    case 'authenticator':
      return t('second-pc.step-authenticator')
  }
}

function Compare(props: {
  begun: HandOverBegun
  memberName: string | null
  isCompared: boolean
  onCompare: (isCompared: boolean) => void
  problem: Problem | null
}) {
  const styles = useStyles()
  const t = useText()
  const { begun, memberName } = props
  return (
    <>
      <Field label={t('second-pc.code')}>
        <Input readOnly className={styles.code} size="large" value={begun.code} />
      </Field>
      <Field label={t('second-pc.words')} hint={t('second-pc.words-hint')}>
        <Words words={begun.words} label={t('second-pc.words')} />
      </Field>
      <Field label={t('second-pc.organization', { organization: begun.organizationName })}>
        <Words words={begun.organizationWords} label={t('identity.fingerprint')} />
      </Field>
      {memberName === null ? (
        <Spinner
          className={styles.waiting}
          size="tiny"
          label={t('second-pc.waiting')}
          labelPosition="after"
        />
      ) : (
        <>
          <Caption1 role="status">{t('second-pc.received', { name: memberName })}</Caption1>
          <Checkbox
            label={t('second-pc.compared')}
            checked={props.isCompared}
            onChange={(_, data) => props.onCompare(data.checked === true)}
          />
        </>
      )}
      <ProblemNotice problem={props.problem} />
    </>
  )
}
