import { Caption1, Field, Input, makeStyles } from '@fluentui/react-components'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { PasswordField } from '../identity/password-fields.tsx'
import { sayJson } from '../policy/setting-words.ts'
import { AuthorityField, HostFields } from './host-fields.tsx'
import type { RouteDraft } from './route-draft.ts'

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '16px', alignItems: 'start' },
  threeRow: { display: 'grid', gridTemplateColumns: '1fr 1fr 1fr', gap: '16px' },
})

export interface RouteFieldsProps {
  readonly draft: RouteDraft
  /** The password stays as it is: nobody can see or type it here. */
  readonly isPasswordKept?: boolean
  readonly onChange: (part: Partial<RouteDraft>) => void
}

export function RelayFields({ draft, onChange, isPasswordKept = false }: RouteFieldsProps) {
  const styles = useStyles()
  const t = useText()
  return (
    <>
      <Field label={t('routes.name')} hint={t('routes.name-hint')} required>
        <Input
          autoFocus
          value={draft.name}
          maxLength={200}
          onChange={(_, data) => onChange({ name: data.value })}
        />
      </Field>
      <HostFields draft={draft} onChange={onChange} />
      <AllowedRelays />
      <div className={styles.row}>
        <Field label={t('routes.user')}>
          <Input
            value={draft.user}
            spellCheck={false}
            autoComplete="off"
            placeholder={t('routes.no-auth')}
            onChange={(_, data) => onChange({ user: data.value })}
          />
        </Field>
        <PasswordField
          label={t('routes.password')}
          value={draft.password}
          autoComplete="new-password"
          isDisabled={isPasswordKept || draft.user.trim() === ''}
          onChange={(password) => onChange({ password })}
        />
      </div>
      <AuthorityField value={draft.ca} onChange={(ca) => onChange({ ca })} />
    </>
  )
}

/** Where IT allows some relays only: which. Whether this is one of them, the core says. */
function AllowedRelays() {
  const t = useText()
  const setting = useCall('policy.explain', {}).value?.settings.find(
    ({ name }) => name === 'AllowedRelays',
  )
  return setting === undefined || setting.value === null ? null : (
    <Caption1>
      {t('machine.allowed-relays', {
        relays: sayJson(setting.value, t).replaceAll('\n', ', '),
      })}
    </Caption1>
  )
}

export function DkimFields({ draft, onChange }: RouteFieldsProps) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.row}>
      <Field label={t('routes.dkim-domain')} hint={t('routes.dkim-hint')} required>
        <Input
          value={draft.dkimDomain}
          spellCheck={false}
          placeholder="example.co.jp"
          onChange={(_, data) => onChange({ dkimDomain: data.value })}
        />
      </Field>
      <Field label={t('routes.dkim-selector')} required>
        <Input
          value={draft.dkimSelector}
          spellCheck={false}
          onChange={(_, data) => onChange({ dkimSelector: data.value })}
        />
      </Field>
    </div>
  )
}

export function LimitFields({ draft, onChange }: RouteFieldsProps) {
  const styles = useStyles()
  const t = useText()
  return (
    <div className={styles.threeRow}>
      <Field label={t('routes.connections-max')} required>
        <Input
          value={draft.connectionsMax}
          inputMode="numeric"
          onChange={(_, data) => onChange({ connectionsMax: data.value })}
        />
      </Field>
      <Field label={t('routes.rate-max')}>
        <Input
          value={draft.ratePerHourMax}
          inputMode="numeric"
          placeholder={t('routes.rate-none')}
          onChange={(_, data) => onChange({ ratePerHourMax: data.value })}
        />
      </Field>
      <Field label={t('routes.quorum')} required>
        <Input
          value={draft.quorum}
          inputMode="numeric"
          onChange={(_, data) => onChange({ quorum: data.value })}
        />
      </Field>
    </div>
  )
}
