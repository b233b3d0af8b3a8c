import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Dismiss20Regular, Edit20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { ContactSelection } from '../../../preload/contract/contacts.ts'
import type { ListView } from '../../../preload/contract/lists.ts'
import { useText } from '../../i18n/language.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { EraseButton } from './erase-button.tsx'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px 12px',
    alignItems: 'center',
    padding: '6px 12px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  text: { flexGrow: 1 },
})

/** Of what can be ticked one by one. */
export const tickedMax = 1000

/** What can be done with the contacts that are ticked, or with everybody whom the search finds. */
export function SelectionBar(props: {
  list: ListView
  search: string
  /** Of whom the search finds. */
  total: number
  ticked: ReadonlySet<number>
  onClear: () => void
}) {
  const styles = useStyles()
  const t = useText()
  const [isEditing, setEditing] = useState(false)
  // Said until something else is ticked.
  const [done, setDone] = useState<{ count: number; of: ReadonlySet<number> } | null>(null)
  const { ticked } = props
  const isTicked = ticked.size > 0
  const changed = done?.of === ticked ? done.count : null
  const selection: ContactSelection = isTicked
    ? { kind: 'ticked', contacts: [...ticked] }
    : { kind: 'found', search: props.search }
  const count = isTicked ? ticked.size : props.total
  return (
    <section className={styles.root} aria-label={t('contacts.selection')}>
      <span className={styles.text} role="status">
        {changed === null
          ? isTicked
            ? t('contacts.ticked', { count })
            : t('contacts.all-found', { count })
          : t('contacts.bulk-changed', { count: changed })}
      </span>
      {isTicked ? (
        <Button appearance="subtle" icon={<Dismiss20Regular />} onClick={props.onClear}>
          {t('contacts.clear-ticks')}
        </Button>
      ) : null}
      <Button
        icon={<Edit20Regular />}
        disabledFocusable={count === 0}
        onClick={() => {
          setDone(null)
          setEditing(true)
        }}
      >
        {isTicked ? t('contacts.bulk-ticked') : t('contacts.bulk-found')}
      </Button>
      {isTicked ? (
        <EraseButton
          list={props.list.id}
          contacts={[...ticked]}
          name={null}
          onErased={props.onClear}
        />
      ) : null}
      <BulkDialog
        list={props.list}
        selection={selection}
        count={count}
        isOpen={isEditing}
        onClose={(changedCount) => {
          setDone(changedCount === null ? null : { count: changedCount, of: ticked })
          setEditing(false)
        }}
      />
    </section>
  )
}
