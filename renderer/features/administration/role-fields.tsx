import { Caption1, Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { type Role, roleNames } from '../../../preload/contract/channel.ts'
import { useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  roles: { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '2px 16px' },
  label: { display: 'flex', flexDirection: 'column' },
  may: { color: tokens.colorNeutralForeground3 },
})

/** The six roles to tick, each with what it may do. */
export function RoleFields(props: {
  value: readonly Role[]
  onChange: (roles: readonly Role[]) => void
}) {
  const styles = useStyles()
  const t = useText()
  return (
    <fieldset>
      <legend>{t('members.admit-roles')}</legend>
      <div className={styles.roles}>
        {roleNames.map((role) => (
          <Checkbox
            key={role}
            checked={props.value.includes(role)}
            label={
              <span className={styles.label}>
                {t(`role.${role}`)}
                <Caption1 className={styles.may}>{t(`role.${role}-may`)}</Caption1>
              </span>
            }
            onChange={(_, data) =>
              props.onChange(
                roleNames.filter((each) =>
                  each === role ? data.checked === true : props.value.includes(each),
                ),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
