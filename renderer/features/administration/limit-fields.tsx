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
    gridAutoFlow: 'column',
    gridAutoColumns: 'minmax(0, 1fr)',
    gridTemplateColumns: '96px',
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
  const departments = useCall('governance.departments', {})
  const { limits, sameAs } = props.value
  const roles = limitableRoles.filter((role) => props.roles.includes(role))
  const setLimit = (limit: RoleLimit) =>
    props.onChange({
      ...props.value,
      limits: [...limits.filter(({ role }) => role !== limit.role), limit].filter(
        (each) => each.departments ?? each.routes ?? each.recipientsMax,
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
          departments={departments.value ?? []}
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

const everywhere = { departments: null, routes: null, recipientsMax: null } as const

interface Named {
  readonly id: string
  readonly name: string
}

function LimitRow(props: {
  limit: RoleLimit
  routes: readonly Named[]
  departments: readonly Named[]
  onChange: (limit: RoleLimit) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { limit, routes, departments } = props
  const role = t(`role.${limit.role}`)
  const labelOf = (what: string) => t('members.reach-of', { role, what })
  return (
    <div className={styles.limit}>
      <span className={styles.role}>{role}</span>
      {departments.length === 0 ? null : (
        <Field label={t('members.reach-departments')}>
          <SomeOrAll
            label={labelOf(t('members.reach-departments'))}
            all={departments}
            chosen={limit.departments}
            onChange={(chosen) => props.onChange({ ...limit, departments: chosen })}
          />
        </Field>
      )}
      <Field label={t('members.reach-routes')}>
        <SomeOrAll
          label={labelOf(t('members.reach-routes'))}
          all={routes}
          chosen={limit.routes}
          onChange={(chosen) => props.onChange({ ...limit, routes: chosen })}
        />
      </Field>
      <Field label={t('members.reach-recipients')}>
        <Input
          inputMode="numeric"
          aria-label={labelOf(t('members.reach-recipients'))}
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

/** Nothing chosen means all. */
function SomeOrAll(props: {
  label: string
  all: readonly Named[]
  chosen: readonly string[] | null
  onChange: (chosen: string[] | null) => void
}) {
  const t = useText()
  const chosen = props.chosen ?? []
  const names = props.all.filter(({ id }) => chosen.includes(id)).map(({ name }) => name)
  return (
    <Dropdown
      multiselect
      aria-label={props.label}
      value={names.length === 0 ? t('members.reach-all') : names.join(', ')}
      selectedOptions={[...chosen]}
      onOptionSelect={(_, { selectedOptions }) =>
        props.onChange(selectedOptions.length === 0 ? null : selectedOptions)
      }
    >
      {props.all.map(({ id, name }) => (
        <Option key={id} value={id} text={name}>
          {name}
        </Option>
      ))}
    </Dropdown>
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
      .map((each) => ({
        ...each,
        departments: each.departments && [...each.departments],
        routes: each.routes && [...each.routes],
      })),
    sameAs,
  }
}
