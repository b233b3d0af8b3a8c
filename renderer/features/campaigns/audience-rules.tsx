import { Checkbox, makeStyles } from '@fluentui/react-components'
import type { AudienceRules as Rules } from '../../../preload/contract/segments.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { EarlierMails } from './earlier-mails.tsx'

const useStyles = makeStyles({
  choices: { display: 'flex', flexDirection: 'column' },
})

interface RulesProps {
  readonly rules: Rules
  readonly onChange: (rules: Rules) => void
}

/** Who comes in besides the lists, and who stays out. */
export function AudienceRules({ rules, onChange }: RulesProps) {
  const styles = useStyles()
  const t = useText()
  const segments = useCall('segments.names', {})
  const lists = useCall('lists.list', {})
  const toggled = (ids: readonly string[], id: string) =>
    ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]
  return (
    <>
      {segments.value?.length === 0 ? null : (
        <Section title={t('campaigns.segments-title')}>
          <Loaded asked={segments}>
            {(value) => (
              <div className={styles.choices}>
                {value.map(({ id, name }) => (
                  <Checkbox
                    key={id}
                    label={name}
                    checked={rules.segments.includes(id)}
                    onChange={() => onChange({ ...rules, segments: toggled(rules.segments, id) })}
                  />
                ))}
              </div>
            )}
          </Loaded>
        </Section>
      )}
      <Section title={t('campaigns.except-title')}>
        <div className={styles.choices}>
          {(lists.value ?? []).map(({ id, name }) => (
            <Checkbox
              key={id}
              label={t('campaigns.except-list', { name })}
              checked={rules.exceptLists.includes(id)}
              onChange={() => onChange({ ...rules, exceptLists: toggled(rules.exceptLists, id) })}
            />
          ))}
        </div>
      </Section>
      <EarlierMails rules={rules} onChange={onChange} />
    </>
  )
}
