import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components'
import { Checkmark16Regular, Copy16Regular } from '@fluentui/react-icons'
import { type ClipboardEvent, useState } from 'react'
import type { CopiedKind } from '../../preload/contract/app.ts'
import type { Problem } from '../../preload/problem.ts'
import { copy, selectedText } from '../copying.ts'
import { useFormat, useText } from '../i18n/language.tsx'
import { useMachine } from '../machine.ts'

const useStyles = makeStyles({
  row: { display: 'flex', gap: '8px', alignItems: 'flex-start' },
  text: { flexGrow: 1 },
  area: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
})

/** Text to be taken elsewhere: selected as a whole, and copied by one button. */
export function CopyField(props: {
  label: string
  value: string
  rows?: number
  kind: CopiedKind
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { preventsCopy } = useMachine()
  const [isCopied, setCopied] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const hint = preventsCopy ? 'machine.no-copy' : props.kind === 'public' ? null : 'app.copy-clears'

  async function put(text: string) {
    const answer = await copy(text, props.kind)
    setProblem(answer)
    setCopied(answer === null)
  }

  function onCopy(event: ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) {
    event.preventDefault()
    const text = selectedText(event.currentTarget)
    if (text !== '' && !preventsCopy) void put(text)
  }

  return (
    <Field
      label={props.label}
      hint={hint === null ? null : t(hint)}
      validationMessage={problem === null ? null : format.problem(problem)}
    >
      <div className={styles.row}>
        {props.rows === undefined ? (
          <Input
            className={styles.text}
            input={{ className: styles.area, onCopy }}
            readOnly
            aria-label={props.label}
            value={props.value}
            onFocus={(event) => event.currentTarget.select()}
          />
        ) : (
          <Textarea
            className={styles.text}
            textarea={{ className: styles.area, rows: props.rows, onCopy }}
            readOnly
            aria-label={props.label}
            value={props.value}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
        <Button
          icon={isCopied ? <Checkmark16Regular /> : <Copy16Regular />}
          disabled={preventsCopy}
          onClick={() => void put(props.value)}
          aria-live="polite"
        >
          {isCopied ? t('app.copied') : t('app.copy')}
        </Button>
      </div>
    </Field>
  )
}
