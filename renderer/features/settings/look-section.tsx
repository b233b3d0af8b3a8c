import { Field, Radio, RadioGroup } from '@fluentui/react-components'
import {
  type AppState,
  Density,
  Language,
  StartPage,
  Theme,
} from '../../../preload/contract/app.ts'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { mayOpen } from '../../page-access.ts'
import { useSession } from '../../session.tsx'

/** Language, colours, density and the first page; what IT has fixed says so. */
export function LookSection({ state }: { readonly state: AppState }) {
  const t = useText()
  const set = useAct('app.set-preferences')
  const { roles } = useSession()
  const { language, theme, density, startPage } = state.preferences
  const { locksLanguage } = state.machine
  const startPages = StartPage.options.filter((page) => mayOpen(page, roles))
  return (
    <Section title={t('settings.look')}>
      <ProblemNotice problem={set.problem} />
      <Choice
        label={t('app.language')}
        hint={locksLanguage ? t('machine.set-by-it') : undefined}
        isDisabled={locksLanguage}
        value={language}
        options={Language.options.map((value) => ({ value, label: t(`app.language-${value}`) }))}
        onChange={(value) => set.run({ language: value })}
      />
      <Choice
        label={t('app.theme')}
        value={theme}
        options={Theme.options.map((value) => ({ value, label: t(`app.theme-${value}`) }))}
        onChange={(value) => set.run({ theme: value })}
      />
      <Choice
        label={t('settings.density')}
        value={density}
        options={Density.options.map((value) => ({
          value,
          label: t(`settings.density-${value}`),
        }))}
        onChange={(value) => set.run({ density: value })}
      />
      <Choice
        label={t('settings.start')}
        value={startPages.includes(startPage) ? startPage : 'home'}
        options={startPages.map((value) => ({ value, label: t(`page.${value}`) }))}
        onChange={(value) => set.run({ startPage: value })}
      />
    </Section>
  )
}

/** One of a few, all of them in sight. */
function Choice<T extends string>(props: {
  readonly label: string
  readonly hint?: string | undefined
  readonly isDisabled?: boolean
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}) {
  return (
    <Field label={props.label} {...(props.hint === undefined ? {} : { hint: props.hint })}>
      <RadioGroup
        layout="horizontal"
        value={props.value}
        disabled={props.isDisabled === true}
        onChange={(_, data) => {
          const chosen = props.options.find(({ value }) => value === data.value)
          if (chosen !== undefined) props.onChange(chosen.value)
        }}
      >
        {props.options.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} />
        ))}
      </RadioGroup>
    </Field>
  )
}
