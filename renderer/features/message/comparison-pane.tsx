import { Caption1, makeStyles, Tab, TabList, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ComparisonView, Side, TextChange } from '../../../preload/contract/versions.ts'
import { Loaded } from '../../components/loaded.tsx'
import { MailFrame } from '../../components/mail-frame.tsx'
import { useText } from '../../i18n/language.tsx'
import { useCall } from '../../ipc.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '12px', minWidth: 0 },
  part: { display: 'flex', flexDirection: 'column', gap: '4px' },
  words: {
    maxHeight: '300px',
    overflowY: 'auto',
    padding: '8px 12px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  source: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  added: { backgroundColor: tokens.colorStatusSuccessBackground2, textDecorationLine: 'underline' },
  gone: { backgroundColor: tokens.colorStatusDangerBackground2 },
  sides: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: '12px' },
  side: { display: 'flex', flexDirection: 'column', gap: '4px', minWidth: 0 },
  // The page of a mail is white in every theme, as most receivers show it.
  frame: {
    width: '100%',
    height: '320px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: '#fff',
  },
  text: {
    height: '320px',
    margin: 0,
    overflowY: 'auto',
    padding: '8px 12px',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
})

type Way = 'words' | 'looks'

/** What differs between two states of a draft: word by word, and as each of them looks. */
export function ComparisonPane(props: {
  campaign: string
  before: Side
  after: Side
  beforeTitle: string
  afterTitle: string
}) {
  const styles = useStyles()
  const t = useText()
  const [way, setWay] = useState<Way>('words')
  const { campaign, before, after } = props
  const asked = useCall('campaigns.compare', { campaign, before, after }, { keepPrevious: true })
  return (
    <div className={styles.root}>
      <TabList
        size="small"
        selectedValue={way}
        onTabSelect={(_, data) => setWay(data.value === 'looks' ? 'looks' : 'words')}
      >
        <Tab value="words">{t('message.compare-words')}</Tab>
        <Tab value="looks">{t('message.compare-looks')}</Tab>
      </TabList>
      <Loaded asked={asked}>
        {(comparison) =>
          way === 'words' ? (
            <Parts comparison={comparison} />
          ) : (
            <div className={styles.sides}>
              <SideView title={props.beforeTitle} looks={comparison.before} />
              <SideView title={props.afterTitle} looks={comparison.after} />
            </div>
          )
        }
      </Loaded>
    </div>
  )
}

function Parts({ comparison }: { comparison: ComparisonView }) {
  const styles = useStyles()
  const t = useText()
  if (comparison.parts.length === 0) return <div>{t('message.compare-same')}</div>
  return comparison.parts.map(({ part, changes }) => (
    <div key={part} className={styles.part}>
      <strong>{t(`approval.part-${part}`)}</strong>
      <div className={part === 'html' ? `${styles.words} ${styles.source}` : styles.words}>
        {changes.map((change, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same words may stand twice
          <Words key={at} change={change} />
        ))}
      </div>
    </div>
  ))
}

/** A mark besides the colour, for whoever sees none and for whoever hears it. */
function Words({ change: { kind, text } }: { change: TextChange }) {
  const styles = useStyles()
  switch (kind) {
    case 'same':
      return <span>{shortened(text)}</span>
    case 'added':
      return <ins className={styles.added}>{text}</ins>
    case 'gone':
      return <del className={styles.gone}>{text}</del>
    default:
      return kind satisfies never
  }
}

const keptLines = 3

/** Of a long run that is the same, the lines next to what differs. */
function shortened(text: string): string {
  const lines = text.split('\n')
  if (lines.length <= 2 * keptLines + 2) return text
  return [...lines.slice(0, keptLines), '⋯', ...lines.slice(-keptLines)].join('\n')
}

function SideView(props: { title: string; looks: ComparisonView['before'] }) {
  const styles = useStyles()
  const { htmlDocument, text } = props.looks
  return (
    <section className={styles.side} aria-label={props.title}>
      <Caption1>{props.title}</Caption1>
      {htmlDocument === null ? (
        <pre className={styles.text}>{text}</pre>
      ) : (
        <MailFrame title={props.title} document={htmlDocument} className={styles.frame} />
      )}
    </section>
  )
}
