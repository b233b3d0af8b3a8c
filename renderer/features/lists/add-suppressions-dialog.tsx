import {
  Body1,
  Button,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  Textarea,
} from '@fluentui/react-components'
import { DocumentAdd20Regular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import type { SuppressionReason } from '../../../preload/contract/suppression.ts'
import { suppressionReasons } from '../../../preload/contract/suppression.ts'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  values: { fontFamily: 'monospace' },
  refused: { maxHeight: '180px', overflowY: 'auto', margin: 0 },
})

const lengthMax = 5_000_000

/** One or many: typed, pasted, or out of a file whose first column they are. */
export function AddSuppressionsDialog(props: { onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const act = useAct('suppression.add')
  const chooser = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [reason, setReason] = useState<SuppressionReason>('by-hand')
  const [source, setSource] = useState('')
  const isLong = text.length > lengthMax
  const lineCount = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').length
  if (act.value !== undefined) return <Added outcome={act.value} onClose={props.onClose} />

  async function read(file: File) {
    // Addresses are ASCII in every encoding that such a file has; what else it holds is not taken.
    setText(await file.text())
    if (source === '') setSource(file.name.slice(0, 200))
  }

  return (
    <ActDialog
      isOpen
      size="wide"
      title={t('suppression.add-title')}
      confirmLabel={t('suppression.add-count', { count: lineCount })}
      isReady={lineCount > 0 && !isLong}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={props.onClose}
      onConfirm={() => act.run({ text, reason, source })}
    >
      <Field
        label={t('suppression.values')}
        hint={t('suppression.values-hint')}
        {...(isLong
          ? {
              validationState: 'error' as const,
              validationMessage: t('suppression.too-long'),
            }
          : {})}
      >
        <Textarea
          autoFocus
          rows={7}
          resize="vertical"
          textarea={{ className: styles.values }}
          value={text}
          placeholder={t('suppression.values-sample')}
          onChange={(_, data) => setText(data.value)}
        />
      </Field>
      <div>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".txt,.csv,.tsv"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            if (file !== undefined) void read(file)
            event.currentTarget.value = ''
          }}
        />
        <Button icon={<DocumentAdd20Regular />} onClick={() => chooser.current?.click()}>
          {t('suppression.from-file')}
        </Button>
      </div>
      <Field label={t('suppression.reason')}>
        <Dropdown
          value={t(`suppression.reason-${reason}`)}
          selectedOptions={[reason]}
          onOptionSelect={(_, data) => {
            const chosen = suppressionReasons.find((each) => each === data.optionValue)
            if (chosen !== undefined) setReason(chosen)
          }}
        >
          {suppressionReasons.map((each) => (
            <Option key={each} value={each}>
              {t(`suppression.reason-${each}`)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={t('suppression.source')} hint={t('suppression.source-hint')}>
        <Input value={source} maxLength={200} onChange={(_, data) => setSource(data.value)} />
      </Field>
    </ActDialog>
  )
}

function Added(props: { outcome: ChannelOutput<'suppression.add'>; onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const { added, known, refused, refusedCount } = props.outcome
  return (
    <ActDialog
      isOpen
      title={t('suppression.added-title')}
      confirmLabel={t('app.close')}
      onConfirm={props.onClose}
      onCancel={null}
    >
      <Body1 role="status">{t('suppression.added', { added, known })}</Body1>
      {refusedCount === 0 ? null : (
        <>
          <Body1>{t('suppression.refused', { count: refusedCount })}</Body1>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
          <ul className={styles.refused} tabIndex={0} aria-label={t('suppression.refused-list')}>
            {refused.map(({ line, value }) => (
              <li key={line}>{t('suppression.refused-line', { line, value })}</li>
            ))}
          </ul>
        </>
      )}
    </ActDialog>
  )
}
