import {
  Button,
  Caption1,
  makeStyles,
  Spinner,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from '@fluentui/react-components'
import { MailArrowForward20Regular } from '@fluentui/react-icons'
import type { ReasonGroup, ReleaseProgress } from '../../../preload/contract/releases.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { useHasRole } from '../../session.tsx'
import { reasonKey } from './reason-text.ts'
import { isOver } from './release-phase-text.ts'
import { useFollowUp } from './use-follow-up.ts'

const useStyles = makeStyles({
  reply: { display: 'block', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  number: { width: '88px', textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  code: { width: '104px' },
  acts: { width: '260px' },
  buttons: { display: 'flex', gap: '4px', flexWrap: 'wrap' },
})

const liveMs = 2000
const stateKey = {
  failed: 'releases.count-failed',
  deferred: 'releases.count-deferred',
  'in-doubt': 'releases.count-inDoubt',
  suppressed: 'releases.count-suppressed',
} as const

/** Who did not get it, by why; one click to who they are, and to a mail to them alone. */
export function ReasonSection(props: {
  readonly progress: ReleaseProgress
  readonly campaignName: string
  readonly onShow: (group: ReasonGroup) => void
}) {
  const t = useText()
  const { request, phase } = props.progress
  const asked = useCall(
    'releases.reasons',
    { request },
    { keepPrevious: true, ...(isOver(phase) ? {} : { everyMs: liveMs }) },
  )
  return (
    <Section title={t('releases.reasons')}>
      <Loaded asked={asked}>
        {(groups) =>
          groups.length === 0 ? (
            <div>
              {t(phase === 'finished' ? 'releases.reasons-none' : 'releases.reasons-none-yet')}
            </div>
          ) : (
            <Groups {...props} groups={groups} />
          )
        }
      </Loaded>
    </Section>
  )
}

function Groups(props: {
  readonly progress: ReleaseProgress
  readonly campaignName: string
  readonly groups: readonly ReasonGroup[]
  readonly onShow: (group: ReasonGroup) => void
}) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const isAuthor = useHasRole('author')
  const mayCurate = useHasRole('list-manager')
  const { progress, campaignName, groups } = props
  const follow = useFollowUp({ request: progress.request, campaignName })
  const mayFollow = isAuthor && mayCurate && isOver(progress.phase)
  return (
    <>
      <ProblemNotice problem={follow.problem} />
      <Table size="small" aria-label={t('releases.reasons')}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell>{t('releases.reason')}</TableHeaderCell>
            <TableHeaderCell className={styles.code}>{t('approval.state')}</TableHeaderCell>
            <TableHeaderCell className={styles.code}>{t('releases.code')}</TableHeaderCell>
            <TableHeaderCell className={styles.number}>{t('releases.count-all')}</TableHeaderCell>
            <TableHeaderCell className={styles.acts} />
          </TableRow>
        </TableHeader>
        <TableBody>
          {groups.map((group) => (
            <TableRow key={`${group.state} ${group.code} ${group.reason}`}>
              <TableCell>
                {t(reasonKey(group))}
                {group.reply === null ? null : (
                  <Caption1 className={styles.reply}>{group.reply}</Caption1>
                )}
              </TableCell>
              <TableCell>{t(stateKey[group.state])}</TableCell>
              <TableCell>{group.code ?? ''}</TableCell>
              <TableCell className={styles.number}>{format.number(group.count)}</TableCell>
              <TableCell>
                <div className={styles.buttons}>
                  <Button size="small" onClick={() => props.onShow(group)}>
                    {t('releases.show-group')}
                  </Button>
                  {mayFollow && group.state !== 'suppressed' && group.state !== 'in-doubt' ? (
                    <Button
                      size="small"
                      icon={
                        follow.isRunning ? <Spinner size="tiny" /> : <MailArrowForward20Regular />
                      }
                      disabledFocusable={follow.isRunning}
                      onClick={() => follow.run(group)}
                    >
                      {t('releases.follow-up')}
                    </Button>
                  ) : null}
                </div>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {mayFollow ? (
        <Caption1 className={styles.reply}>{t('releases.follow-up-body')}</Caption1>
      ) : null}
    </>
  )
}
