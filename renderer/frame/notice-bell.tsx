import {
  Button,
  Caption1,
  CounterBadge,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components'
import { Alert16Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { NoticeView } from '../../preload/contract/notices.ts'
import { ProblemNotice } from '../components/problem-notice.tsx'
import { useFormat, useText } from '../i18n/language.tsx'
import { useAct, useCall } from '../ipc.ts'
import { type Place, useNavigation } from '../navigation.tsx'
import { mayOpen } from '../page-access.ts'
import { useSession } from '../session.tsx'
import { MailSettings } from './mail-settings.tsx'
import { NoticeSettings } from './notice-settings.tsx'

const useStyles = makeStyles({
  surface: { width: '400px', maxWidth: '90vw', padding: '12px' },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '8px' },
  list: {
    listStyle: 'none',
    margin: '8px 0',
    padding: 0,
    maxHeight: '50vh',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
  },
  row: {
    width: '100%',
    justifyContent: 'flex-start',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
  },
  facts: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { display: 'block', color: tokens.colorNeutralForeground3 },
  alarm: { color: tokens.colorStatusDangerForeground1 },
})

const alarming = new Set<NoticeView['kind']>(['stop-unanswered', 'run-halted', 'in-doubt'])

/** How much is new, and what; one click from each to its place. */
export function NoticeBell() {
  const styles = useStyles()
  const t = useText()
  const [isOpen, setOpen] = useState(false)
  const [isSetting, setSetting] = useState(false)
  const [isMailSetting, setMailSetting] = useState(false)
  const asked = useCall('notices.list', {})
  const mark = useAct('notices.mark-seen')
  const notices = asked.value ?? []
  const fresh = notices.filter(({ isNew }) => isNew)
  return (
    <>
      <Popover open={isOpen} onOpenChange={(_, data) => setOpen(data.open)} trapFocus>
        <PopoverTrigger disableButtonEnhancement>
          <Button
            size="small"
            appearance="subtle"
            icon={<Alert16Regular />}
            aria-label={t('notices.bell', { count: fresh.length })}
          >
            {fresh.length === 0 ? null : (
              <CounterBadge size="small" count={fresh.length} color="danger" />
            )}
          </Button>
        </PopoverTrigger>
        <PopoverSurface className={styles.surface} aria-label={t('notices.title')}>
          <div className={styles.head}>
            <Subtitle2>{t('notices.title')}</Subtitle2>
            <Button
              size="small"
              appearance="subtle"
              disabled={fresh.length === 0 || mark.isRunning}
              onClick={() => mark.run({ ids: fresh.map(({ id }) => id) })}
            >
              {t('notices.mark-all')}
            </Button>
          </div>
          <ProblemNotice problem={asked.problem ?? mark.problem} />
          {notices.length === 0 ? (
            <Caption1 className={styles.quiet}>{t('notices.none')}</Caption1>
          ) : (
            <ul className={styles.list}>
              {notices.map((notice) => (
                <NoticeRow
                  key={notice.id}
                  notice={notice}
                  onOpen={() => {
                    mark.run({ ids: [notice.id] })
                    setOpen(false)
                  }}
                />
              ))}
            </ul>
          )}
          <Button
            size="small"
            appearance="subtle"
            onClick={() => {
              setOpen(false)
              setSetting(true)
            }}
          >
            {t('notices.settings')}
          </Button>
          <Button
            size="small"
            appearance="subtle"
            onClick={() => {
              setOpen(false)
              setMailSetting(true)
            }}
          >
            {t('notices.mail')}
          </Button>
        </PopoverSurface>
      </Popover>
      {isSetting ? <NoticeSettings onClose={() => setSetting(false)} /> : null}
      {isMailSetting ? <MailSettings onClose={() => setMailSetting(false)} /> : null}
    </>
  )
}

function NoticeRow({ notice, onOpen }: { notice: NoticeView; onOpen: () => void }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { navigate } = useNavigation()
  const { roles } = useSession()
  const place = placeOf(notice)
  return (
    <li>
      <Button
        appearance="subtle"
        className={styles.row}
        disabled={!mayOpen(place.page, roles)}
        onClick={() => {
          onOpen()
          navigate(place)
        }}
      >
        <span className={styles.facts}>
          <Text
            weight={notice.isNew ? 'semibold' : 'regular'}
            className={alarming.has(notice.kind) ? styles.alarm : undefined}
          >
            {t(`notice.${notice.kind}`)}
          </Text>
          <Caption1 className={styles.quiet}>
            {[
              ...(notice.isNew ? [t('notices.new')] : []),
              notice.campaignName,
              format.dateTime(notice.at),
            ].join(' · ')}
          </Caption1>
        </span>
      </Button>
    </li>
  )
}

const aboutRuns = new Set<NoticeView['kind']>([
  ...(['stop-unanswered', 'run-halted', 'in-doubt', 'run-stopped', 'run-finished'] as const),
])

function placeOf({ kind, request }: NoticeView): Place {
  return aboutRuns.has(kind) ? { page: 'release', request } : { page: 'review', request }
}
