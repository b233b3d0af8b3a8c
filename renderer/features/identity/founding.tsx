import { Checkbox, Field, Input, Spinner, Text } from '@fluentui/react-components'
import { useState } from 'react'
import type { OrganizationBegun } from '../../../preload/contract/identity.ts'
import type { Problem } from '../../../preload/problem.ts'
import { CodeField } from '../../components/code-field.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import type { ChosenFolder } from './folder-field.tsx'
import { NewPasswordFields, type PasswordDraft } from './password-fields.tsx'
import { passwordRules } from './password-rule.ts'
import { RecoverySheet } from './recovery-sheet.tsx'
import { StoreField } from './store-field.tsx'
import { TotpSetup } from './totp-setup.tsx'
import { Wizard } from './wizard.tsx'

const steps = [
  'organization',
  'password',
  'folder',
  'authenticator',
  'sheet',
  'confirm',
  'done',
] as const
type Step = (typeof steps)[number]

interface Draft extends PasswordDraft {
  readonly organizationName: string
  readonly memberName: string
  readonly folder: ChosenFolder | null
  readonly isSheetKept: boolean
  readonly readBackWord: string
  readonly code: string
}

const blank: Draft = {
  organizationName: '',
  memberName: '',
  password: '',
  again: '',
  folder: null,
  isSheetKept: false,
  readBackWord: '',
  code: '',
}

/**
 * A new organization. The core makes keys in memory after the folder is chosen, and writes only at
 * the last step, when the word and the six digits prove that sheet and authenticator are at hand.
 */
export function Founding(props: { onLeave: () => void; onDone: () => void }) {
  const t = useText()
  const { step, draft, begun, change, next, back, isRunning, problem } = useFounding(props)
  const nextLabels: Partial<Record<Step, string>> = {
    confirm: t('identity.found-now'),
    done: t('identity.done-start'),
  }
  return (
    <Wizard
      steps={steps.map((name) => t(`identity.step-${name}`))}
      step={steps.indexOf(step)}
      title={
        step === 'done'
          ? t('identity.done-title', { organization: draft.organizationName })
          : t(`identity.step-${step}`)
      }
      intro={useIntro(step)}
      onBack={step === 'done' || isRunning ? null : back}
      onNext={next}
      nextLabel={nextLabels[step]}
      isReady={!isRunning && isReady(step, draft)}
    >
      <StepContent step={step} draft={draft} begun={begun} onChange={change} />
      {isRunning ? <Spinner label={t('identity.found-running')} labelPosition="after" /> : null}
      <ProblemNotice problem={problem} />
    </Wizard>
  )
}

/** Where the founding stands, and what going on or back means there. */
function useFounding(props: { onLeave: () => void; onDone: () => void }) {
  const [step, setStep] = useState<Step>('organization')
  const [draft, setDraft] = useState(blank)
  const [begun, setBegun] = useState<OrganizationBegun | null>(null)
  const begin = useAct('identity.begin-organization')
  const complete = useAct('identity.complete-organization')
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const go = (offset: number) => setStep(steps[steps.indexOf(step) + offset] ?? step)

  function beginNow(folder: ChosenFolder) {
    const { organizationName, memberName, password } = draft
    begin.run(
      { organizationName, memberName, password, storeFolder: folder.folder },
      (value) => {
        setBegun(value)
        setStep('authenticator')
      },
      (problem) => (isAboutPassword(problem) ? setStep('password') : undefined),
    )
  }

  function completeNow(made: OrganizationBegun) {
    complete.run(
      { code: draft.code, readBackWord: draft.readBackWord.trim() },
      () => {
        // Nothing secret stays in the window once it is done.
        begin.reset()
        setBegun({ ...made, rootSheet: [], recoveryCodes: [], totp: { uri: '', secret: '' } })
        setDraft({ ...blank, organizationName: draft.organizationName })
        setStep('done')
      },
      () => change({ code: '' }),
    )
  }

  function next() {
    if (step === 'folder' && draft.folder !== null) {
      beginNow(draft.folder)
    } else if (step === 'confirm' && begun !== null) {
      completeNow(begun)
    } else if (step === 'done') {
      props.onDone()
    } else {
      go(1)
    }
  }

  function back() {
    begin.reset()
    complete.reset()
    if (step === 'organization') {
      props.onLeave()
    } else {
      go(-1)
    }
  }

  const isRunning = begin.isRunning || complete.isRunning
  const problem = step === 'confirm' ? complete.problem : begin.problem
  return { step, draft, begun, change, next, back, isRunning, problem }
}

