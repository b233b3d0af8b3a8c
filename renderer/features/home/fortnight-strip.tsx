import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  Tooltip,
  tokens,
} from '@fluentui/react-components'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import { Section } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useNavigation } from '../../navigation.tsx'
import { mayOpen } from '../../page-access.ts'
import { useSession } from '../../session.tsx'
import { type Day, type DueDate, fortnightOf } from './fortnight.ts'

const useStyles = makeStyles({
  strip: {
    display: 'grid',
    gridTemplateColumns: 'repeat(7, minmax(0, 1fr))',
    gap: '1px',
    margin: 0,
    padding: '1px',
    listStyle: 'none',
    borderRadius: tokens.borderRadiusLarge,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralStroke2,
  },
  day: {
    minHeight: '72px',
    minWidth: 0,
    padding: '6px 8px',
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  weekend: { backgroundColor: tokens.colorNeutralBackground3 },
  date: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  today: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  due: {
    justifyContent: 'flex-start',
    minWidth: 0,
    padding: '0 4px',
    fontWeight: tokens.fontWeightRegular,
  },
  label: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '2',
    overflow: 'hidden',
    textAlign: 'left',
    overflowWrap: 'anywhere',
  },
  none: { color: tokens.colorNeutralForeground3 },
})

/** What comes next: the days until which something has to be decided or sent. */
export function FortnightStrip({ requests }: { readonly requests: readonly RequestSummary[] }) {
  const styles = useStyles()
  const t = useText()
  const days = fortnightOf(requests, new Date())
  const isEmpty = days.every(({ dates }) => dates.length === 0)
  return (
    <Section title={t('home.next')}>
      {isEmpty ? (
        <span className={styles.none}>{t('home.next-none')}</span>
      ) : (
        <ul className={styles.strip}>
          {days.map((day, index) => (
            <DayCell key={day.at} day={day} isToday={index === 0} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function DayCell({ day, isToday }: { day: Day; isToday: boolean }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const date = format.day(day.at)
  return (
    <li className={mergeClasses(styles.day, day.isWeekend && styles.weekend)}>
      <Caption1 className={mergeClasses(styles.date, isToday && styles.today)}>
        {isToday ? t('home.today', { date }) : date}
      </Caption1>
      {day.dates.map((due) => (
        <Due key={`${due.kind} ${due.request.request}`} due={due} />
      ))}
    </li>
  )
}

function Due({ due }: { due: DueDate }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { navigate } = useNavigation()
  const { roles } = useSession()
  const { request, campaignName, recipientCount } = due.request
  const isSending = due.kind !== 'decide-by' && mayOpen('release', roles)
  const facts = t(`home.${due.kind}`, {
    name: campaignName,
    count: recipientCount,
    time: format.time(due.at),
  })
  return (
    <Tooltip content={facts} relationship="description">
      <Button
        size="small"
        appearance="subtle"
        className={styles.due}
        onClick={() =>
          navigate(isSending ? { page: 'release', request } : { page: 'review', request })
        }
      >
        <span className={styles.label}>
          {t(`home.${due.kind}-short`, { name: campaignName, time: format.time(due.at) })}
        </span>
      </Button>
    </Tooltip>
  )
}
