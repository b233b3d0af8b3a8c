import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ListView } from '../../../preload/contract/lists.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  list: {
    width: '208px',
    flexShrink: 0,
    margin: 0,
    padding: 0,
    listStyle: 'none',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
  },
  item: {
    width: '100%',
    textAlign: 'left',
    padding: '8px 12px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    cursor: 'pointer',
    display: 'flex',
    flexDirection: 'column',
    ':hover': {
      backgroundColor: tokens.colorSubtleBackgroundHover,
      color: tokens.colorNeutralForeground1Hover,
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    color: tokens.colorNeutralForeground1Selected,
    boxShadow: `inset 3px 0 0 ${tokens.colorCompoundBrandStroke}`,
  },
  name: { overflowWrap: 'anywhere' },
  note: { color: tokens.colorNeutralForeground3 },
})

/** The lists by name, with how many contacts each has, and whose it is where there are departments. */
export function ListPicker(props: {
  lists: readonly ListView[]
  chosen: string
  onChoose: (list: string) => void
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const departments = useCall('governance.departments', {})
  const nameOf = (list: ListView) =>
    departments.value?.find((each) => each.id === list.department)?.name
  return (
    <ul className={styles.list} aria-label={t('lists.lists')}>
      {props.lists.map((list) => (
        <li key={list.id}>
          <button
            type="button"
            aria-current={list.id === props.chosen}
            className={mergeClasses(styles.item, list.id === props.chosen && styles.chosen)}
            onClick={() => props.onChoose(list.id)}
          >
            <span className={styles.name}>{list.name}</span>
            <Caption1 className={styles.note}>
              {t('lists.count', { count: list.contactCount })}
              {' · '}
              {format.date(list.updatedAt)}
            </Caption1>
            {list.department === null ? null : (
              <Caption1 className={styles.note}>{nameOf(list)}</Caption1>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
