import { Button, Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import {
  CheckmarkCircle16Filled,
  Circle16Regular,
  Eye20Regular,
  EyeOff20Regular,
} from '@fluentui/react-icons'
import { type KeyboardEvent, useState } from 'react'
import { useText } from '../../i18n/language.tsx'
import { passwordLengthMin, passwordRules } from './password-rule.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '16px' },
  rules: {
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    color: tokens.colorNeutralForeground3,
  },
  rule: { display: 'flex', alignItems: 'center', gap: '8px' },
  met: { color: tokens.colorStatusSuccessForeground1 },
  mark: { display: 'flex' },
})

export interface PasswordDraft {
  readonly password: string
  readonly again: string
}

/** A new password, typed twice, with its rules ticked off while it grows. */
export function NewPasswordFields(props: {
  value: PasswordDraft
  onChange: (value: PasswordDraft) => void
  names: readonly string[]
}) {
  const styles = useStyles()
  const t = useText()
  const { password, again } = props.value
  const rules = passwordRules(password, again, props.names)
  return (
    <div className={styles.root}>
      <PasswordField
        label={t('identity.password')}
        value={password}
        autoComplete="new-password"
        onChange={(next) => props.onChange({ password: next, again })}
        hasFocus
      />
      <PasswordField
        label={t('identity.password-again')}
        value={again}
        autoComplete="new-password"
        onChange={(next) => props.onChange({ password, again: next })}
      />
      <ul className={styles.rules} aria-label={t('identity.password-rules')}>
        {rules.map(({ rule, isMet }) => (
          <li key={rule} className={mergeClasses(styles.rule, isMet && styles.met)}>
            <span
              className={styles.mark}
              role="img"
              aria-label={isMet ? t('identity.rule-met') : t('identity.rule-open')}
            >
              {isMet ? <CheckmarkCircle16Filled /> : <Circle16Regular />}
            </span>
            {rule === 'length'
              ? t('identity.rule-length', { lengthMin: passwordLengthMin })
              : t(`identity.rule-${rule}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}

export interface PasswordFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoComplete: 'new-password' | 'current-password'
  readonly hasFocus?: boolean
  readonly isDisabled?: boolean
}

/** A password with an eye to see it, and a word when Caps Lock is on. */
export function PasswordField(props: PasswordFieldProps) {
  const t = useText()
  const [isShown, setShown] = useState(false)
  const [hasCapsLock, setCapsLock] = useState(false)
  function watchCapsLock(event: KeyboardEvent) {
    setCapsLock(event.getModifierState('CapsLock'))
  }
  return (
    <Field
      label={props.label}
      {...(hasCapsLock
        ? { validationState: 'warning', validationMessage: t('identity.caps-lock') }
        : {})}
    >
      <Input
        type={isShown ? 'text' : 'password'}
        value={props.value}
        autoComplete={props.autoComplete}
        autoFocus={props.hasFocus ?? false}
        disabled={props.isDisabled ?? false}
        spellCheck={false}
        onChange={(_, data) => props.onChange(data.value)}
        onKeyDown={watchCapsLock}
        onKeyUp={watchCapsLock}
        contentAfter={
          <Button
            appearance="transparent"
            size="small"
            icon={isShown ? <EyeOff20Regular /> : <Eye20Regular />}
            aria-label={isShown ? t('identity.password-hide') : t('identity.password-show')}
            onClick={() => setShown(!isShown)}
          />
        }
      />
    </Field>
  )
}
