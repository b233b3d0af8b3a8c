import { Button, Field, Input, makeStyles } from '@fluentui/react-components'
import { FolderOpen20Regular } from '@fluentui/react-icons'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'

const useStyles = makeStyles({
  row: { display: 'flex', gap: '8px' },
  path: { flexGrow: 1 },
})

export interface ChosenFolder {
  /** Stands for the folder; the window never handles paths. */
  readonly folder: string
  /** To be read by a person. */
  readonly path: string
}

/** A folder, chosen in the system's own dialog. */
export function FolderField(props: {
  value: ChosenFolder | null
  onChange: (value: ChosenFolder) => void
  hint?: string | null
}) {
  const styles = useStyles()
  const t = useText()
  const choose = useAct('app.choose-folder')
  return (
    <>
      <Field label={t('identity.folder')} hint={props.hint ?? null}>
        {(field) => (
          <div className={styles.row}>
            <Input
              {...field}
              className={styles.path}
              readOnly
              value={props.value?.path ?? ''}
              placeholder={t('identity.folder-none')}
            />
            <Button
              icon={<FolderOpen20Regular />}
              disabled={choose.isRunning}
              onClick={() =>
                choose.run({}, (chosen) => (chosen === null ? undefined : props.onChange(chosen)))
              }
            >
              {t('identity.folder-choose')}
            </Button>
          </div>
        )}
      </Field>
      <ProblemNotice problem={choose.problem} />
    </>
  )
}
