import { Button, Field, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useEffect, useRef } from 'react'
import { useText } from '../i18n/language.tsx'
import { useAct } from '../ipc.ts'
import { useSample } from '../sample.ts'

const digitCount = 6

const useStyles = makeStyles({
  frame: { position: 'relative', width: 'fit-content' },
  boxes: { display: 'flex', gap: '8px' },
  box: {
    width: '40px',
    height: '48px',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    fontSize: '22px',
    fontVariantNumeric: 'tabular-nums',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    ':nth-child(3)': { marginRight: '8px' },
  },
  next: {
    outlineStyle: 'solid',
    outlineWidth: '2px',
    outlineColor: tokens.colorCompoundBrandStroke,
    outlineOffset: '-1px',
  },
  wrong: { border: `1px solid ${tokens.colorStatusDangerBorder2}` },
  input: {
    position: 'absolute',
    inset: 0,
    width: '100%',
    height: '100%',
    opacity: 0,
    border: 'none',
    padding: 0,
    cursor: 'text',
    ':focus ~ div > [data-next="true"]': {
      outlineStyle: 'solid',
      outlineWidth: '2px',
      outlineColor: tokens.colorCompoundBrandStroke,
      outlineOffset: '-1px',
    },
  },
})

export interface CodeFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Called once when the sixth digit is there. */
  readonly onComplete?: ((value: string) => void) | undefined
  readonly label?: string | undefined
  readonly hint?: string | undefined
  readonly isWrong?: boolean | undefined
  readonly isDisabled?: boolean | undefined
  readonly hasFocus?: boolean | undefined
}

/**
 * Six digits of an authenticator application. One input under six boxes: typing moves on by itself,
 * pasting works with spaces in it, and full-width digits of an input method become plain ones.
 */
export function CodeField(props: CodeFieldProps) {
  const styles = useStyles()
  const t = useText()
  const input = useRef<HTMLInputElement>(null)
  const isComposing = useRef(false)
  const next = Math.min(props.value.length, digitCount - 1)
  useEffect(() => {
    if (props.hasFocus) {
      input.current?.focus()
    }
  }, [props.hasFocus])

  function accept(typed: string) {
    const digits = toDigits(typed)
    props.onChange(digits)
    if (digits.length === digitCount && props.value.length < digitCount) {
      props.onComplete?.(digits)
    }
  }

  const isInSample = useSample() !== null
  return (
    <Field
      label={props.label ?? t('app.code')}
      {...(props.hint === undefined || isInSample ? {} : { hint: props.hint })}
      {...(isInSample ? { hint: <SampleCode onCode={accept} /> } : {})}
    >
      {(field) => (
        <div className={styles.frame}>
          <input
            {...field}
            ref={input}
            className={styles.input}
            type="tel"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]*"
            spellCheck={false}
            disabled={props.isDisabled}
            aria-invalid={props.isWrong}
            value={props.value}
            onCompositionStart={() => {
              isComposing.current = true
            }}
            onCompositionEnd={(event) => {
              isComposing.current = false
              accept(event.currentTarget.value)
            }}
            onChange={(event) => {
              if (!isComposing.current) {
                accept(event.currentTarget.value)
              }
            }}
          />
          <div className={styles.boxes} aria-hidden>
            {Array.from({ length: digitCount }, (_, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a box is its position
                key={index}
                data-next={index === next}
                className={mergeClasses(styles.box, props.isWrong && styles.wrong)}
              >
                {props.value[index] ?? ''}
              </span>
            ))}
          </div>
        </div>
      )}
    </Field>
  )
}

/** In the sample the telephone is a button. */
function SampleCode({ onCode }: { readonly onCode: (code: string) => void }) {
  const t = useText()
  const ask = useAct('sample.code')
  return (
    <>
      <Button
        size="small"
        disabledFocusable={ask.isRunning}
        onClick={() => ask.run({}, ({ code }) => onCode(code))}
      >
        {t('sample.fill-code')}
      </Button>
      <div>{t('sample.fill-code-hint')}</div>
    </>
  )
}

/** Keeps the first six digits of whatever was typed or pasted. */
function toDigits(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '').slice(0, digitCount)
}
