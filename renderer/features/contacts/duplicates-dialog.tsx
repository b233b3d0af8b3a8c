import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { DuplicateGroup } from '../../../preload/contract/contacts.ts'
import { ActDialog } from '../../components/dialog.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'
import { useAct } from '../../ipc.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { WorkProgress } from './work-progress.tsx'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  group: {
    display: 'flex',
    gap: '12px',
    alignItems: 'center',
    padding: '10px 14px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  what: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  hint: { color: tokens.colorNeutralForeground3 },
})

const reasonText: Readonly<Record<DuplicateGroup['reason'], PlainTextKey>> = {
  mailbox: 'contacts.same-mailbox',
  'name-company': 'contacts.same-name',
  'reading-company': 'contacts.same-reading',
}

/** Contacts of a list that may be one person; each group is looked at, and merged or left alone. */
export function DuplicatesDialog(props: { list: string; isOpen: boolean; onClose: () => void }) {
  const styles = useStyles()
  const t = useText()
  const act = useAct('contacts.find-duplicates')
  const [merging, setMerging] = useState<DuplicateGroup | null>(null)
  const [merged, setMerged] = useState<ReadonlySet<DuplicateGroup>>(new Set())
  const groups = act.value?.groups.filter((group) => !merged.has(group))

  function close() {
    act.reset()
    setMerged(new Set())
    props.onClose()
  }

  return (
    <>
      <ActDialog
        isOpen={props.isOpen && merging === null}
        size="wide"
        title={t('contacts.duplicates')}
        confirmLabel={act.value === undefined ? t('contacts.search-duplicates') : t('app.close')}
        isRunning={act.isRunning}
        problem={act.problem}
        onCancel={act.value === undefined ? close : null}
        onConfirm={() => (act.value === undefined ? act.run({ list: props.list }) : close())}
      >
        <div className={styles.hint}>{t('contacts.duplicates-body')}</div>
        {act.isRunning ? <WorkProgress title={t('contacts.searching-duplicates')} /> : null}
        {groups === undefined ? null : (
          <div role="status">
            {groups.length === 0
              ? t('contacts.no-duplicates')
              : t('contacts.duplicate-count', {
                  count: (act.value?.groupCount ?? 0) - merged.size,
                  shown: groups.length,
                })}
          </div>
        )}
        <ul className={styles.list}>
          {groups?.map((group) => (
            <li key={group.contacts.map(({ id }) => id).join()} className={styles.group}>
              <div className={styles.what}>
                <Subtitle2>{t(reasonText[group.reason])}</Subtitle2>
                {group.contacts.map((contact) => (
                  <div key={contact.id}>
                    {[contact.fields.name, contact.fields.company, contact.address]
                      .filter((each) => each !== undefined && each !== '')
                      .join(' · ')}
                  </div>
                ))}
              </div>
              <Button
                aria-label={t('contacts.compare-of', { address: group.contacts[0]?.address ?? '' })}
                onClick={() => setMerging(group)}
              >
                {t('contacts.compare')}
              </Button>
            </li>
          ))}
        </ul>
      </ActDialog>
      {merging === null ? null : (
        <MergeDialog
          list={props.list}
          group={merging}
          onClose={(isMerged) => {
            if (isMerged) setMerged(new Set(merged).add(merging))
            setMerging(null)
          }}
        />
      )}
    </>
  )
}
