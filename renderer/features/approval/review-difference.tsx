import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { DifferenceView } from '../../../preload/contract/difference.ts'
import { FactList } from '../../components/fact-list.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/page.tsx'
import { useFormat, useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  lines: {
    fontFamily: tokens.fontFamilyMonospace,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: '8px',
  },
  added: { backgroundColor: tokens.colorStatusSuccessBackground1 },
  gone: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    textDecorationLine: 'line-through',
  },
})

/** What differs from the revision before, and from the last release to the same lists. */
export function ReviewDifference({ request }: { request: string }) {
  const t = useText()
  const asked = useCall('approval.differences', { request })
  return (
    <Loaded asked={asked}>
      {(differences) =>
        differences.length === 0 ? (
          <Section title={t('approval.item-difference')}>{t('approval.no-difference')}</Section>
        ) : (
          differences.map((each) => <Difference key={each.request} difference={each} />)
        )
      }
    </Loaded>
  )
}

function Difference({ difference }: { difference: DifferenceView }) {
  const t = useText()
  const format = useFormat()
  const { audience, settings } = difference
  const at = format.dateTime(difference.filedAt)
  const title = t(`approval.against-${difference.against}`, { name: difference.campaignName, at })
  const domains = audience.newDomains.map(({ domain, count }) => `${domain} (${count})`).join(', ')
  return (
    <Section title={title}>
      <FactList
        facts={[
          {
            term: t('approval.item-recipients'),
            fact: t('approval.audience-difference', {
              added: audience.added,
              gone: audience.gone,
              domains: audience.newDomains.length,
            }),
          },
          {
            term: t('approval.new-domains'),
            fact: domains === '' ? t('approval.none-new') : domains,
          },
          { term: t('approval.added-addresses'), fact: audience.addedAddresses.join(', ') || '0' },
          { term: t('approval.gone-addresses'), fact: audience.goneAddresses.join(', ') || '0' },
          ...settings.map(({ field, before, after }) => ({
            term: t(`approval.setting-${field}`),
            fact: `${before || '—'} → ${after || '—'}`,
          })),
        ]}
      />
      <Parts parts={difference.parts} />
    </Section>
  )
}

function Parts({ parts }: { parts: DifferenceView['parts'] }) {
  const styles = useStyles()
  const t = useText()
  if (parts.length === 0) return <div>{t('approval.same-text')}</div>
  return parts.map(({ part, lines }) => (
    <div key={part}>
      <strong>{t(`approval.part-${part}`)}</strong>
      <div className={styles.lines}>
        {lines.map(({ kind, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand twice
          <Line key={at} kind={kind} text={text} />
        ))}
      </div>
    </div>
  ))
}

/** A mark besides the colour, for whoever sees none and for whoever hears it. */
function Line({ kind, text }: DifferenceView['parts'][number]['lines'][number]) {
  const styles = useStyles()
  if (kind === 'same') return <div>{`  ${text}`}</div>
  return kind === 'added' ? (
    <div>
      <ins className={mergeClasses(styles.added)}>{`+ ${text}`}</ins>
    </div>
  ) : (
    <div>
      <del className={styles.gone}>{`- ${text}`}</del>
    </div>
  )
}
