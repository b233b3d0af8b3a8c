import { Button, Dropdown, Field, Input, makeStyles, Option } from '@fluentui/react-components'
import { DismissCircle20Regular, Search20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { recordKinds, recordTitle } from './record-title.ts'
import type { EntryFilter } from './use-entries.ts'

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'flex-end', flexShrink: 0 },
  choice: { minWidth: '150px', width: '190px' },
  day: { width: '160px' },
  search: { flexGrow: 1, minWidth: '200px' },
})

const dayMs = 24 * 60 * 60 * 1000

/** By act, person, day in this PC's time, and the beginning of a hash. */
export function EntryFilters(props: { onChange: (filter: EntryFilter) => void }) {
  const styles = useStyles()
  const t = useText()
  const members = useCall('identity.members', {}).value ?? []
  const [kind, setKind] = useState('')
  const [member, setMember] = useState('')
  const [day, setDay] = useState('')
  const [hash, setHash] = useState('')
  const show = (part: { kind?: string; member?: string; day?: string; hash?: string }) => {
    const next = { kind, member, day, hash, ...part }
    setKind(next.kind)
    setMember(next.member)
    setDay(next.day)
    setHash(next.hash)
    props.onChange(toFilter(next))
  }
  const memberName = members.find(({ id }) => id === member)?.name
  return (
    <search className={styles.bar} aria-label={t('journal.filter')}>
      <Field label={t('journal.filter-kind')}>
        <Dropdown
          className={styles.choice}
          value={kind === '' ? t('journal.filter-any') : recordTitle(kind, t)}
          selectedOptions={[kind]}
          onOptionSelect={(_, data) => show({ kind: data.optionValue ?? '' })}
        >
          <Option value="">{t('journal.filter-any')}</Option>
          {recordKinds.map((each) => (
            <Option key={each} value={each}>
              {recordTitle(each, t)}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={t('journal.filter-member')}>
        <Dropdown
          className={styles.choice}
          value={memberName ?? t('journal.filter-any')}
          selectedOptions={[member]}
          onOptionSelect={(_, data) => show({ member: data.optionValue ?? '' })}
        >
          <Option value="">{t('journal.filter-any')}</Option>
          {members.map(({ id, name }) => (
            <Option key={id} value={id}>
              {name}
            </Option>
          ))}
        </Dropdown>
      </Field>
      <Field label={t('journal.filter-day')}>
        <Input
          className={styles.day}
          type="date"
          value={day}
          onChange={(_, data) => show({ day: data.value })}
        />
      </Field>
      <Field className={styles.search} label={t('journal.filter-hash')}>
        <Input
          contentBefore={<Search20Regular />}
          value={hash}
          spellCheck={false}
          onChange={(_, data) =>
            show({
              hash: data.value
                .toLowerCase()
                .replaceAll(/[^0-9a-f]/g, '')
                .slice(0, 64),
            })
          }
        />
      </Field>
      <Button
        icon={<DismissCircle20Regular />}
        disabledFocusable={[kind, member, day, hash].every((each) => each === '')}
        onClick={() => show({ kind: '', member: '', day: '', hash: '' })}
      >
        {t('journal.filter-clear')}
      </Button>
    </search>
  )
}

function toFilter(o: { kind: string; member: string; day: string; hash: string }): EntryFilter {
  const startMs = o.day === '' ? Number.NaN : new Date(`${o.day}T00:00:00`).getTime()
  return {
    ...(o.kind === '' ? {} : { kind: o.kind }),
    ...(o.member === '' ? {} : { member: o.member }),
    ...(o.hash === '' ? {} : { hash: o.hash }),
    ...(Number.isNaN(startMs)
      ? {}
      : {
          fromAt: new Date(startMs).toISOString(),
          beforeAt: new Date(startMs + dayMs).toISOString(),
        }),
  }
}
