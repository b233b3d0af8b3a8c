import {
  Checkbox,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Spinner,
  Text,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { JoiningBegun } from '../../../preload/contract/identity.ts'
import { CodeField } from '../../components/code-field.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { useMachine } from '../../machine.ts'
import type { ChosenFolder } from './folder-field.tsx'
import { isAboutPassword } from './founding.tsx'
import { NewPasswordFields, type PasswordDraft } from './password-fields.tsx'
import { passwordRules } from './password-rule.ts'
import { RecoverySheet } from './recovery-sheet.tsx'
import { StoreField } from './store-field.tsx'
import { TotpSetup } from './totp-setup.tsx'
import { Wizard } from './wizard.tsx'

type Step = 'folder' | 'person' | 'compare' | 'codes' | 'authenticator' | 'done'

interface Draft extends PasswordDraft {
  readonly folder: ChosenFolder | null
  readonly memberName: string
  readonly isCompared: boolean
  readonly isSheetKept: boolean
  readonly code: string
}

const blank: Draft = {
  folder: null,
  memberName: '',
  password: '',
  again: '',
  isCompared: false,
  isSheetKept: false,
  code: '',
}

export interface JoiningProps {
  /** 'pc': this PC joins with its first person. 'person': one more person on a PC that is in. */
  readonly who: 'pc' | 'person'
  readonly onLeave: () => void
  readonly onDone: () => void
}

/** Joining: find the organization, compare its words, register an authenticator, ask to be let in. */
export function Joining(props: JoiningProps) {
  const { pinsOrganization } = useMachine()
  const t = useText()
  const steps = stepsOf(props.who)
  const joining = useJoining(props)
  const { step, draft, begun, isRunning } = joining
  const nextLabels: Partial<Record<Step, string>> = {
    authenticator: t('identity.join-now'),
    done: t('app.close'),
  }
  return (
    <Wizard
      steps={steps.map((name) => t(`identity.step-${name}`))}
      step={steps.indexOf(step)}
      title={step === 'done' ? t('identity.joined-local') : t(`identity.step-${step}`)}
      intro={useIntro(step, begun)}
      onBack={step === 'done' || isRunning ? null : joining.back}
      onNext={joining.next}
      nextLabel={nextLabels[step]}
      isReady={!isRunning && isReady(step, draft, pinsOrganization)}
    >
      <StepContent
        step={step}
        draft={draft}
        begun={begun}
        enrolmentWords={joining.enrolmentWords}
        onChange={joining.change}
      />
      {isRunning ? <Spinner size="small" label={t('app.loading')} labelPosition="after" /> : null}
      <ProblemNotice problem={joining.problem} />
    </Wizard>
  )
}

/** Where the joining stands, and what going on or back means there. */
function useJoining(props: JoiningProps) {
  const steps = stepsOf(props.who)
  const [step, setStep] = useState<Step>(steps[0] ?? 'person')
  const [draft, setDraft] = useState(blank)
  const [begun, setBegun] = useState<JoiningBegun | null>(null)
  const begin = useAct('identity.begin-joining')
  const complete = useAct('identity.complete-joining')
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const at = steps.indexOf(step)
  const go = (offset: number) => setStep(steps[at + offset] ?? step)

  function beginNow() {
    const { memberName, password, folder } = draft
    begin.run(
      { memberName, password, storeFolder: folder?.folder ?? null },
      (value) => {
        setBegun(value)
        go(1)
      },
      (problem) =>
        isAboutPassword(problem) || props.who === 'person' ? undefined : setStep('folder'),
    )
  }

  /** A PC that has just joined waits on a page of its own, with the same words. */
  function completeNow() {
    const onDone = () => {
      begin.reset()
      setDraft(blank)
      return props.who === 'pc' ? props.onDone() : setStep('done')
    }
    complete.run({ code: draft.code }, onDone, () => change({ code: '' }))
  }

  function next() {
    if (step === 'person') {
      beginNow()
    } else if (step === 'authenticator') {
      completeNow()
    } else if (step === 'done') {
      props.onDone()
    } else {
      go(1)
    }
  }

  function back() {
    begin.reset()
    complete.reset()
    if (at === 0) {
      props.onLeave()
    } else {
      go(-1)
    }
  }

  return {
    step,
    draft,
    begun,
    enrolmentWords: complete.value?.words ?? null,
    change,
    next,
    back,
    isRunning: begin.isRunning || complete.isRunning,
    problem: step === 'authenticator' ? complete.problem : begin.problem,
  }
}

function useIntro(step: Step, begun: JoiningBegun | null) {
  const t = useText()
  switch (step) {
    case 'folder':
      return t('identity.folder-intro-join')
    case 'person':
      return t('identity.password-intro-join')
    case 'compare':
      return t('identity.compare-intro', {
        organization: begun?.organizationName ?? '',
      })
    case 'codes':
      return t('identity.codes-intro')
    case 'authenticator':
      return t('identity.authenticator-intro')
    case 'done':
      return t('identity.waiting-body-person')
  }
}

interface StepContentProps {
  readonly step: Step
  readonly draft: Draft
  readonly begun: JoiningBegun | null
  readonly enrolmentWords: readonly string[] | null
  readonly onChange: (part: Partial<Draft>) => void
}

function StepContent(props: StepContentProps) {
  const t = useText()
  const { step, draft, begun, onChange } = props
  switch (step) {
    case 'folder':
      return <StoreField value={draft.folder} onChange={(folder) => onChange({ folder })} />
    case 'person':
      return <PersonFields draft={draft} onChange={onChange} />
    case 'compare':
      return begun === null ? null : (
        <>
          <Words words={begun.words} label={t('identity.fingerprint')} />
          <Compared draft={draft} onChange={onChange} />
        </>
      )
    case 'codes':
      return begun === null ? null : (
        <>
          <RecoverySheet
            title={t('identity.step-codes')}
            organizationName={begun.organizationName}
            memberName={draft.memberName}
            sheet={null}
            recoveryCodes={begun.recoveryCodes}
            words={begun.words}
          />
          <Checkbox
            label={t('identity.sheet-kept')}
            checked={draft.isSheetKept}
            onChange={(_, data) => onChange({ isSheetKept: data.checked === true })}
          />
        </>
      )
    case 'authenticator':
      return begun === null ? null : (
        <>
          <TotpSetup totp={begun.totp} />
          <CodeField
            value={draft.code}
            onChange={(code) => onChange({ code })}
            hint={t('app.code-hint')}
          />
        </>
      )
    case 'done':
      return props.enrolmentWords === null ? null : (
        <Words words={props.enrolmentWords} label={t('identity.enrolment-words')} />
      )
  }
}

/** The person has compared the words, or IT has pinned the fingerprint and the core has. */
function Compared({ draft, onChange }: Pick<StepContentProps, 'draft' | 'onChange'>) {
  const t = useText()
  const { pinsOrganization } = useMachine()
  return pinsOrganization ? (
    <MessageBar intent="success" layout="multiline">
      <MessageBarBody>{t('machine.pinned')}</MessageBarBody>
    </MessageBar>
  ) : (
    <>
      <Checkbox
        label={t('identity.compare-checked')}
        checked={draft.isCompared}
        onChange={(_, data) => onChange({ isCompared: data.checked === true })}
      />
      <Text size={200}>{t('identity.compare-differs')}</Text>
    </>
  )
}

function PersonFields({ draft, onChange }: Pick<StepContentProps, 'draft' | 'onChange'>) {
  const t = useText()
  return (
    <>
      <Field label={t('identity.member-name')} hint={t('identity.member-name-hint')} required>
        <Input
          autoFocus
          value={draft.memberName}
          maxLength={200}
          autoComplete="name"
          onChange={(_, data) => onChange({ memberName: data.value })}
        />
      </Field>
      <NewPasswordFields value={draft} onChange={onChange} names={[draft.memberName]} />
    </>
  )
}

/** Somebody who joins on a PC that is in already needs neither folder nor comparison. */
function stepsOf(who: JoiningProps['who']): readonly Step[] {
  return who === 'pc'
    ? ['folder', 'person', 'compare', 'codes', 'authenticator']
    : ['person', 'codes', 'authenticator', 'done']
}

function isReady(step: Step, draft: Draft, isPinned: boolean): boolean {
  switch (step) {
    case 'folder':
      return draft.folder !== null
    case 'person':
      return (
        draft.memberName.trim() !== '' &&
        passwordRules(draft.password, draft.again, [draft.memberName]).every(({ isMet }) => isMet)
      )
    case 'compare':
      return draft.isCompared || isPinned
    case 'codes':
      return draft.isSheetKept
    case 'authenticator':
      return draft.code.length === 6
    case 'done':
      return true
  }
}
