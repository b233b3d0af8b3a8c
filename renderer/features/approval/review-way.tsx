import { Badge, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import type { ReviewView } from '../../../preload/contract/approval.ts'
import { DirectTls } from '../../../preload/contract/transport.ts'
import type { WayView } from '../../../preload/contract/way.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Section } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'

const useStyles = makeStyles({
  fact: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px', alignItems: 'center' },
  gone: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    textDecorationLine: 'line-through',
  },
  added: { backgroundColor: tokens.colorStatusSuccessBackground1, textDecorationLine: 'none' },
})

type Fact = WayView['facts'][number]

/** Where mail would go and in whose name, and what of that is not as it was last time. */
export function ReviewWay({ review: { way, manifest } }: { review: ReviewView }) {
  const t = useText()
  const format = useFormat()
  const sentAt = (at: string | null) => (at === null ? t('way.never') : format.dateTime(at))
  const isWaiting = way.usableFrom !== null && Date.parse(way.usableFrom) > Date.now()
  return (
    <Section title={t('approval.item-route')}>
      {way.state === 'same' ? null : (
        <MessageBar intent="warning">
          <MessageBarBody>{t(`way.is-${way.state}`)}</MessageBarBody>
        </MessageBar>
      )}
      {way.sinceAt === null ? (
        <MessageBar intent="error">
          <MessageBarBody>{t('way.not-signed')}</MessageBarBody>
        </MessageBar>
      ) : null}
      <FactList
        facts={[
          { term: t('manifest.route'), fact: manifest.route?.name ?? '' },
          ...way.facts.map((each) => ({
            term: t(`way.${each.field}`),
            fact: <WayFact key={each.field} fact={each} />,
          })),
          { term: t('way.route-sent'), fact: sentAt(way.routeSentAt) },
          { term: t('way.sender-sent'), fact: sentAt(way.senderSentAt) },
          ...(way.sinceAt === null
            ? []
            : [{ term: t('way.since'), fact: format.dateTime(way.sinceAt) }]),
          ...(way.usableFrom === null || !isWaiting
            ? []
            : [{ term: t('way.usable-from'), fact: format.dateTime(way.usableFrom) }]),
        ]}
      />
    </Section>
  )
}

/** Words and marks besides the colours, for whoever sees none and for whoever hears them. */
function WayFact({ fact }: { fact: Fact }) {
  const styles = useStyles()
  const t = useText()
  const { field, value, was, before } = fact
  const say = (text: string) => {
    if (field === 'tls' && (text === 'implicit' || text === 'starttls'))
      return t(`routes.tls-${text}`)
    const direct = DirectTls.options.find((each) => text === `direct-${each}`)
    if (field === 'tls' && direct !== undefined) return t(`routes.direct-${direct}`)
    const greeting = /^MX \((.+)\)$/.exec(text)?.[1]
    if (field === 'relay' && greeting !== undefined) return t('way.direct', { host: greeting })
    return text === '' ? t(field === 'authority' ? 'routes.ca-system' : 'app.none') : text
  }
  if (was === 'same') return say(value)
  return (
    <span className={styles.fact}>
      {was === 'changed' ? (
        <>
          <del className={styles.gone}>{say(before)}</del>
          <span aria-hidden>→</span>
        </>
      ) : null}
      <ins className={styles.added}>{say(value)}</ins>
      <Badge color="warning" appearance="tint">
        {t(`way.${was}`)}
      </Badge>
    </span>
  )
}
