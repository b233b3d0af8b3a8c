import { Body1, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  text: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
})

/** What support gets of this PC: put together, read, and only then saved. */
export function DiagnosticsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const styles = useStyles()
  const prepare = useAct('diagnostics.prepare')
  const save = useAct('diagnostics.save')
  const text = prepare.value?.text
  const path = save.value?.path
  if (text === undefined)
    return (
      <ActDialog
        isOpen
        title={t('app.diagnostics')}
        confirmLabel={t('app.diagnostics-prepare')}
        isRunning={prepare.isRunning}
        problem={prepare.problem}
        onCancel={onClose}
        onConfirm={() => prepare.run({})}
      >
        <Body1>{t('app.diagnostics-intro')}</Body1>
      </ActDialog>
    )
  const isSaved = path !== undefined
  return (
    <ActDialog
      isOpen
      size="wide"
      title={t('app.diagnostics')}
      confirmLabel={isSaved ? t('app.close') : t('app.diagnostics-save')}
      isRunning={save.isRunning}
      problem={save.problem}
      onCancel={isSaved ? null : onClose}
      onConfirm={() => (isSaved ? onClose() : save.run({}))}
    >
      <Body1>{isSaved ? t('app.diagnostics-saved', { path }) : t('app.diagnostics-read')}</Body1>
      <Field label={t('app.diagnostics-text')}>
        <Textarea readOnly value={text} textarea={{ className: styles.text, rows: 18 }} />
      </Field>
    </ActDialog>
  )
}
