import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import type { DeliveryView, DoubtVerdict } from '../../../preload/contract/releases.ts'
import { CodeField } from '../../components/code-field.tsx'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const verdicts = ['arrived', 'not-arrived', 'resend'] as const satisfies readonly DoubtVerdict[]

/** A person says what became of deliveries in doubt; nothing is chosen beforehand. */
export function DoubtDialog(props: {
  readonly request: string
  readonly rows: readonly DeliveryView[]
  readonly onClose: () => void
}) {
  const t = useText()
  const act = useAct('releases.settle')
  const [verdict, setVerdict] = useState<DoubtVerdict | null>(null)
  const [code, setCode] = useState('')
  const { request, rows, onClose } = props
  const [only] = rows
  return (
    <ActDialog
      isOpen
      intent={verdict === 'resend' ? 'danger' : 'normal'}
      title={t('releases.settle-title', { count: rows.length })}
      confirmLabel={t('releases.settle-confirm')}
      isReady={verdict !== null && code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={onClose}
      onConfirm={() => {
        if (verdict === null) return
        const indexes = rows.map((row) => row.index)
        act.run({ request, indexes, verdict, code }, onClose, () => setCode(''))
      }}
    >
      {rows.length === 1 && only !== undefined ? <strong>{only.address}</strong> : null}
      <span>{t('releases.settle-body')}</span>
      <Field
        label={t('releases.settle-verdict')}
        {...(verdict === 'resend' ? { hint: t('releases.settle-resend-hint') } : {})}
      >
        <RadioGroup
          value={verdict ?? ''}
          onChange={(_, data) => setVerdict(verdicts.find((each) => each === data.value) ?? null)}
        >
          {verdicts.map((each) => (
            <Radio key={each} value={each} label={t(`releases.settle-${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      <CodeField
        value={code}
        onChange={(next) => {
          // What was wrong with the last code says nothing about this one.
          if (act.problem !== null) act.reset()
          setCode(next)
        }}
        hint={t('app.code-hint')}
      />
    </ActDialog>
  )
}
