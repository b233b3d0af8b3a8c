import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
} from '@fluentui/react-components'
import { Copy20Regular, Send20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import { CodeField } from '../../components/code-field.tsx'
import { ActDialog } from '../../components/dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { useAct, useCall } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'
import { useHasRole, useSession } from '../../session.tsx'

const useStyles = makeStyles({ body: { whiteSpace: 'normal', padding: '8px 0' } })

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
  const withdraw = useAct('approval.withdraw')
  const [isAsking, setAsking] = useState(false)
  const isMine = summary.requester === session.member
  const isOpen = summary.state === 'filed' || summary.state === 'approved'
  return (
    <>
      {started.has(summary.state) ? (
        <div>
          <Button onClick={() => navigate({ page: 'release', request: summary.request })}>
            {t('approval.to-release')}
          </Button>
        </div>
      ) : null}
      {summary.state === 'approved' ? (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody className={styles.body}>
            {t(summary.executesHere ? 'approval.ready-here' : 'approval.ready-elsewhere')}
          </MessageBarBody>
          {summary.executesHere && maySend ? (
            <MessageBarActions>
              <Button appearance="primary" icon={<Send20Regular />} onClick={() => setAsking(true)}>
                {t('releases.start')}
              </Button>
            </MessageBarActions>
          ) : null}
        </MessageBar>
      ) : null}
      {isMine && isOpen ? (
        <div>
          <Button
            disabled={withdraw.isRunning}
            onClick={() => withdraw.run({ request: summary.request })}
          >
            {t('approval.withdraw')}
          </Button>
        </div>
      ) : null}
      {dead.has(summary.state) ? <CopyBar request={summary.request} /> : null}
      <ProblemNotice problem={withdraw.problem} />
      {isAsking ? <StartDialog summary={summary} onClose={() => setAsking(false)} /> : null}
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

/** Releasing asks for the number of recipients and six digits: neither is typed by habit. */
function StartDialog(props: { summary: RequestSummary; onClose: () => void }) {
  const t = useText()
  const { navigate } = useNavigation()
  const act = useAct('releases.start')
  const { summary } = props
  const [count, setCount] = useState('')
  const [code, setCode] = useState('')
  const typed = Number(count.normalize('NFKC').replace(/[,\s]/g, ''))
  return (
    <ActDialog
      isOpen
      title={t('releases.start-title', { name: summary.campaignName })}
      confirmLabel={t('releases.start-now', { count: summary.recipientCount })}
      isReady={typed === summary.recipientCount && code.length === 6}
      isRunning={act.isRunning}
      problem={act.problem}
      onCancel={props.onClose}
      onConfirm={() =>
        act.run(
          { request: summary.request, recipientCount: typed, code },
          () => navigate({ page: 'release', request: summary.request }),
          () => setCode(''),
        )
      }
    >
      <span>{t('releases.start-body', { count: summary.recipientCount })}</span>
      <Field
        label={t('releases.type-count')}
        hint={t('releases.type-count-hint', { count: summary.recipientCount })}
      >
        <Input inputMode="numeric" value={count} onChange={(_, data) => setCount(data.value)} />
      </Field>
      <CodeField value={code} onChange={setCode} hint={t('app.code-hint')} />
    </ActDialog>
  )
}
