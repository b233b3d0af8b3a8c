import {
  Button,
  Caption1,
  Field,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  makeStyles,
  Spinner,
  Tab,
  TabList,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { useRef, useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import type { PlainTextKey } from '../../i18n/catalog.ts'
import { useText } from '../../i18n/language.tsx'
import { ChangedElsewhere } from '../message/changed-elsewhere.tsx'
import { SaveAsTemplate } from '../message/save-as-template.tsx'
import { TestSend } from '../message/test-send.tsx'
import { VersionHistory } from '../message/version-history.tsx'
import { VisualBody } from '../message/visual-body.tsx'
import { AttachmentField } from './attachment-field.tsx'
import { DraftPreview } from './draft-preview.tsx'
import { MergeFieldBar } from './merge-field-bar.tsx'
import { OwnFilesField } from './own-files-field.tsx'
import { StepFoot } from './step-foot.tsx'
import { type Draft, useDraft } from './use-draft.ts'

const useStyles = makeStyles({
  room: { containerType: 'inline-size' },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '20px',
    alignItems: 'start',
    '@container (max-width: 600px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  writing: { display: 'flex', flexDirection: 'column', gap: '14px', minWidth: 0 },
  area: { minHeight: '340px' },
  source: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  standing: { display: 'flex', gap: '12px', alignItems: 'center' },
  saved: { color: tokens.colorNeutralForeground3 },
})

type Part = 'subject' | 'text' | 'html'
type Surface = 'visual' | 'text' | 'html'

const surfaces: readonly (readonly [Surface, PlainTextKey])[] = [
  ['visual', 'campaigns.body-visual'],
  ['html', 'campaigns.body-html'],
  ['text', 'campaigns.body-text'],
]

/** 何を: writing at the left, the rendering for a recipient that can be changed at the right. */
export function MessageStep(props: { campaign: CampaignView; onNext: () => void }) {
  const styles = useStyles()
  const t = useText()
  const { campaign } = props
  const draft = useDraft(campaign)
  const isPlain = campaign.html === '' && campaign.text !== ''
  const [body, setBody] = useState<Surface>(isPlain ? 'text' : 'visual')
  const focused = useRef<Part>('text')
  const caret = useRef<Record<Part, { from: number; to: number } | null>>({
    subject: null,
    text: null,
    html: null,
  })

  function insert(before: string, behind: string) {
    const part = focused.current === 'subject' || body === 'visual' ? 'subject' : body
    const value = draft.written[part]
    const { from, to } = caret.current[part] ?? { from: value.length, to: value.length }
    const at = to + before.length
    caret.current[part] = { from: at, to: at }
    draft.change({
      [part]: value.slice(0, from) + before + value.slice(from, to) + behind + value.slice(to),
    })
  }

  const remember =
    (part: Part) => (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      focused.current = part
      const { selectionStart, selectionEnd, value } = event.currentTarget
      const from = selectionStart ?? value.length
      caret.current[part] = { from, to: selectionEnd ?? from }
    }

  const { subject, text, html } = draft.written
  const isWaiting = draft.isStale || draft.problem !== null
  const unsaved = isWaiting ? 'message.not-saved' : 'campaigns.saving'
  const isReady = subject !== '' && (text !== '' || html !== '')
  return (
    <>
      <ProblemNotice problem={draft.problem} onRetry={draft.retry} />
      {draft.isStale ? (
        <ChangedElsewhere
          campaign={campaign.id}
          written={draft.side}
          onMine={draft.keepMine}
          onTheirs={draft.takeTheirs}
        />
      ) : null}
      <div className={styles.room}>
        <div className={styles.columns}>
          <div className={styles.writing}>
            <Field label={t('manifest.subject')}>
              <Input
                value={subject}
                maxLength={998}
                onSelect={remember('subject')}
                onChange={(_, data) => draft.change({ subject: data.value })}
              />
            </Field>
            <MergeFieldBar
              fields={campaign.fields}
              label={t(body === 'visual' ? 'message.subject-fields' : 'campaigns.merge-fields')}
              onInsert={insert}
            />
            <TabList
              selectedValue={body}
              onTabSelect={(_, data) =>
                setBody(surfaces.find(([each]) => each === data.value)?.[0] ?? 'visual')
              }
            >
              {surfaces.map(([surface, key]) => (
                <Tab key={surface} value={surface}>
                  {t(key)}
                </Tab>
              ))}
            </TabList>
            {body === 'visual' ? (
              <VisualBody
                key={draft.opening}
                campaign={campaign}
                html={draft.written.html}
                isPending={draft.isHtmlPending}
                onChange={(document) => draft.change({ document })}
                onSource={() => setBody('html')}
              />
            ) : (
              <BodyArea part={body} {...{ campaign, draft }} onSelect={remember(body)} />
            )}
            <div className={styles.standing}>
              <Caption1 className={styles.saved} aria-live="polite">
                {t(draft.isSaved ? 'campaigns.saved' : unsaved)}
              </Caption1>
              <VersionHistory campaign={campaign} />
              {campaign.isTemplate ? null : (
                <SaveAsTemplate campaign={campaign} isReady={isReady && draft.isSaved} />
              )}
            </div>
            <AttachmentField campaign={campaign} />
            <OwnFilesField campaign={campaign} />
            <TestSend campaign={campaign.id} isReady={isReady && draft.isSaved} />
          </div>
          <DraftPreview campaign={campaign} isWaiting={!draft.isSaved} />
        </div>
      </div>
      <StepFoot isReady={isReady} onNext={props.onNext} />
    </>
  )
}

function BodyArea(props: {
  part: 'text' | 'html'
  campaign: CampaignView
  draft: Draft
  onSelect: (event: { currentTarget: HTMLTextAreaElement }) => void
}) {
  const styles = useStyles()
  const t = useText()
  const { draft } = props
  const isSource = props.part === 'html'
  // What the visual editor has just written is on its way.
  if (draft.isHtmlPending) return <Spinner label={t('message.opening')} />
  return (
    <>
      <Field label={t(isSource ? 'campaigns.body-html' : 'campaigns.body-text')}>
        <Textarea
          resize="vertical"
          value={draft.written[props.part]}
          textarea={{ className: isSource ? `${styles.area} ${styles.source}` : styles.area }}
          spellCheck={!isSource}
          onSelect={props.onSelect}
          onChange={(_, data) =>
            draft.change(isSource ? { html: data.value } : { text: data.value })
          }
        />
      </Field>
      {isSource || draft.written.html === '' ? null : (
        <TextStanding
          state={props.campaign.textState}
          onAnew={() => draft.change({ textFollows: true })}
        />
      )}
    </>
  )
}

/** Whether the plain text still says what the HTML says. */
function TextStanding(props: { state: CampaignView['textState']; onAnew: () => void }) {
  const t = useText()
  return (
    <MessageBar intent={props.state === 'behind' ? 'warning' : 'info'} layout="multiline">
      <MessageBarBody>{t(`message.text-${props.state}`)}</MessageBarBody>
      {props.state === 'generated' ? null : (
        <MessageBarActions>
          <Button onClick={props.onAnew}>{t('message.text-anew')}</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  )
}
