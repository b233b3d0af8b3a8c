import { Body1, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { PermitView } from '../../../preload/contract/permits.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { StepUpField } from '../../components/step-up-field.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { permitStateKey, permitTitle } from './permit-text.ts'

/** One petition: to decide on it, to do what others agreed to, or to read what became of it. */
export function PermitDialog(props: { permit: PermitView; onClose: () => void }) {
  // As it was opened: what an act changes about the permit must not change the dialog that tells of it.
  const [kind] = useState(() => kindOf(props.permit))
  const Body = dialogs[kind]
  return <Body {...props} />
}

function kindOf({ mayDecide, isOwn, state, statement }: PermitView): keyof typeof dialogs {
  if (mayDecide) return 'decide'
  if (!isOwn || state !== 'agreed' || statement === null) return 'read'
  return statement.act === 'lift-suppression' ? 'lift' : 'export'
}

interface PermitProps {
  readonly permit: PermitView
  readonly onClose: () => void
}

function PermitFacts({ permit }: { permit: PermitView }) {
  const t = useText()
  const format = useFormat()
  const { statement, member, at, expiresAt, state, agreed, quorum } = permit
  return (
    <FactList
      facts={[
        { term: t('permits.what'), fact: permitTitle(permit, t) },
        { term: t('permits.reason'), fact: statement?.reason ?? t('permits.sealed-reason') },
        { term: t('permits.member'), fact: member },
        { term: t('permits.asked-at'), fact: format.dateTime(at) },
        { term: t('permits.expires'), fact: format.dateTime(expiresAt) },
        {
          term: t('permits.state'),
          fact: t('permits.state-count', { state: t(permitStateKey[state]), agreed, quorum }),
        },
      ]}
    />
  )
}

function ReadDialog({ permit, onClose }: PermitProps) {
  const t = useText()
  return (
    <ActDialog
      isOpen
      title={t('permits.read-title')}
      confirmLabel={t('app.close')}
      onConfirm={onClose}
      onCancel={null}
    >
      <PermitFacts permit={permit} />
    </ActDialog>
  )
}

function DecideDialog({ permit, onClose }: PermitProps) {
  const t = useText()
  const act = useAct('permits.decide')
  const [verdict, setVerdict] = useState<'agree' | 'refuse' | null>(null)
  const [code, setCode] = useState('')
  return (
    <ActDialog
      isOpen
      title={t('permits.decide-title', { name: permit.member })}
      confirmLabel={verdict === 'refuse' ? t('permits.refuse') : t('permits.agree')}
      intent={verdict === 'refuse' ? 'danger' : 'normal'}
      isReady={verdict !== null && code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={onClose}
      onConfirm={() => {
        if (verdict !== null)
          act.run({ petition: permit.petition, verdict, code }, onClose, () => setCode(''))
      }}
    >
      <PermitFacts permit={permit} />
      <RadioGroup
        aria-label={t('permits.verdict')}
        value={verdict ?? ''}
        onChange={(_, data) => setVerdict(data.value === 'refuse' ? 'refuse' : 'agree')}
      >
        <Radio value="agree" label={t('permits.agree-what')} />
        <Radio value="refuse" label={t('permits.refuse-what')} />
      </RadioGroup>
      <StepUpField act="approve" value={code} onChange={setCode} />
    </ActDialog>
  )
}

function ExportDialog({ permit, onClose }: PermitProps) {
  const t = useText()
  const act = useAct('permits.export')
  const [code, setCode] = useState('')
  const written = act.value
  if (written)
    return (
      <ActDialog
        isOpen
        title={t('permits.exported')}
        confirmLabel={t('app.close')}
        onConfirm={onClose}
        onCancel={null}
      >
        <Body1 role="status">
          {t('permits.exported-body', { name: written.name, count: written.rowCount })}
        </Body1>
      </ActDialog>
    )
  return (
    <ActDialog
      isOpen
      title={t('permits.export-title')}
      confirmLabel={t('permits.export-act')}
      isReady={code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={onClose}
      onConfirm={() =>
        act.run(
          { petition: permit.petition, code },
          // A dialog that was cancelled has used up the code, and nothing else.
          () => setCode(''),
          () => setCode(''),
        )
      }
    >
      <PermitFacts permit={permit} />
      <Body1>{t('permits.export-body')}</Body1>
      <StepUpField act="export" value={code} onChange={setCode} />
    </ActDialog>
  )
}

function LiftAgreedDialog({ permit, onClose }: PermitProps) {
  const t = useText()
  const act = useAct('suppression.lift')
  const [code, setCode] = useState('')
  const { statement, petition } = permit
  if (statement?.act !== 'lift-suppression') return null
  const { kind, value, reason } = statement
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('suppression.lift-title', { value })}
      confirmLabel={t('suppression.lift')}
      isReady={code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={onClose}
      onConfirm={() => act.run({ kind, value, reason, petition, code }, onClose, () => setCode(''))}
    >
      <PermitFacts permit={permit} />
      <Body1>{t('suppression.lift-body')}</Body1>
      <StepUpField act="release" value={code} onChange={setCode} />
    </ActDialog>
  )
}

const dialogs = {
  decide: DecideDialog,
  read: ReadDialog,
  lift: LiftAgreedDialog,
  export: ExportDialog,
} as const
