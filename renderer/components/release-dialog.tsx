import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useText } from '../i18n/language.tsx'
import { useAct } from '../ipc.ts'
import { ActDialog } from './dialog.tsx'
import { StepUpField } from './step-up-field.tsx'

export interface ReleaseDialogProps {
  readonly request: string
  readonly recipientCount: number
  readonly title: string
  readonly body: string
  readonly confirmLabel: string
  readonly onStarted: () => void
  readonly onClose: () => void
}

/** Sending asks for the number of recipients and six digits: neither is typed by habit. */
export function ReleaseDialog(props: ReleaseDialogProps) {
  const t = useText()
  const act = useAct('releases.start')
  const { request, recipientCount } = props
  const [count, setCount] = useState('')
  const [code, setCode] = useState('')
  const typed = Number(count.normalize('NFKC').replace(/[,\s]/g, ''))
  return (
    <ActDialog
      isOpen
      title={props.title}
      confirmLabel={props.confirmLabel}
      isReady={typed === recipientCount && code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        act.run({ request, recipientCount: typed, code }, props.onStarted, () => setCode(''))
      }
    >
      <span>{props.body}</span>
      <Field
        label={t('releases.type-count')}
        hint={t('releases.type-count-hint', { count: recipientCount })}
      >
        <Input inputMode="numeric" value={count} onChange={(_, data) => setCount(data.value)} />
      </Field>
      <StepUpField
        act="release"
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
