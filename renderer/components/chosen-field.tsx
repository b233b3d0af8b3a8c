import { Button, Field, Input, makeStyles } from '@fluentui/react-components'
import type { ReactElement } from 'react'

const useStyles = makeStyles({
  pair: { display: 'flex', gap: '8px' },
  name: { flexGrow: 1, flexBasis: 0, minWidth: 0 },
})

/** A file or folder that is chosen in the system's own dialog: its name, and the button that asks. */
export function ChosenField(props: {
  label: string
  hint: string
  /** Empty: nothing is chosen yet, and `none` says what that means. */
  name: string
  none: string
  chooseLabel: string
  icon: ReactElement
  isChoosing: boolean
  onChoose: () => void
}) {
  const styles = useStyles()
  return (
    <Field label={props.label} hint={props.hint}>
      {(field) => (
        <div className={styles.pair}>
          <Input
            {...field}
            className={styles.name}
            readOnly
            value={props.name}
            placeholder={props.none}
          />
          <Button icon={props.icon} disabled={props.isChoosing} onClick={props.onChoose}>
            {props.chooseLabel}
          </Button>
        </div>
      )}
    </Field>
  )
}
