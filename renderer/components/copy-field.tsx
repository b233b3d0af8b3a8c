import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { Checkmark16Regular, Copy16Regular } from '@fluentui/react-icons'
import { useRef, useState } from 'react'
import { useText } from '../i18n/language.tsx'
import { useMachine } from '../machine.ts'

const useStyles = makeStyles({
  row: { display: 'flex', gap: '8px', alignItems: 'flex-start' },
  text: { flexGrow: 1 },
  area: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
})

/** Text to be taken elsewhere: selected as a whole, and copied by one button. */
export function CopyField(props: { label: string; value: string; rows?: number }) {
  const styles = useStyles()
  const t = useText()
  const area = useRef<HTMLTextAreaElement>(null)
  const line = useRef<HTMLInputElement>(null)
  const { preventsCopy } = useMachine()
  const [isCopied, setCopied] = useState(false)

  function copy() {
    const field = area.current ?? line.current
    field?.select()
    // Not the asynchronous clipboard: it asks for a permission that the window never gets.
    setCopied(document.execCommand('copy'))
  }

  return (
    <Field label={props.label} hint={preventsCopy ? t('machine.no-copy') : null}>
      <div className={styles.row}>
        {props.rows === undefined ? (
          <Input
            className={styles.text}
            input={{ ref: line, className: styles.area }}
            readOnly
            aria-label={props.label}
            value={props.value}
            onFocus={(event) => event.currentTarget.select()}
          />
        ) : (
          <Textarea
            className={styles.text}
            textarea={{ ref: area, className: styles.area, rows: props.rows }}
            readOnly
            aria-label={props.label}
            value={props.value}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
        <Button
          icon={isCopied ? <Checkmark16Regular /> : <Copy16Regular />}
          disabled={preventsCopy}
          onClick={copy}
          aria-live="polite"
        >
          {isCopied ? t('app.copied') : t('app.copy')}
        </Button>
      </div>
    </Field>
  )
}
