import { Field, Input, Spinner, Text } from '@fluentui/react-components'
import { useState } from 'react'
import type { OrganizationBegun } from '../../../preload/contract/identity.ts'
import type { Problem } from '../../../preload/problem.ts'
import { CodeField } from '../../components/code-field.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Words } from '../../components/words.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import type { ChosenFolder } from './folder-field.tsx'
import { KeeperChoice, type KeeperDraft, keeperRuleOf, oneKeeper } from './keeper-choice.tsx'
import { KeeperSheetStep, type KeeperSheets, useKeeperSheets } from './keeper-sheets.tsx'
import { NewPasswordFields, type PasswordDraft } from './password-fields.tsx'
import { passwordRules } from './password-rule.ts'
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
  readonly keepers: KeeperDraft
  readonly code: string
}

const blank: Draft = {
  organizationName: '',
  memberName: '',
  password: '',
  again: '',
  folder: null,
  keepers: oneKeeper,
  code: '',
}

/**
 * A new organization. The core makes keys in memory after the folder is chosen, and writes only at
 * the last step, when the word and the six digits prove that sheet and authenticator are at hand.
 */
export function Founding(props: { onLeave: () => void; onDone: () => void }) {
  const t = useText()
  const founding = useFounding(props)
  const { step, draft, begun, sheets, change, next, back, isRunning, problem } = founding
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
      intro={useIntro(step, sheets)}
      onBack={step === 'done' || isRunning ? null : back}
      onNext={next}
      nextLabel={nextLabels[step]}
      isReady={!isRunning && (step === 'sheet' ? sheets?.isReady === true : isReady(step, draft))}
    >
      <StepContent step={step} draft={draft} begun={begun} sheets={sheets} onChange={change} />
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
  const sheets = useKeeperSheets(begun?.sheets ?? [], true)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const go = (offset: number) => setStep(steps[steps.indexOf(step) + offset] ?? step)

  function beginNow(folder: ChosenFolder) {
    const { organizationName, memberName, password } = draft
    const keepers = keeperRuleOf(draft.keepers)
    if (keepers === null) return setStep('organization')
    begin.run(
      { organizationName, memberName, password, storeFolder: folder.folder, keepers },
      (value) => {
        setBegun(value)
        setStep('authenticator')
      },
      (problem) => (isAboutPassword(problem) ? setStep('password') : undefined),
    )
  }

  function completeNow(made: OrganizationBegun) {
    complete.run(
      { code: draft.code },
      () => {
        // Nothing secret stays in the window once it is done.
        begin.reset()
        setBegun({ ...made, sheets: [], recoveryCodes: [], totp: { uri: '', secret: '' } })
        setDraft({ ...blank, organizationName: draft.organizationName })
        setStep('done')
      },
      () => change({ code: '' }),
    )
  }

  function next() {
    if (step === 'folder' && draft.folder !== null) {
      beginNow(draft.folder)
    } else if (step === 'sheet' && sheets !== null) {
      sheets.next(() => go(1))
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
    } else if (step !== 'sheet' || sheets?.back() !== true) {
      go(-1)
    }
  }

  const isRunning = begin.isRunning || complete.isRunning || sheets?.isRunning === true
  const problems: Partial<Record<Step, Problem | null>> = {
    sheet: sheets?.problem ?? null,
    confirm: complete.problem,
  }
  const problem = problems[step] ?? begin.problem
  return { step, draft, begun, sheets, change, next, back, isRunning, problem }
}

interface StepContentProps {
  readonly step: Step
  readonly draft: Draft
  readonly begun: OrganizationBegun | null
  readonly sheets: KeeperSheets | null
  readonly onChange: (part: Partial<Draft>) => void
}

function StepContent({ step, draft, begun, sheets, onChange }: StepContentProps) {
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
      return begun === null || sheets === null ? null : (
        <KeeperSheetStep
          sheets={sheets}
          organizationName={draft.organizationName}
          memberName={draft.memberName}
          recoveryCodes={begun.recoveryCodes}
          words={begun.words}
        />
      )
    case 'confirm':
      return (
        <CodeField
          value={draft.code}
          onChange={(code) => onChange({ code })}
          hint={t('app.code-hint')}
          hasFocus
        />
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
      <KeeperChoice value={draft.keepers} onChange={(keepers) => onChange({ keepers })} />
    </>
  )
}

function useIntro(step: Step, sheets: KeeperSheets | null): string | undefined {
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
      return sheets?.page.kind === 'words'
        ? t('keepers.read-back-intro')
        : t(sheets?.page.kind === 'codes' ? 'identity.codes-intro' : 'identity.sheet-intro')
    case 'confirm':
      return t('identity.confirm-intro')
    case 'done':
      return t('identity.done-body')
  }
}

function isReady(step: Step, draft: Draft): boolean {
  switch (step) {
    case 'organization':
      return (
        draft.organizationName.trim() !== '' &&
        draft.memberName.trim() !== '' &&
        keeperRuleOf(draft.keepers) !== null
      )
    case 'password':
      return passwordRules(draft.password, draft.again, [
        draft.memberName,
        draft.organizationName,
      ]).every(({ isMet }) => isMet)
    case 'folder':
      return draft.folder !== null
    case 'confirm':
      return draft.code.length === 6
    case 'sheet':
    case 'authenticator':
    case 'done':
      return true
  }
}

export function isAboutPassword(problem: Problem): boolean {
  return problem.code.startsWith('identity.password-')
}