interface StepContentProps {
  readonly step: Step
  readonly draft: Draft
  readonly begun: OrganizationBegun | null
  readonly onChange: (part: Partial<Draft>) => void
}

function StepContent({ step, draft, begun, onChange }: StepContentProps) {
  const t = useText()
  switch (step) {
    case 'organization':
      return <NameFields draft={draft} onChange={onChange} />
    case 'password':
      return (
        <NewPasswordFields
          value={draft}
          onChange={onChange}
          names={[draft.memberName, draft.organizationName]}
        />
      )
    case 'folder':
      return (
        <>
          <StoreField value={draft.folder} onChange={(folder) => onChange({ folder })} />
          <Text size={200}>{t('identity.folder-tip')}</Text>
        </>
      )
    case 'authenticator':
      return begun === null ? null : (
        <TotpSetup totp={begun.totp} note={t('identity.authenticator-next')} />
      )
    case 'sheet':
      return begun === null ? null : <Sheet draft={draft} begun={begun} onChange={onChange} />
    case 'confirm':
      return begun === null ? null : (
        <ConfirmFields draft={draft} position={begun.readBackPosition} onChange={onChange} />
      )
    case 'done':
      return begun === null ? null : <Words words={begun.words} label={t('identity.fingerprint')} />
  }
}

type DraftFieldsProps = Pick<StepContentProps, 'draft' | 'onChange'>

function NameFields({ draft, onChange }: DraftFieldsProps) {
  const t = useText()
  return (
    <>
      <Field
        label={t('identity.organization-name')}
        hint={t('identity.organization-name-hint')}
        required
      >
        <Input
          autoFocus
          value={draft.organizationName}
          maxLength={200}
          onChange={(_, data) => onChange({ organizationName: data.value })}
        />
      </Field>
      <Field label={t('identity.member-name')} hint={t('identity.member-name-hint')} required>
        <Input
          value={draft.memberName}
          maxLength={200}
          autoComplete="name"
          onChange={(_, data) => onChange({ memberName: data.value })}
        />
      </Field>
    </>
  )
}

function Sheet({ draft, begun, onChange }: DraftFieldsProps & { begun: OrganizationBegun }) {
  const t = useText()
  return (
    <>
      <RecoverySheet
        title={t('identity.sheet-title')}
        organizationName={draft.organizationName}
        memberName={draft.memberName}
        rootSheet={begun.rootSheet}
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
}

function ConfirmFields({ draft, position, onChange }: DraftFieldsProps & { position: number }) {
  const t = useText()
  return (
    <>
      <Field
        label={t('identity.read-back', { position })}
        hint={t('identity.read-back-hint')}
        required
      >
        <Input
          autoFocus
          value={draft.readBackWord}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, data) => onChange({ readBackWord: data.value })}
        />
      </Field>
      <CodeField
        value={draft.code}
        onChange={(code) => onChange({ code })}
        hint={t('app.code-hint')}
      />
    </>
  )
}

function useIntro(step: Step): string | undefined {
  const t = useText()
  switch (step) {
    case 'organization':
      return undefined
    case 'password':
      return t('identity.password-intro')
    case 'folder':
      return t('identity.folder-intro')
    case 'authenticator':
      return t('identity.authenticator-intro')
    case 'sheet':
      return t('identity.sheet-intro')
    case 'confirm':
      return t('identity.confirm-intro')
    case 'done':
      return t('identity.done-body')
  }
}

function isReady(step: Step, draft: Draft): boolean {
  switch (step) {
    case 'organization':
      return draft.organizationName.trim() !== '' && draft.memberName.trim() !== ''
    case 'password':
      return passwordRules(draft.password, draft.again, [
        draft.memberName,
        draft.organizationName,
      ]).every(({ isMet }) => isMet)
    case 'folder':
      return draft.folder !== null
    case 'sheet':
      return draft.isSheetKept
    case 'confirm':
      return draft.readBackWord.trim() !== '' && draft.code.length === 6
    case 'authenticator':
    case 'done':
      return true
  }
}

export function isAboutPassword(problem: Problem): boolean {
  return problem.code.startsWith('identity.password-')
}
