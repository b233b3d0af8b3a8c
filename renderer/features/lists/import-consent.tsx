import {
  Body1,
  Field,
  Input,
  makeStyles,
  Select,
  Switch,
  Textarea,
} from '@fluentui/react-components'
import { useState } from 'react'
import { type ConsentWay, consentWays } from '../../../preload/contract/contacts.ts'
import type { ChannelInput } from '../../../preload/contract.ts'
import { Section } from '../../components/page.tsx'
import { useText } from '../../i18n/language.tsx'
import { consentWayText } from '../contacts/consent-way.ts'

const useStyles = makeStyles({
  fields: { display: 'flex', gap: '16px', flexWrap: 'wrap', alignItems: 'flex-start' },
  wording: { flexGrow: 1, minWidth: '280px' },
})

/** What holds for every row whose columns do not say it; empty where nothing is added. */
export interface ConsentPlan {
  readonly way: ConsentWay | ''
  readonly givenOn: string
  readonly wording: string
}

export const noConsent: ConsentPlan = { way: '', givenOn: '', wording: '' }

/** As the core wants to hear it. */
export function toldOf({
  way,
  givenOn,
  wording,
}: ConsentPlan): ChannelInput<'lists.import'>['consent'] {
  return {
    ...(way === '' ? {} : { way }),
    ...(givenOn === '' ? {} : { givenOn }),
    ...(wording.trim() === '' ? {} : { wording }),
  }
}

interface ImportConsentProps {
  readonly consent: ConsentPlan
  readonly hasConsentDate: boolean
  readonly onChange: (consent: ConsentPlan) => void
}

/** How, when and to what the people of the file agreed, as far as its columns do not say it. */
export function ImportConsent({ consent, hasConsentDate, onChange }: ImportConsentProps) {
  const styles = useStyles()
  const t = useText()
  // What was entered before a trial still counts after it, and so it shows.
  const [isOpen, setOpen] = useState(Object.keys(toldOf(consent) ?? {}).length > 0)
  return (
    <Section title={t('import.consent-title')}>
      <Body1>{t(hasConsentDate ? 'import.consent-from-columns' : 'import.consent-for-all')}</Body1>
      <Switch
        label={t(hasConsentDate ? 'import.record-consent' : 'import.record-consent-for-all')}
        checked={isOpen}
        onChange={(_, data) => {
          setOpen(data.checked)
          if (!data.checked) onChange(noConsent)
        }}
      />
      {isOpen ? (
        <div className={styles.fields}>
          <Field label={t('contacts.way')}>
            <Select
              value={consent.way}
              onChange={(_, data) =>
                onChange({ ...consent, way: consentWays.find((way) => way === data.value) ?? '' })
              }
            >
              <option value="">{t('import.consent-way-none')}</option>
              {consentWays.map((way) => (
                <option key={way} value={way}>
                  {t(consentWayText[way])}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t('contacts.given-on')}>
            <Input
              type="date"
              value={consent.givenOn}
              onChange={(_, data) => onChange({ ...consent, givenOn: data.value })}
            />
          </Field>
          <Field
            label={t('contacts.wording')}
            hint={t('contacts.wording-hint')}
            className={styles.wording}
          >
            <Textarea
              value={consent.wording}
              maxLength={4000}
              resize="vertical"
              onChange={(_, data) => onChange({ ...consent, wording: data.value })}
            />
          </Field>
        </div>
      ) : null}
    </Section>
  )
}
