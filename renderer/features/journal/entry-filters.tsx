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
  choices: { maxHeight: '60vh', minWidth: '260px' },
  day: { width: '160px' },
  search: { flexGrow: 1, minWidth: '200px' },
})

interface Choices {
  readonly kind: string
  readonly member: string
  /** Days in this PC's time, both included. */
  readonly from: string
  readonly until: string
  readonly hash: string
}
const nothing: Choices = { kind: '', member: '', from: '', until: '', hash: '' }

/** By act, person, days, and the beginning of a hash. */
export function EntryFilters(props: { onChange: (filter: EntryFilter) => void }) {
  const styles = useStyles()
  const t = useText()
  const members = useCall('identity.members', {}).value ?? []
  const [kind, setKind] = useState('')
  const [member, setMember] = useState('')
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const [hash, setHash] = useState('')
  const show = (part: Partial<Choices>) => {
    const next = { kind, member, from, until, hash, ...part }
    setKind(next.kind)
    setMember(next.member)
    setFrom(next.from)
    setUntil(next.until)
    setHash(next.hash)
    props.onChange(toFilter(next))
  }
  const memberName = members.find(({ id }) => id === member)?.name
  return (
    <search className={styles.bar} aria-label={t('journal.filter')}>
      <Field label={t('journal.filter-kind')}>
        <Dropdown
          className={styles.choice}
          listbox={{ className: styles.choices }}
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
          listbox={{ className: styles.choices }}
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
      <Field label={t('journal.filter-from')}>
        <Input
          className={styles.day}
          type="date"
          value={from}
          max={until || undefined}
          onChange={(_, data) => show({ from: data.value })}
        />
      </Field>
      <Field label={t('journal.filter-until')}>
        <Input
          className={styles.day}
          type="date"
          value={until}
          min={from || undefined}
          onChange={(_, data) => show({ until: data.value })}
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
        disabledFocusable={[kind, member, from, until, hash].every((each) => each === '')}
        onClick={() => show(nothing)}
      >
        {t('journal.filter-clear')}
      </Button>
    </search>
  )
}

function toFilter({ kind, member, from, until, hash }: Choices): EntryFilter {
  const fromAt = startOfDay(from, 0)
  const beforeAt = startOfDay(until, 1)
  return {
    ...(kind === '' ? {} : { kind }),
    ...(member === '' ? {} : { member }),
    ...(hash === '' ? {} : { hash }),
    ...(fromAt === null ? {} : { fromAt }),
    ...(beforeAt === null ? {} : { beforeAt }),
  }
}

/** The instant at which a day begins here, or the one so many days after it. */
function startOfDay(day: string, daysLater: number): string | null {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const start = new Date(year, month - 1, date + daysLater)
  return day === '' || Number.isNaN(start.getTime()) ? null : start.toISOString()
}
