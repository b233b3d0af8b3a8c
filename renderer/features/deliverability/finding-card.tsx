import { Body1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import type {
  DeliverabilityFinding,
  Publication,
} from '../../../preload/contract/deliverability.ts'
import { CopyField } from '../../components/copy-field.tsx'
import { FactList } from '../../components/fact-list.tsx'
import { StatusDot } from '../../components/status-dot.tsx'
import { useFindingText } from '../../i18n/finding-text.ts'
import { useText } from '../../i18n/language.tsx'
import { verdictTones } from './verdict.ts'

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    padding: '16px 20px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: 'flex', gap: '12px', alignItems: 'baseline', flexWrap: 'wrap' },
  title: { margin: 0, flexGrow: 1 },
  record: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  records: { margin: 0, padding: 0, listStyle: 'none' },
})

/** One verdict: what it means, what stands in DNS, and what to put there. */
export function FindingCard({ finding }: { finding: DeliverabilityFinding }) {
  const styles = useStyles()
  const t = useText()
  const sentence = useFindingText()
  const { subject, verdict, name, found, publish } = finding
  const records = (
    <ul className={styles.records}>
      {found.map((record) => (
        <li key={record} className={styles.record}>
          {record}
        </li>
      ))}
    </ul>
  )
  const facts = [
    ...(name === '' ? [] : [{ term: t('deliverability.name'), fact: name }]),
    ...(found.length === 0 ? [] : [{ term: t('deliverability.found'), fact: records }]),
  ]
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <Subtitle2 as="h3" className={styles.title}>
          {t(`deliverability.subject-${subject}`)}
        </Subtitle2>
        <StatusDot tone={verdictTones[verdict]} label={t(`deliverability.verdict-${verdict}`)} />
      </div>
      <Body1>{sentence(finding)}</Body1>
      {facts.length === 0 ? null : <FactList facts={facts} />}
      {publish.map((each) => (
        <PublicationFields key={each.kind} publication={each} />
      ))}
    </li>
  )
}

function PublicationFields({ publication }: { publication: Publication }) {
  const t = useText()
  if (publication.kind === 'file')
    return (
      <>
        <CopyField label={t('deliverability.file-url')} value={publication.url} kind="public" />
        <CopyField
          label={t('deliverability.file-text')}
          value={publication.text}
          rows={5}
          kind="public"
        />
      </>
    )
  const { name, type, text, zoneLine } = publication
  const rows = text.length > 100 ? 5 : 2
  return (
    <>
      <CopyField label={t('deliverability.record-name', { type })} value={name} kind="public" />
      <CopyField
        label={t('deliverability.record-text', { type })}
        value={text}
        rows={rows}
        kind="public"
      />
      <CopyField
        label={t('deliverability.zone-line')}
        value={zoneLine}
        rows={rows + 1}
        kind="public"
      />
    </>
  )
}
