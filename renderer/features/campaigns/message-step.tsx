import {
  Caption1,
  Field,
  Input,
  makeStyles,
  Tab,
  TabList,
  Textarea,
  tokens,
} from '@fluentui/react-components'
import { useRef, useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useText } from '../../i18n/language.tsx'
import { AttachmentField } from './attachment-field.tsx'
import { DraftPreview } from './draft-preview.tsx'
import { MergeFieldBar } from './merge-field-bar.tsx'
import { StepFoot } from './step-foot.tsx'
import { useDraft, type Written } from './use-draft.ts'

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
  saved: { color: tokens.colorNeutralForeground3 },
})

type Part = 'subject' | 'text' | 'html'

/** 何を: writing at the left, the rendering for a recipient that can be changed at the right. */
export function MessageStep(props: { campaign: CampaignView; onNext: () => void }) {
  const styles = useStyles()
  const t = useText()
  const { campaign } = props
  const draft = useDraft(campaign)
  const [body, setBody] = useState<'text' | 'html'>('text')
  const focused = useRef<Part>('text')
  const caret = useRef<Record<Part, number | null>>({ subject: null, text: null, html: null })

  function insert(field: string) {
    const part = focused.current === 'subject' ? 'subject' : body
    const value = draft.written[part]
    const at = caret.current[part] ?? value.length
    const merge = `{{ ${field} }}`
    caret.current[part] = at + merge.length
    draft.change({ [part]: value.slice(0, at) + merge + value.slice(at) })
  }

  const remember =
    (part: Part) => (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      focused.current = part
      caret.current[part] = event.currentTarget.selectionStart
    }

  const { subject, text, html } = draft.written
  const isReady = subject !== '' && (text !== '' || html !== '')
  return (
    <>
      <ProblemNotice problem={draft.problem} />
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
            <MergeFieldBar fields={campaign.fields} onInsert={insert} />
            <TabList
              selectedValue={body}
              onTabSelect={(_, data) => setBody(data.value === 'html' ? 'html' : 'text')}
            >
              <Tab value="text">{t('campaigns.body-text')}</Tab>
              <Tab value="html">{t('campaigns.body-html')}</Tab>
            </TabList>
            <BodyArea
              part={body}
              written={draft.written}
              onChange={draft.change}
              onSelect={remember(body)}
            />
            <Caption1 className={styles.saved} aria-live="polite">
              {draft.isSaved ? t('campaigns.saved') : t('campaigns.saving')}
            </Caption1>
            <AttachmentField campaign={campaign} />
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
  written: Written
  onChange: (change: Partial<Written>) => void
  onSelect: (event: { currentTarget: HTMLTextAreaElement }) => void
}) {
  const styles = useStyles()
  const t = useText()
  const isSource = props.part === 'html'
  return (
    <Field label={t(isSource ? 'campaigns.body-html' : 'campaigns.body-text')}>
      <Textarea
        resize="vertical"
        value={props.written[props.part]}
        textarea={{ className: isSource ? `${styles.area} ${styles.source}` : styles.area }}
        spellCheck={!isSource}
        onSelect={props.onSelect}
        onChange={(_, data) =>
          props.onChange(isSource ? { html: data.value } : { text: data.value })
        }
      />
    </Field>
  )
}
