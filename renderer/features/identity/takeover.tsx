import { Body1, Spinner } from '@fluentui/react-components'
import { useState } from 'react'
import type { OrganizationFound } from '../../../preload/contract/keepers.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import type { ChosenFolder } from './folder-field.tsx'
import { isAboutPassword } from './founding.tsx'
import { KeeperCount } from './keeper-count.tsx'
import { blankProof, KeeperProofFields, type ProofDraft, toProofs } from './keeper-proof-fields.tsx'
import { blankStart, isStartReady, NewStartFields } from './new-start-steps.tsx'
import { StoreField } from './store-field.tsx'
import { Wizard } from './wizard.tsx'

const steps = ['folder', 'sheets', 'password', 'codes', 'authenticator'] as const
type Step = (typeof steps)[number]

/** The administrator's PC is lost, and nobody is left who could admit another: the sheets can. */
export function Takeover(props: { onLeave: () => void; onDone: () => void }) {
  const t = useText()
  const takeover = useTakeover(props)
  const { step, folder, proofs, start, found, isRunning } = takeover
  const intros: Readonly<Record<Step, string>> = {
    folder: t('identity.folder-intro-join'),
    sheets: t('keepers.takeover-sheets'),
    password: t('keepers.takeover-password', { organization: found?.organizationName ?? '' }),
    codes: t('identity.codes-intro'),
    authenticator: t('identity.authenticator-intro'),
  }
  const people = found?.members ?? []
  const isReady =
    step === 'folder'
      ? folder !== null
      : step === 'sheets'
        ? toProofs(proofs, 'whole') !== null
        : isStartReady(step, start, people)
  return (
    <Wizard
      steps={steps.map((name) =>
        name === 'sheets' ? t('keepers.step-sheets') : t(`identity.step-${name}`),
      )}
      step={steps.indexOf(step)}
      title={t('keepers.takeover-title')}
      intro={intros[step]}
      onBack={isRunning ? null : takeover.back}
      onNext={takeover.next}
      nextLabel={step === 'authenticator' ? t('keepers.takeover-act') : undefined}
      isReady={!isRunning && isReady}
    >
      {step === 'folder' ? <StoreField value={folder} onChange={takeover.setFolder} /> : null}
      {step === 'sheets' ? (
        <>
          <KeeperCount value={proofs} onChange={takeover.setProofs} />
          <KeeperProofFields value={proofs} part="whole" onChange={takeover.setProofs} />
        </>
      ) : null}
      {step === 'folder' || step === 'sheets' ? null : (
        <NewStartFields
          step={step}
          people={people}
          value={start}
          begun={takeover.begun}
          onChange={takeover.change}
        />
      )}
      {step === 'authenticator' ? <Body1>{t('keepers.takeover-after')}</Body1> : null}
      {isRunning ? <Spinner label={t('app.loading')} labelPosition="after" /> : null}
      <ProblemNotice problem={takeover.problem} />
    </Wizard>
  )
}

function useTakeover(props: { onLeave: () => void; onDone: () => void }) {
  const [step, setStep] = useState<Step>('folder')
  const [folder, setFolder] = useState<ChosenFolder | null>(null)
  const [proofs, setProofs] = useState<readonly ProofDraft[]>([blankProof])
  const [start, setStart] = useState(blankStart)
  const find = useAct('keepers.find-organization')
  const begin = useAct('keepers.begin-takeover')
  const complete = useAct('keepers.complete-takeover')
  const change = (part: Partial<typeof start>) => setStart((before) => ({ ...before, ...part }))
  const go = (offset: number) => setStep(steps[steps.indexOf(step) + offset] ?? step)

  function onFound({ members }: OrganizationFound) {
    const likely = members.find((each) => each.isAdministrator) ?? members[0]
    change({ member: likely?.id ?? '' })
    go(1)
  }

  function next() {
    const given = toProofs(proofs, 'whole')
    if (step === 'sheets' && folder !== null && given !== null) {
      find.run({ storeFolder: folder.folder, proofs: given }, onFound)
    } else if (step === 'password') {
      begin.run(
        { member: start.member, password: start.password },
        () => go(1),
        (problem) => (isAboutPassword(problem) ? undefined : setStep('sheets')),
      )
    } else if (step === 'authenticator') {
      complete.run(
        { code: start.code },
        () => {
          setProofs([])
          props.onDone()
        },
        () => change({ code: '' }),
      )
    } else {
      go(1)
    }
  }

  function back() {
    for (const act of [find, begin, complete]) act.reset()
    return step === 'folder' ? props.onLeave() : go(-1)
  }

  const problems = {
    folder: find.problem,
    sheets: find.problem ?? begin.problem,
    password: begin.problem,
    codes: null,
    authenticator: complete.problem,
  }
  return {
    step,
    folder,
    setFolder,
    proofs,
    setProofs,
    start,
    change,
    found: find.value ?? null,
    begun: begin.value ?? null,
    next,
    back,
    isRunning: find.isRunning || begin.isRunning || complete.isRunning,
    problem: problems[step],
  }
}
