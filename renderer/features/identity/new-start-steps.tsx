import { Checkbox, Dropdown, Field, Option } from '@fluentui/react-components'
import type { ChannelOutput } from '../../../preload/contract.ts'
import { CodeField } from '../../components/code-field.tsx'
import { useText } from '../../i18n/language.tsx'
import { NewPasswordFields, type PasswordDraft } from './password-fields.tsx'
import { passwordRules } from './password-rule.ts'
import { RecoverySheet } from './recovery-sheet.tsx'
import { TotpSetup } from './totp-setup.tsx'

/** What everybody does who gets in anew by sheets: a password, codes on paper, an authenticator. */
export interface NewStart extends PasswordDraft {
  readonly member: string
  readonly isSheetKept: boolean
  readonly code: string
}

export type NewStartStep = 'password' | 'codes' | 'authenticator'

export const blankStart: NewStart = {
  member: '',
  password: '',
  again: '',
  isSheetKept: false,
  code: '',
}

interface Person {
  readonly id: string
  readonly name: string
}

export function NewStartFields(props: {
  step: NewStartStep
  people: readonly Person[]
  value: NewStart
  begun: ChannelOutput<'keepers.begin-recovery'> | null
  onChange: (part: Partial<NewStart>) => void
}) {
  const t = useText()
  const { step, people, value, begun, onChange } = props
  const person = people.find((each) => each.id === value.member)
  if (step === 'password')
    return (
      <>
        {people.length > 1 ? (
          <Field label={t('keepers.who')}>
            <Dropdown
              value={person?.name ?? ''}
              selectedOptions={[value.member]}
              onOptionSelect={(_, data) => onChange({ member: data.optionValue ?? '' })}
            >
              {people.map(({ id, name }) => (
                <Option key={id} value={id}>
                  {name}
                </Option>
              ))}
            </Dropdown>
          </Field>
        ) : null}
        <NewPasswordFields value={value} onChange={onChange} names={namesOf(person)} />
      </>
    )
  if (begun === null) return null
  if (step === 'codes')
    return (
      <>
        <RecoverySheet
          title={t('identity.step-codes')}
          organizationName={begun.organizationName}
          memberName={person?.name ?? ''}
          sheet={null}
          recoveryCodes={begun.recoveryCodes}
          words={begun.words}
        />
        <Checkbox
          label={t('identity.sheet-kept')}
          checked={value.isSheetKept}
          onChange={(_, data) => onChange({ isSheetKept: data.checked === true })}
        />
      </>
    )
  return (
    <>
      <TotpSetup totp={begun.totp} />
      <CodeField
        value={value.code}
        onChange={(code) => onChange({ code })}
        hint={t('app.code-hint')}
      />
    </>
  )
}

export function isStartReady(
  step: NewStartStep,
  value: NewStart,
  people: readonly Person[],
): boolean {
  const person = people.find((each) => each.id === value.member)
  switch (step) {
    case 'password':
      return (
        person !== undefined &&
        passwordRules(value.password, value.again, namesOf(person)).every(({ isMet }) => isMet)
      )
    case 'codes':
      return value.isSheetKept
    case 'authenticator':
      return value.code.length === 6
  }
}

function namesOf(person: Person | undefined): string[] {
  return person === undefined ? [] : [person.name]
}
