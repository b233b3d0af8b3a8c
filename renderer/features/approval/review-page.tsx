import {
  Badge,
  Body1,
  Caption1,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { useState } from 'react'
import type { DecisionVerdict, ReviewView } from '../../../preload/contract/approval.ts'
import { Loaded } from '../../components/loaded.tsx'
import { ManifestPanel } from '../../components/manifest-panel.tsx'
import { Page } from '../../components/page.tsx'
import { StopNotice } from '../../components/stop-notice.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { type PageParams, useNavigation } from '../../navigation.tsx'
import { CancelBar } from './cancel-bar.tsx'
import { DecisionBar, unopenedOf } from './decision-bar.tsx'
import { DecisionList } from './decision-list.tsx'
import { ParcelBar } from './parcels.tsx'
import { ReleaseBar } from './release-bar.tsx'
import { stateColor, stateKey } from './request-state-text.ts'
import { ReviewItemBody } from './review-item-body.tsx'
import { ReviewItemList } from './review-item-list.tsx'
import { SeenToTheEnd } from './seen-to-the-end.tsx'
import { Talk } from './talk.tsx'

const useStyles = makeStyles({
  columns: { display: 'flex', gap: '16px', flexGrow: 1, minHeight: '420px' },
  comment: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    padding: '10px 14px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  from: { color: tokens.colorNeutralForeground3 },
  said: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  body: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', overflowY: 'auto' },
  subtitle: { display: 'flex', gap: '10px', alignItems: 'center', flexWrap: 'wrap' },
  foot: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: '16px',
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
  },
})

/** What has to be looked at, what it looks like, and the statement with its seal. */
export function ReviewPage(props: PageParams['review']) {
  const t = useText()
  const { back } = useNavigation()
  const asked = useCall('approval.review', { request: props.request }, { keepPrevious: true })
  const { value } = asked
  return (
    <Page
      title={value?.summary.campaignName ?? t('page.review')}
      subtitle={value === undefined ? null : <Subtitle review={value} />}
      onBack={back}
      aside={value === undefined ? null : <ManifestPanel manifest={value.manifest} />}
    >
      <Loaded asked={asked}>{(review) => <Review review={review} />}</Loaded>
    </Page>
  )
}

function Subtitle({ review: { summary } }: { review: ReviewView }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  return (
    <span className={styles.subtitle}>
      <Badge appearance="tint" color={stateColor[summary.state]}>
        {t(stateKey[summary.state])}
      </Badge>
      {t('approval.asked-by', {
        name: summary.requesterName,
        at: format.dateTime(summary.filedAt),
        until: format.dateTime(summary.approveBy),
      })}
    </span>
  )
}

/** What the requester wrote: it is signed along with everything else. */
function Comment({ review: { comment, summary } }: { review: ReviewView }) {
  const styles = useStyles()
  const t = useText()
  if (comment === '') return null
  return (
    <section className={styles.comment} aria-label={t('campaigns.comment')}>
      <Caption1 className={styles.from}>
        {t('approval.comment-from', { name: summary.requesterName })}
      </Caption1>
      <Body1 className={styles.said}>{comment}</Body1>
    </section>
  )
}

/** Why it cannot wait: approvers sign that, too. */
function Urgent({ review: { urgent } }: { review: ReviewView }) {
  const t = useText()
  return urgent === null ? null : (
    <MessageBar intent="warning">
      <MessageBarBody>{t('approval.urgent-because', { reason: urgent })}</MessageBarBody>
    </MessageBar>
  )
}

const verdictOf: ReadonlyMap<string, DecisionVerdict> = new Map([
  ...([
    ['a', 'approve'],
    ['r', 'return'],
    ['x', 'reject'],
  ] as const),
])

function Review({ review }: { review: ReviewView }) {
  const styles = useStyles()
  const t = useText()
  const { summary, items } = review
  const first = items[0]?.item ?? 'manifest'
  const [shown, setShown] = useState(first)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [verdict, setVerdict] = useState<DecisionVerdict | null>(null)
  const canDecide = summary.state === 'filed' && summary.mayDecide

  function decideBy(letter: string): boolean {
    const chosen = verdictOf.get(letter)
    if (chosen === undefined || !canDecide) return false
    if (chosen === 'approve' && unopenedOf(items, opened).length > 0) return false
    setVerdict(chosen)
    return true
  }

  return (
    <>
      <Urgent review={review} />
      <Comment review={review} />
      <div className={styles.columns}>
        <ReviewItemList
          items={items}
          shown={shown}
          opened={summary.mayDecide ? opened : null}
          onOpen={setShown}
          onLetter={decideBy}
        />
        <SeenToTheEnd
          className={styles.body}
          item={shown}
          label={t('approval.item-body')}
          onSeen={(item) => setOpened((before) => new Set([...before, item]))}
        >
          <ReviewItemBody review={review} item={shown} onOpen={setShown} />
        </SeenToTheEnd>
      </div>
      {canDecide ? <Caption1 className={styles.from}>{t('approval.keys')}</Caption1> : null}
      <div className={styles.foot}>
        <StopNotice request={summary.request} />
        <DecisionList decisions={review.decisions} />
        <Talk review={review} />
        {summary.state === 'filed' ? (
          <DecisionBar {...{ review, opened, verdict }} onOpen={setShown} onVerdict={setVerdict} />
        ) : null}
        <CancelBar summary={summary} />
        <ReleaseBar summary={summary} />
        <ParcelBar request={summary.request} />
      </div>
    </>
  )
}
