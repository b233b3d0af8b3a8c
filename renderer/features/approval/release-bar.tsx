import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from '@fluentui/react-components'
import { Copy20Regular, Send20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import { ActDialog } from '../../components/dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { ReleaseDialog } from '../../components/release-dialog.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import { useHasRole, useSession } from '../../session.tsx'

const useStyles = makeStyles({
  bar: { flexShrink: 0 },
  // Level with its icon: the bar itself keeps 10px above.
  body: { whiteSpace: 'normal', paddingBottom: '10px' },
  acts: { display: 'flex', gap: '12px', flexWrap: 'wrap', justifyContent: 'flex-end' },
})

/** Came to nothing: what it says can be revised and filed again. */
const dead = new Set(['returned', 'rejected', 'withdrawn', 'expired'])
const started = new Set(['running', 'finished', 'stopped', 'halted'])

/** What comes after the decisions: release it here, say where it can be, or show how it went. */
export function ReleaseBar({ summary }: { summary: RequestSummary }) {
  const styles = useStyles()
  const t = useText()
  const { navigate } = useNavigation()
  const maySend = useHasRole('sender')
  const session = useSession()
  const [asked, setAsked] = useState<'start' | 'withdraw' | null>(null)
  const isApproved = summary.state === 'approved'
  const isMine = summary.requester === session.member
  return (
    <>
      {isApproved ? (
        <MessageBar intent="success" layout="multiline" className={styles.bar}>
          <MessageBarBody className={styles.body}>
            {t(summary.executesHere ? 'approval.ready-here' : 'approval.ready-elsewhere')}
          </MessageBarBody>
        </MessageBar>
      ) : null}
      <div className={styles.acts}>
        {isMine && (isApproved || summary.state === 'filed') ? (
          <Button onClick={() => setAsked('withdraw')}>{t('approval.withdraw')}</Button>
        ) : null}
        {isApproved && summary.executesHere && maySend ? (
          <Button appearance="primary" icon={<Send20Regular />} onClick={() => setAsked('start')}>
            {t('releases.start')}
          </Button>
        ) : null}
        {started.has(summary.state) ? (
          <Button
            appearance="primary"
            onClick={() => navigate({ page: 'release', request: summary.request })}
          >
            {t('approval.to-release')}
          </Button>
        ) : null}
      </div>
      {asked === 'start' ? <StartDialog summary={summary} onClose={() => setAsked(null)} /> : null}
      {asked === 'withdraw' ? (
        <WithdrawDialog summary={summary} onClose={() => setAsked(null)} />
      ) : null}
      {dead.has(summary.state) ? <CopyBar request={summary.request} /> : null}
    </>
  )
}

/** Only on the workstation on which the campaign was written, and for authors. */
function CopyBar({ request }: { request: string }) {
  const styles = useStyles()
  const t = useText()
  const { navigate } = useNavigation()
  const isAuthor = useHasRole('author')
  const campaigns = useCall('campaigns.list', {}, { enabled: isAuthor })
  const copy = useAct('campaigns.copy')
  const campaign = campaigns.value?.find((each) => each.request === request)
  if (!isAuthor || campaign === undefined) {
    return null
  }
  return (
    <>
      <MessageBar layout="multiline">
        <MessageBarBody className={styles.body}>{t('approval.copy-hint')}</MessageBarBody>
        <MessageBarActions>
          <Button
            icon={<Copy20Regular />}
            disabled={copy.isRunning}
            onClick={() =>
              copy.run({ campaign: campaign.id }, ({ id }) =>
                navigate({ page: 'campaign', campaign: id }),
              )
            }
          >
            {t('approval.copy')}
          </Button>
        </MessageBarActions>
      </MessageBar>
      <ProblemNotice problem={copy.problem} />
    </>
  )
}

function StartDialog(props: { summary: RequestSummary; onClose: () => void }) {
  const t = useText()
  const { navigate } = useNavigation()
  const { request, recipientCount, campaignName } = props.summary
  return (
    <ReleaseDialog
      request={request}
      recipientCount={recipientCount}
      title={t('releases.start-title', { name: campaignName })}
      body={t('releases.start-body', { count: recipientCount })}
      confirmLabel={t('releases.start-now', { count: recipientCount })}
      onStarted={() => navigate({ page: 'release', request })}
      onClose={props.onClose}
    />
  )
}

function WithdrawDialog(props: { summary: RequestSummary; onClose: () => void }) {
  const t = useText()
  const act = useAct('approval.withdraw')
  const { request, campaignName, recipientCount } = props.summary
  return (
    <ActDialog
      isOpen
      intent="danger"
      title={t('approval.withdraw-title', { name: campaignName })}
      confirmLabel={t('approval.withdraw')}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={props.onClose}
      onConfirm={() => act.run({ request }, props.onClose)}
    >
      {t('approval.withdraw-body', { count: recipientCount })}
    </ActDialog>
  )
}
