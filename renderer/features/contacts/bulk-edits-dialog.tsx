import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { BulkChange } from '../../../preload/contract/contacts.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { fieldName } from '../../i18n/field-name.ts'
import { type Format, type Translate, useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useMemberName } from './member-name.ts'
import { WorkProgress } from './work-progress.tsx'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  row: { display: 'flex', gap: '12px', alignItems: 'center' },
  what: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  hint: { color: tokens.colorNeutralForeground3 },
})

/** What was done to many contacts of a list at once, each of which can be taken back. */
export function BulkEditsDialog(props: { list: string; isOpen: boolean; onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const nameOf = useMemberName()
  const undo = useAct('contacts.undo-edit')
  const edits = useCall('contacts.bulk-edits', { list: props.list }, { enabled: props.isOpen })
  return (
    <ActDialog
      isOpen={props.isOpen}
      size="wide"
      title={t('contacts.bulk-edits')}
      confirmLabel={t('app.close')}
      isRunning={undo.isRunning}
      onCancel={null}
      onConfirm={() => {
        undo.reset()
        props.onClose()
      }}
    >
      <Loaded asked={edits}>
        {(rows) =>
          rows.length === 0 ? (
            <span className={styles.hint}>{t('contacts.no-bulk-edits')}</span>
          ) : (
            <ul className={styles.list}>
              {rows.map((row) => (
                <li key={row.edit} className={styles.row}>
                  <div className={styles.what}>
                    <div>{bulkText(row.change, t, format)}</div>
                    <div className={styles.hint}>
                      {[
                        t('contacts.count', { count: row.contactCount }),
                        nameOf(row.member),
                        format.dateTime(row.at),
                      ].join(' · ')}
                    </div>
                  </div>
                  {row.isUndone ? (
                    <span className={styles.hint}>{t('contacts.bulk-undone')}</span>
                  ) : (
                    <Button
                      disabledFocusable={undo.isRunning}
                      aria-label={t('contacts.bulk-undo-of', {
                        what: bulkText(row.change, t, format),
                      })}
                      onClick={() => undo.run({ edit: row.edit })}
                    >
                      {t('contacts.bulk-undo')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {undo.isRunning ? <WorkProgress title={t('contacts.bulk-undoing')} /> : null}
      <div role="status">
        {undo.value === undefined ? '' : t('contacts.bulk-restored', undo.value)}
      </div>
      <ProblemNotice problem={undo.problem} />
    </ActDialog>
  )
}

function bulkText(change: BulkChange, t: Translate, format: Format): string {
  if (change.kind === 'set-field')
    return t('contacts.bulk-did-set', { field: fieldName(change.field, t), value: change.value })
  return change.add.length > 0
    ? t('contacts.bulk-did-tag', { tags: format.list(change.add) })
    : t('contacts.bulk-did-untag', { tags: format.list(change.remove) })
}
