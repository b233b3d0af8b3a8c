import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components'
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { MessagePreview } from '../../preload/contract/campaigns.ts'
import type { Problem } from '../../preload/problem.ts'
import { useFormat, useText } from '../i18n/language.tsx'
import { MailFrame } from './mail-frame.tsx'
import { ProblemNotice } from './problem-notice.tsx'

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    minHeight: '420px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: 'hidden',
  },
  tools: {
    display: 'flex',
    alignItems: 'center',
    padding: '2px 4px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    flexWrap: 'wrap',
  },
  ways: { flexWrap: 'wrap', flexShrink: 1, minWidth: 0, maxWidth: '100%' },
  turn: { marginLeft: 'auto', display: 'flex', alignItems: 'center' },
  position: {
    minWidth: '84px',
    whiteSpace: 'nowrap',
    textAlign: 'center',
    fontVariantNumeric: 'tabular-nums',
  },
  head: { padding: '12px 16px', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  subject: {
    margin: '0 0 4px',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  to: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  stage: {
    flexGrow: 1,
    display: 'flex',
    justifyContent: 'center',
    // The page of a mail is white in every theme, as most receivers show it.
    backgroundColor: '#fff',
  },
  frame: { border: 'none', width: '100%', minHeight: '360px', flexGrow: 1 },
  phone: { maxWidth: '375px', boxShadow: '0 0 0 1px #ccc' },
  text: {
    margin: 0,
    padding: '16px',
    width: '100%',
    color: '#1b1b1b',
    fontFamily: 'inherit',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  // The message inside sees a dark system.
  dark: { colorScheme: 'dark', backgroundColor: '#1b1b1b' },
  source: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  note: { padding: '8px 16px', color: tokens.colorNeutralForeground3 },
  empty: { padding: '32px', color: tokens.colorNeutralForeground3, textAlign: 'center' },
})

const surfaces = [
  ['desktop', 'preview.desktop'],
  ['phone', 'preview.phone'],
  ['dark', 'preview.dark'],
  ['images-off', 'preview.images-off'],
  ['text', 'preview.text'],
  ['source', 'preview.source'],
] as const
type Surface = (typeof surfaces)[number][0]

export interface MessagePreviewPaneProps {
  readonly preview: MessagePreview | undefined
  readonly problem: Problem | null
  readonly attachments: readonly { readonly name: string; readonly sizeBytes: number }[]
  readonly onIndex: (index: number) => void
  readonly isMissingAudience?: boolean
  /** What is shown first. */
  readonly first?: Surface
}

/** One message as one recipient receives it, in a frame that can neither run nor load anything. */
export function MessagePreviewPane(props: MessagePreviewPaneProps) {
  const styles = useStyles()
  const t = useText()
  const { preview } = props
  const [surface, setSurface] = useState<Surface>(props.first ?? 'desktop')
  return (
    <section
      className={styles.pane}
      aria-label={t('preview.title')}
      aria-busy={preview === undefined && props.problem === null}
    >
      <div className={styles.tools}>
        <TabList
          size="small"
          className={styles.ways}
          selectedValue={surface}
          onTabSelect={(_, data) => setSurface(surfaceOf(data.value))}
        >
          {surfaces.map(([each, key]) => (
            <Tab key={each} value={each}>
              {t(key)}
            </Tab>
          ))}
        </TabList>
        {preview === undefined ? null : <Turn preview={preview} onIndex={props.onIndex} />}
      </div>
      <ProblemNotice problem={props.problem} />
      {props.isMissingAudience ? (
        <div className={styles.empty}>{t('preview.no-audience')}</div>
      ) : null}
      {preview === undefined ? null : (
        <>
          <Head {...props} preview={preview} />
          <div className={styles.stage}>
            <Body preview={preview} surface={surface} />
          </div>
        </>
      )}
    </section>
  )
}

function surfaceOf(value: unknown): Surface {
  return surfaces.find(([each]) => each === value)?.[0] ?? 'desktop'
}

function Head(props: MessagePreviewPaneProps & { preview: MessagePreview }) {
  const styles = useStyles()
  const t = useText()
  const format = useFormat()
  const { preview } = props
  return (
    <div className={styles.head}>
      <p className={styles.subject}>{preview.subject}</p>
      <Caption1 className={styles.to}>{t('preview.to', { to: preview.to })}</Caption1>
      {props.attachments.map(({ name, sizeBytes }) => (
        <Caption1 key={name} block className={styles.to}>
          {t('preview.attachment', { name, size: format.size(sizeBytes) })}
        </Caption1>
      ))}
      {preview.ownFile === null ? null : (
        <Caption1 block className={styles.to}>
          {preview.ownFile.file === null
            ? t('preview.no-own-file', { name: preview.ownFile.named })
            : t('preview.own-file', {
                name: preview.ownFile.file.name,
                size: format.size(preview.ownFile.file.sizeBytes),
              })}
        </Caption1>
      )}
      {preview.fallbacks.length > 0 ? (
        <Caption1 block>
          {t('preview.fallbacks', { fields: format.list(preview.fallbacks) })}
        </Caption1>
      ) : null}
    </div>
  )
}

function Body({ preview, surface }: { preview: MessagePreview; surface: Surface }) {
  const styles = useStyles()
  const t = useText()
  if (surface === 'source') {
    return (
      <pre className={mergeClasses(styles.text, styles.source)}>
        {preview.source === '' ? t('preview.no-html') : preview.source}
      </pre>
    )
  }
  const document = documentFor(preview, surface)
  if (surface === 'text' || document === null) {
    return <pre className={styles.text}>{preview.text}</pre>
  }
  return (
    <MailFrame
      title={t('preview.title')}
      document={document}
      className={mergeClasses(
        styles.frame,
        surface === 'phone' && styles.phone,
        surface === 'dark' && styles.dark,
      )}
    />
  )
}

function documentFor(preview: MessagePreview, surface: Surface): string | null {
  if (surface === 'dark') return preview.darkDocument
  return surface === 'images-off' ? preview.bareDocument : preview.htmlDocument
}

function Turn(props: { preview: MessagePreview; onIndex: (index: number) => void }) {
  const styles = useStyles()
  const t = useText()
  const { index, count } = props.preview
  return (
    <div className={styles.turn}>
      <Button
        appearance="subtle"
        icon={<ChevronLeft20Regular />}
        aria-label={t('preview.previous')}
        disabled={index === 0}
        onClick={() => props.onIndex(index - 1)}
      />
      <Caption1 className={styles.position} aria-live="polite">
        {t('preview.position', { index: index + 1, count })}
      </Caption1>
      <Button
        appearance="subtle"
        icon={<ChevronRight20Regular />}
        aria-label={t('preview.next')}
        disabled={index + 1 >= count}
        onClick={() => props.onIndex(index + 1)}
      />
    </div>
  )
}
