import { Body1, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import { ShieldCheckmarkRegular } from '@fluentui/react-icons'
import type { EndedAlarm, JournalAlarm } from '../../../preload/contract/journal.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { Section } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { toKnownProblem } from '../../i18n/problem.ts'

/** They want somebody's attention, and hold no mailing back. */
const stopsNothing: ReadonlySet<string> = new Set([
  'journal.signature-invalid',
  'journal.record-malformed',
  'journal.newer-record',
  'journal.record-dated-back',
  'journal.export-failed',
  'journal.export-untrusted',
])

/** What is wrong with the journal, what to do about it, and what was wrong before. */
export function AlarmList(props: {
  active: readonly JournalAlarm[]
  ended: readonly EndedAlarm[]
}) {
  const t = useText()
  const format = useFormat()
  const { active, ended } = props
  return (
    <>
      {active.length === 0 ? (
        <EmptyState
          icon={<ShieldCheckmarkRegular />}
          title={t('journal.alarms-none')}
          body={t('journal.alarms-none-body')}
        />
      ) : (
        <Section title={t('journal.alarms-active')}>
          {active.map((alarm) => (
            <MessageBar
              key={`${alarm.code} ${JSON.stringify(alarm.params)}`}
              intent={stopsNothing.has(alarm.code) ? 'warning' : 'error'}
              layout="multiline"
            >
              <MessageBarBody>
                <MessageBarTitle>{t('journal.alarm-since', { at: alarm.at })}</MessageBarTitle>
                {format.problem(toKnownProblem(alarm))}
              </MessageBarBody>
            </MessageBar>
          ))}
        </Section>
      )}
      <Section title={t('journal.alarms-means')}>
        <Body1>{t('journal.alarms-means-body')}</Body1>
      </Section>
      {ended.length === 0 ? null : (
        <Section title={t('journal.alarms-ended')}>
          <FactList
            facts={ended.map((alarm) => ({
              term: t('journal.alarm-over', { at: alarm.at, endedAt: alarm.endedAt }),
              fact: format.problem(toKnownProblem(alarm)),
            }))}
          />
        </Section>
      )}
    </>
  )
}
