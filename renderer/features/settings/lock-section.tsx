import { Body1, Dropdown, Field, makeStyles, Option } from '@fluentui/react-components'
import type { AppState } from '../../../preload/contract/app.ts'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'

const useStyles = makeStyles({ field: { maxWidth: '320px' } })

const minutesOffered = [1, 2, 3, 5, 10, 15, 30, 60] as const

/** After how long this PC locks: earlier than the limit as the person likes, later never. */
export function LockSection({ state }: { readonly state: AppState }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const set = useAct('app.set-preferences')
  const explained = useCall('policy.explain', {})
  const { idleMinutes } = state.preferences
  const most = state.session?.idleMinutesMax ?? 10
  const minutes = (count: number) => format.duration(count * 60)
  const asAllowed = t('settings.lock-policy', { duration: minutes(most) })
  const offered = minutesOffered.filter((each) => each < most)
  const setting = explained.value?.settings.find(({ name }) => name === 'IdleMinutesMax')
  const isByIt = setting !== undefined && setting.source !== null && setting.value === String(most)
  const chosen = idleMinutes !== null && idleMinutes < most ? idleMinutes : null
  return (
    <Section title={t('settings.lock')}>
      <ProblemNotice problem={set.problem} />
      <Field
        className={styles.field}
        label={t('settings.lock-after')}
        hint={t(isByIt ? 'settings.lock-by-it' : 'settings.lock-by-organization', {
          duration: minutes(most),
        })}
      >
        <Dropdown
          value={chosen === null ? asAllowed : minutes(chosen)}
          selectedOptions={[String(chosen ?? most)]}
          onOptionSelect={(_, data) => {
            const value = Number(data.optionValue)
            set.run({ idleMinutes: offered.some((each) => each === value) ? value : null })
          }}
        >
          {offered.map((each) => (
            <Option key={each} value={String(each)}>
              {minutes(each)}
            </Option>
          ))}
          <Option value={String(most)}>{asAllowed}</Option>
        </Dropdown>
      </Field>
      <Body1>{t('settings.lock-also')}</Body1>
    </Section>
  )
}
