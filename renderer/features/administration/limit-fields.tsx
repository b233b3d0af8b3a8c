import {
  Caption1,
  Checkbox,
  Dropdown,
  Field,
  Input,
  makeStyles,
  Option,
  tokens,
} from '@fluentui/react-components'
import type { Role } from '../../../preload/contract/channel.ts'
import {
  limitableRoles,
  type MemberView,
  type RoleLimit,
} from '../../../preload/contract/identity.ts'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px' },
  limit: {
    display: 'grid',
    gridTemplateColumns: '110px 1fr 180px',
    gap: '12px',
    alignItems: 'end',
  },
  role: { paddingBottom: '6px' },
  quiet: { color: tokens.colorNeutralForeground3 },
})

/** What is being given besides the roles themselves. */
export interface Reach {
  readonly limits: readonly RoleLimit[]
  /** Another entry of the same human being. */
  readonly sameAs: string | null
}

/** How far each role reaches, and whose second entry this is. In a small office nobody opens it. */
export function LimitFields(props: {
  roles: readonly Role[]
  value: Reach
  /** Whom the entry could be another one of. */
  others: readonly MemberView[]
  onChange: (value: Reach) => void
}) {
  const styles = useStyles()
  const t = useText()
  const routes = useCall('routes.list', {})
  const { limits, sameAs } = props.value
  const roles = limitableRoles.filter((role) => props.roles.includes(role))
  const setLimit = (limit: RoleLimit) =>
    props.onChange({
      ...props.value,
      limits: [...limits.filter(({ role }) => role !== limit.role), limit].filter(
        (each) => each.routes !== null || each.recipientsMax !== null,
      ),
    })
  const other = props.others.find(({ id }) => id === sameAs)
  return (
    <div className={styles.root}>
      <Caption1 className={styles.quiet}>{t('members.reach-note')}</Caption1>
      {roles.map((role) => (
        <LimitRow
          key={role}
          limit={limits.find((each) => each.role === role) ?? { role, ...everywhere }}
          routes={(routes.value ?? []).map(({ id, name }) => ({ id, name }))}
          onChange={setLimit}
        />
      ))}
      {props.others.length === 0 ? null : (
        <Field label={t('members.same-as')} hint={t('members.same-as-hint')}>
          <Dropdown
            value={other?.name ?? t('members.same-as-nobody')}
            selectedOptions={[sameAs ?? '']}
            onOptionSelect={(_, { optionValue = '' }) =>
              props.onChange({ ...props.value, sameAs: optionValue === '' ? null : optionValue })
            }
          >
            <Option value="" text={t('members.same-as-nobody')}>
              {t('members.same-as-nobody')}
            </Option>
            {props.others.map(({ id, name }) => (
              <Option key={id} value={id} text={name}>
                {name}
              </Option>
            ))}
          </Dropdown>
        </Field>
      )}
    </div>
  )
}

const everywhere = { routes: null, recipientsMax: null } as const

function LimitRow(props: {
  limit: RoleLimit
  routes: readonly { readonly id: string; readonly name: string }[]
  onChange: (limit: RoleLimit) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { limit, routes } = props
  const role = t(`role.${limit.role}`)
  const chosen = limit.routes ?? []
  const names = routes.filter(({ id }) => chosen.includes(id)).map(({ name }) => name)
  return (
    <div className={styles.limit}>
      <span className={styles.role}>{role}</span>
      <Field label={t('members.reach-routes')}>
        <Dropdown
          multiselect
          aria-label={t('members.reach-of', { role, what: t('members.reach-routes') })}
          value={names.length === 0 ? t('members.reach-all') : names.join(', ')}
          selectedOptions={[...chosen]}
          onOptionSelect={(_, { selectedOptions }) =>
            props.onChange({
              ...limit,
              routes: selectedOptions.length === 0 ? null : selectedOptions,
            })
          }
        >
          {routes.map(({ id, name }) => (
            <Option key={id} value={id} text={name}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={t('members.reach-recipients')}>
        <Input
          inputMode="numeric"
          aria-label={t('members.reach-of', { role, what: t('members.reach-recipients') })}
          placeholder={t('members.reach-all')}
          value={limit.recipientsMax === null ? '' : String(limit.recipientsMax)}
          onChange={(_, data) => {
            const digits = data.value.normalize('NFKC').replace(/\D/g, '').slice(0, 9)
            const count = Number(digits)
            props.onChange({ ...limit, recipientsMax: count > 0 ? count : null })
          }}
        />
      </Field>
    </div>
  )
}

/** Opens the fields above; shut, nothing of them is in the way. */
export function ReachSwitch(props: { isOpen: boolean; onChange: (isOpen: boolean) => void }) {
  const t = useText()
  return (
    <Checkbox
      label={t('members.reach')}
      checked={props.isOpen}
      onChange={(_, data) => props.onChange(data.checked === true)}
    />
  )
}

/** Only of roles that are given: a limit of another says nothing. */
export function reachInput({ limits, sameAs }: Reach, roles: readonly Role[]) {
  return {
    limits: limits
      .filter(({ role }) => roles.includes(role))
      .map((each) => ({ ...each, routes: each.routes && [...each.routes] })),
    sameAs,
  }
}
