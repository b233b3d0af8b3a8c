import { Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components'
import { DirectTls } from '../../../preload/contract/transport.ts'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import type { RouteFieldsProps } from './route-fields.tsx'

/** What the organization's policy lets a route without a relay do; while it is not known, nothing. */
function useDirectRule(): 'never' | 'encrypted' | 'opportunistic' {
  const rules = useCall('governance.rules', {}).value
  const value = rules?.find(({ name }) => name === 'directDelivery')?.value
  return allowances.find((each) => JSON.stringify(each) === value) ?? 'never'
}
const allowances = ['encrypted', 'opportunistic'] as const

/** By a relay, or straight to the receivers: the second only where the policy allows it. */
export function KindField({ draft, onChange }: RouteFieldsProps) {
  const t = useText()
  const isAllowed = useDirectRule() !== 'never'
  return (
    <Field label={t('routes.kind')} hint={isAllowed ? '' : t('routes.kind-locked')}>
      <RadioGroup
        value={draft.isDirect ? 'direct' : 'relay'}
        onChange={(_, { value }) => onChange({ isDirect: value === 'direct' })}
      >
        <Radio value="relay" label={t('routes.kind-relay')} />
        <Radio
          value="direct"
          label={t('routes.kind-direct')}
          disabled={!isAllowed && !draft.isDirect}
        />
      </RadioGroup>
    </Field>
  )
}

/** Where there is no relay: by which name we greet, and what is asked of each receiver at least. */
export function DirectFields({ draft, onChange }: RouteFieldsProps) {
  const t = useText()
  const isClearAllowed = useDirectRule() === 'opportunistic'
  return (
    <>
      <Field label={t('routes.name')} hint={t('routes.name-hint')} required>
        <Input
          value={draft.name}
          maxLength={200}
          onChange={(_, data) => onChange({ name: data.value })}
        />
      </Field>
      <Field label={t('routes.greeting-name')} hint={t('routes.greeting-hint')} required>
        <Input
          value={draft.host}
          spellCheck={false}
          placeholder="mail.example.co.jp"
          onChange={(_, data) => onChange({ host: data.value })}
        />
      </Field>
      <Field
        label={t('routes.direct-tls')}
        hint={
          isClearAllowed
            ? t('routes.direct-tls-hint')
            : `${t('routes.direct-tls-hint')} ${t('routes.direct-opportunistic-locked')}`
        }
      >
        <Select
          value={draft.directTls}
          onChange={(_, data) => {
            const directTls = DirectTls.options.find((each) => each === data.value)
            if (directTls !== undefined) onChange({ directTls })
          }}
        >
          {DirectTls.options.map((each) => (
            <option key={each} value={each} disabled={each === 'opportunistic' && !isClearAllowed}>
              {t(`routes.direct-${each}`)}
            </option>
          ))}
        </Select>
      </Field>
    </>
  )
}
