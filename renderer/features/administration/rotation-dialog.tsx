import { Body1 } from '@fluentui/react-components'
import { useState } from 'react'
import type { AdministratorsView } from '../../../preload/contract/governance.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { KeeperChoice, keeperRuleOf, oneKeeper } from '../identity/keeper-choice.tsx'
import {
  blankProof,
  KeeperProofFields,
  type ProofDraft,
  toProofs,
} from '../identity/keeper-proof-fields.tsx'
import { KeeperSheetStep, useKeeperSheets } from '../identity/keeper-sheets.tsx'

type Stage = 'choice' | 'sheets' | 'sign'

/** Other keepers, other sheets: the former ones sign for the last time. */
export function RotationDialog(props: {
  view: AdministratorsView
  organizationWords: readonly string[]
  onClose: () => void
}) {
  const t = useText()
  const [stage, setStage] = useState<Stage>('choice')
  const [keepers, setKeepers] = useState(oneKeeper)
  const [proofs, setProofs] = useState<readonly ProofDraft[]>(
    Array.from({ length: props.view.keeperThreshold }, () => blankProof),
  )
  const [code, setCode] = useState('')
  const begin = useAct('keepers.begin-rotation')
  const complete = useAct('keepers.complete-rotation')
  const sheets = useKeeperSheets(begin.value?.sheets ?? [], false)
  const rule = keeperRuleOf(keepers)
  const given = toProofs(proofs, 'root')
  const isReady: Readonly<Record<Stage, boolean>> = {
    choice: rule !== null,
    sheets: sheets?.isReady === true,
    sign: given !== null && code.length === 6,
  }

  function next() {
    if (stage === 'choice' && rule !== null) begin.run({ rule }, () => setStage('sheets'))
    if (stage === 'sheets') sheets?.next(() => setStage('sign'))
    if (stage === 'sign' && given !== null)
      complete.run(
        { proofs: given, code },
        () => {
          begin.reset()
          props.onClose()
        },
        () => setCode(''),
      )
  }

  const problems = {
    choice: begin.problem,
    sheets: sheets?.problem ?? null,
    sign: complete.problem,
  }
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t('keepers.rotation-title')}
      confirmLabel={stage === 'sign' ? t('keepers.rotation-act') : t('app.next')}
      isReady={isReady[stage]}
      isRunning={begin.isRunning || complete.isRunning || sheets?.isRunning === true}
      problem={problems[stage]}
      onCancel={props.onClose}
      onConfirm={next}
    >
      {stage === 'choice' ? (
        <>
          <Body1>{t('keepers.rotation-intro')}</Body1>
          <KeeperChoice value={keepers} onChange={setKeepers} />
        </>
      ) : null}
      {stage === 'sheets' && sheets !== null && begin.value ? (
        <KeeperSheetStep
          sheets={sheets}
          organizationName={begin.value.organizationName}
          memberName=""
          recoveryCodes={null}
          words={props.organizationWords}
        />
      ) : null}
      {stage === 'sign' ? (
        <>
          <Body1>{t('keepers.rotation-sign', { threshold: props.view.keeperThreshold })}</Body1>
          <KeeperProofFields value={proofs} part="root" onChange={setProofs} />
          <StepUpField act="grant" value={code} onChange={setCode} />
        </>
      ) : null}
    </ActDialog>
  )
}
