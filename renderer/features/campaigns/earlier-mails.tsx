import { Checkbox, Field, Input, makeStyles } from '@fluentui/react-components'
import { useState } from 'react'
import type { RequestState } from '../../../preload/contract/approval.ts'
import type { FrequencyCap, AudienceRules as Rules } from '../../../preload/contract/segments.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  choices: { display: 'flex', flexDirection: 'column' },
  cap: { display: 'flex', gap: '16px', alignItems: 'flex-start', paddingLeft: '8px' },
  number: { width: '96px' },
})

const begun: readonly RequestState[] = ['running', 'finished', 'stopped', 'halted']
const releasesShownMax = 20
const usualCap: FrequencyCap = { mailsMax: 1, days: 7 }

interface EarlierMailsProps {
  readonly rules: Rules
  readonly onChange: (rules: Rules) => void
}

/** Who stays out because of what they have got before. */
export function EarlierMails({ rules, onChange }: EarlierMailsProps) {
  const styles = useStyles()
  const t = useText()
  const requests = useCall('approval.list', {})
  const { exceptRequests } = rules
  const toggle = (request: string) =>
    onChange({
      ...rules,
      exceptRequests: exceptRequests.includes(request)
        ? exceptRequests.filter((each) => each !== request)
        : [...exceptRequests, request],
    })
  return (
    <Section title={t('campaigns.earlier-title')}>
      <Loaded asked={requests}>
        {(value) => {
          const releases = value
            .filter(
              ({ state, request }) => begun.includes(state) || exceptRequests.includes(request),
            )
            .toSorted((a, b) => (a.filedAt < b.filedAt ? 1 : -1))
            .slice(0, releasesShownMax)
          return (
            <div className={styles.choices}>
              {releases.map(({ request, campaignName, filedAt }) => (
                <Checkbox
                  key={request}
                  label={t('campaigns.earlier-release', { name: campaignName, at: filedAt })}
                  checked={exceptRequests.includes(request)}
                  onChange={() => toggle(request)}
                />
              ))}
              {releases.length === 0 ? <div>{t('campaigns.earlier-none')}</div> : null}
            </div>
          )
        }}
      </Loaded>
      <Checkbox
        label={t('campaigns.cap')}
        checked={rules.cap !== null}
        onChange={(_, data) => onChange({ ...rules, cap: data.checked === true ? usualCap : null })}
      />
      {rules.cap === null ? null : (
        <CapFields cap={rules.cap} onChange={(cap) => onChange({ ...rules, cap })} />
      )}
    </Section>
  )
}

function CapFields({
  cap,
  onChange,
}: {
  cap: FrequencyCap
  onChange: (cap: FrequencyCap) => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.cap}>
      <NumberField
        label={t('campaigns.cap-mails')}
        value={cap.mailsMax}
        max={1000}
        onChange={(mailsMax) => onChange({ ...cap, mailsMax })}
      />
      <NumberField
        label={t('campaigns.cap-days')}
        value={cap.days}
        max={3650}
        onChange={(days) => onChange({ ...cap, days })}
      />
    </div>
  )
}

/** What is no number stays as it was typed, says so, and changes nothing. */
function NumberField(props: {
  label: string
  value: number
  max: number
  onChange: (value: number) => void
}) {
  const styles = useStyles()
  const t = useText()
  const [typed, setTyped] = useState(String(props.value))
  const isValid = isWithin(typed, props.max)
  return (
    <Field
      label={props.label}
      {...(isValid
        ? {}
        : {
            validationState: 'error' as const,
            validationMessage: t('campaigns.cap-invalid', { max: props.max }),
          })}
    >
      <Input
        className={styles.number}
        inputMode="numeric"
        value={typed}
        onChange={(_, data) => {
          setTyped(data.value)
          if (isWithin(data.value, props.max)) props.onChange(Number(data.value))
        }}
      />
    </Field>
  )
}

function isWithin(text: string, max: number): boolean {
  return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= max
}
