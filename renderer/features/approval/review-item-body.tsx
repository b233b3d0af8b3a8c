import { Badge, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ReviewView } from '../../../preload/contract/approval.ts'
import { CheckFindings } from '../../components/check-findings.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { MessagePreviewPane } from '../../components/message-preview-pane.tsx'
import { Section } from '../../components/page.tsx'
import { useCheckText } from '../../i18n/check-text.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'
import { ReviewAttachment } from './review-attachment.tsx'
import { ReviewDifference } from './review-difference.tsx'
import { ReviewOwnFile } from './review-own-file.tsx'
import { ReviewOwnFiles } from './review-own-files.tsx'
import { ReviewRecipients } from './review-recipients.tsx'
import { ReviewWay } from './review-way.tsx'

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%' },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '8px 12px 8px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
  },
  end: { textAlign: 'right' },
})

/** The opened item: the statement, checks, links, one message or one attachment. */
export function ReviewItemBody(props: {
  review: ReviewView
  item: string
  onOpen: (item: string) => void
}) {
  const { review, item } = props
  const rest = item.slice(item.indexOf(':') + 1)
  if (item.startsWith('message:'))
    return <Message key={item} review={review} first={Number(rest)} />
  if (item.startsWith('file:'))
    return <ReviewOwnFile key={item} request={review.summary.request} index={Number(rest)} />
  if (item === 'files')
    return <ReviewOwnFiles request={review.summary.request} onOpen={props.onOpen} />
  if (item.startsWith('attachment:')) return <ReviewAttachment review={review} sha256={rest} />
  if (item === 'checks') return <Checks review={review} />
  if (item === 'links') return <Links review={review} />
  if (item === 'recipients') return <ReviewRecipients review={review} onOpen={props.onOpen} />
  if (item === 'difference') return <ReviewDifference request={review.summary.request} />
  if (item === 'headers') return <Headers review={review} />
  if (item === 'route') return <ReviewWay review={review} />
  if (item === 'text' || item === 'html') {
    const first = review.items.find((each) => each.item.startsWith('message:'))
    const index = Number(first?.item.slice('message:'.length) ?? 0)
    return <Message key={item} review={review} first={index} surface={item} />
  }
  return <Statement review={review} />
}

/** Domains in full: the rest of the statement stands in the panel at the right. */
function Statement({ review }: { review: ReviewView }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  return (
    <Section title={t('approval.domains-title', { count: review.domains.length })}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.cell}>{t('manifest.domains')}</th>
            <th className={`${styles.cell} ${styles.end}`}>{t('manifest.recipients')}</th>
          </tr>
        </thead>
        <tbody>
          {review.domains.map(({ domain, count }) => (
            <tr key={domain}>
              <td className={styles.cell}>{domain}</td>
              <td className={`${styles.cell} ${styles.end}`}>{format.number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Message(props: { review: ReviewView; first: number; surface?: 'text' | 'html' }) {
  const { review } = props
  const [index, setIndex] = useState(props.first)
  const asked = useCall(
    'approval.preview',
    { request: review.summary.request, index },
    { keepPrevious: true },
  )
  return (
    <MessagePreviewPane
      preview={asked.value}
      problem={asked.problem}
      attachments={review.manifest.attachments}
      onIndex={setIndex}
      first={props.surface === 'text' ? 'text' : 'desktop'}
    />
  )
}

function Checks({ review }: { review: ReviewView }) {
  const styles = useStyles()
  const t = useText()
  const checkText = useCheckText()
  const noted = review.checks.filter(({ verdict }) => verdict !== 'pass')
  const passed = review.checks.length - noted.length
  return (
    <Section title={t('approval.checks-title', { passed, noted: noted.length })}>
      {noted.map((result) => (
        <div key={result.check} className={styles.cell}>
          <strong>{checkText.title(result.check)}</strong>
          <CheckFindings result={result} />
          {result.waived === null ? null : (
            <div>{t('approval.waived-because', { reason: result.waived.reason })}</div>
          )}
        </div>
      ))}
      {noted.length === 0 ? <div>{t('checks.all-passed')}</div> : null}
    </Section>
  )
}

function Headers({ review }: { review: ReviewView }) {
  const t = useText()
  const facts = review.headers.map(({ name, value }) => ({ term: name, fact: value }))
  return (
    <Section title={t('approval.item-headers')}>
      <FactList facts={facts} />
    </Section>
  )
}

function Links({ review }: { review: ReviewView }) {
  const styles = useStyles()
  const t = useText()
  if (review.links.length === 0)
    return <Section title={t('approval.item-links')}>{t('approval.no-links')}</Section>
  return (
    <Section title={t('approval.item-links')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.cell}>{t('approval.link-text')}</th>
            <th className={styles.cell}>{t('approval.link-target')}</th>
          </tr>
        </thead>
        <tbody>
          {review.links.map(({ text, href, suspicious }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same link may stand twice
            <tr key={at}>
              <td className={styles.cell}>{text}</td>
              <td className={styles.cell}>
                {href}{' '}
                {suspicious ? (
                  <Badge color="danger" appearance="tint">
                    {t('approval.link-suspicious')}
                  </Badge>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
