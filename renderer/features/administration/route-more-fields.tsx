import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Checkbox,
  Field,
  Input,
  makeStyles,
  Select,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { useText } from '../../i18n/language.tsx'
import { PasswordField } from '../identity/password-fields.tsx'
import { inFlightChoices } from './route-draft.ts'
import type { RouteFieldsProps } from './route-fields.tsx'

const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', gap: '16px', margin: '8px 0 0' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 140px)',
    alignItems: 'start',
    gap: '16px',
  },
  narrow: { minWidth: 0, width: '100%' },
  half: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '16px' },
  checks: { display: 'flex', flexDirection: 'column' },
  hex: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
})

/** What few offices need: closed until somebody looks for it. */
export function MoreFields({ draft, onChange }: RouteFieldsProps) {
  const styles = useStyles()
  const t = useText()
  return (
    <Accordion collapsible>
      <AccordionItem value="more">
        <AccordionHeader>{t('routes.more')}</AccordionHeader>
        <AccordionPanel className={styles.panel}>
          {draft.isDirect ? null : <OtherRelayFields draft={draft} onChange={onChange} />}
          <Field label={t('routes.domain-rates')} hint={t('routes.domain-rates-hint')}>
            <Textarea
              value={draft.domainRates}
              resize="vertical"
              textarea={{ className: styles.hex, rows: 3, spellCheck: false }}
              onChange={(_, data) => onChange({ domainRates: data.value })}
            />
          </Field>
          <div className={styles.checks}>
            {(
              [
                'ed25519',
                'dsn',
                ...(draft.isDirect ? [] : (['chunking', 'isToken'] as const)),
              ] as const
            ).map((name) => (
              <Checkbox
                key={name}
                label={t(`routes.use-${name}`)}
                checked={draft[name]}
                onChange={(_, data) => onChange({ [name]: data.checked === true })}
              />
            ))}
          </div>
          <Field label={t('routes.in-flight')} hint={t('routes.in-flight-hint')}>
            <Select
              value={draft.inFlight}
              disabled={!draft.chunking}
              onChange={(_, { value }) => {
                const chosen = inFlightChoices.find((each) => each === value)
                if (chosen) onChange({ inFlight: chosen })
              }}
            >
              {inFlightChoices.map((each) => (
                <option key={each} value={each}>
                  {each === '1' ? t('routes.in-flight-one') : each}
                </option>
              ))}
            </Select>
          </Field>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  )
}

/** Of the relay's key, and of the relay behind it. */
function OtherRelayFields({ draft, onChange }: RouteFieldsProps) {
  const styles = useStyles()
  const t = useText()
  return (
    <>
      <Field label={t('routes.pins')} hint={t('routes.pins-hint')}>
        <Textarea
          value={draft.pins}
          resize="vertical"
          textarea={{ className: styles.hex, rows: 2, spellCheck: false }}
          onChange={(_, data) => onChange({ pins: data.value })}
        />
      </Field>
      <div className={styles.row}>
        <Field label={t('routes.fallback-host')} hint={t('routes.fallback-hint')}>
          <Input
            value={draft.fallbackHost}
            spellCheck={false}
            onChange={(_, data) => onChange({ fallbackHost: data.value })}
          />
        </Field>
        <Field label={t('routes.fallback-port')}>
          <Input
            className={styles.narrow}
            value={draft.fallbackPort}
            inputMode="numeric"
            onChange={(_, data) => onChange({ fallbackPort: data.value })}
          />
        </Field>
      </div>
      <div className={styles.half}>
        <Field label={t('routes.fallback-user')}>
          <Input
            value={draft.fallbackUser}
            spellCheck={false}
            autoComplete="off"
            placeholder={t('routes.no-auth')}
            onChange={(_, data) => onChange({ fallbackUser: data.value })}
          />
        </Field>
        <PasswordField
          label={t('routes.fallback-password')}
          value={draft.fallbackPassword}
          autoComplete="new-password"
          isDisabled={draft.fallbackUser.trim() === ''}
          onChange={(fallbackPassword) => onChange({ fallbackPassword })}
        />
      </div>
    </>
  )
}
