import { Button } from '@fluentui/react-components'
import { ArrowUndo20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { UndoOutcome } from '../../../preload/contract/import.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

interface UndoImportButtonProps {
  readonly importId: string
  readonly fileName: string
  /** Contacts that were added or updated. */
  readonly count: number
  readonly onUndone: (outcome: UndoOutcome) => void
}

/** Takes an import back, after a question that names the number. */
export function UndoImportButton({ importId, fileName, count, onUndone }: UndoImportButtonProps) {
  const t = useText()
  const undo = useAct('lists.undo-import')
  const [isAsking, setAsking] = useState(false)
  const close = () => {
    setAsking(false)
    undo.reset()
  }
  return (
    <>
      <Button
        icon={<ArrowUndo20Regular />}
        aria-label={t('import.undo-of', { name: fileName })}
        onClick={() => setAsking(true)}
      >
        {t('import.undo')}
      </Button>
      <ActDialog
        isOpen={isAsking}
        title={t('import.undo-title', { name: fileName })}
        confirmLabel={t('import.undo-now', { count })}
        intent="danger"
        onCancel={close}
        onConfirm={() =>
          undo.run({ import: importId }, (outcome) => {
            close()
            onUndone(outcome)
          })
        }
        isRunning={undo.isRunning}
        problem={undo.problem}
      >
        {t('import.undo-body', { count })}
      </ActDialog>
    </>
  )
}

interface UndoneDialogProps {
  readonly fileName: string
  readonly outcome: UndoOutcome | null
  readonly onClose: () => void
}

/** What an undoing came to. */
export function UndoneDialog({ fileName, outcome, onClose }: UndoneDialogProps) {
  const t = useText()
  return (
    <ActDialog
      isOpen={outcome !== null}
      title={t('import.undone-title', { name: fileName })}
      confirmLabel={t('app.close')}
      onCancel={null}
      onConfirm={onClose}
    >
      {outcome === null ? null : t('import.undone-body', { ...outcome })}
    </ActDialog>
  )
}
