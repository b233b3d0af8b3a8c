import { Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import type { Command } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { MailDocument } from '../../../preload/contract/mail-document.ts'
import { fieldName } from '../../i18n/field-name.ts'
import { useText } from '../../i18n/language.tsx'
import { call } from '../../ipc.ts'
import { saveDelayMs } from './draft-saver.ts'
import { EditorBar } from './editor-bar.tsx'
import { documentOf, type Place, placeOf, stateOf } from './mail-state.ts'
import { nodeViews } from './node-views.ts'

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
    ':focus-within': { borderBottomColor: tokens.colorCompoundBrandStroke },
  },
  // The page of a mail is white in every theme, as most receivers show it.
  page: {
    backgroundColor: '#fff',
    color: '#1b1b1b',
    '& .ProseMirror': {
      minHeight: '300px',
      padding: '16px 20px',
      outlineStyle: 'none',
      whiteSpace: 'pre-wrap',
      wordBreak: 'normal',
      overflowWrap: 'anywhere',
      lineHeight: 1.7,
    },
    '& .ProseMirror > :first-child': { marginTop: 0 },
    '& .ProseMirror-selectednode': { outline: '2px solid #0f6cbd' },
    '& .ProseMirror-hideselection *::selection': { backgroundColor: 'transparent' },
    '& .mail-field': {
      padding: '1px 8px',
      borderRadius: '10px',
      backgroundColor: '#e6eefb',
      color: '#0f3f8c',
      whiteSpace: 'nowrap',
    },
    '& .mail-logic': { backgroundColor: '#f3f0e6', color: '#5c4a00', padding: '1px 4px' },
    '& .mail-link': { color: '#0b5cad', textDecorationLine: 'underline' },
    '& .mail-button': { textAlign: 'center', margin: '16px 0' },
    '& .mail-button > span': {
      display: 'inline-block',
      padding: '10px 24px',
      borderRadius: '4px',
      backgroundColor: '#0f6cbd',
      color: '#fff',
      fontWeight: 700,
    },
    '& .mail-columns': { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '16px' },
    '& .mail-column': { outline: '1px dashed #c8c8c8', outlineOffset: '4px', minWidth: 0 },
    '& .mail-notice': {
      margin: '16px 0',
      padding: '12px 16px',
      borderRadius: '4px',
      backgroundColor: '#fff4ce',
      color: '#1b1b1b',
    },
    '& .mail-kept': { outline: '1px solid #c8c8c8', outlineOffset: '4px', cursor: 'default' },
    '& .mail-footer': { marginTop: '24px', fontSize: '12px', color: '#555' },
    '& .mail-image img': { maxWidth: '100%' },
  },
})

/** What can be put into a message: its merge fields and files. */
export type Materials = Pick<CampaignView, 'fields' | 'attachments'> & {
  /** Null: what is written has no files of its own, and no preheader. */
  readonly id: string | null
}

export interface MailEditorProps {
  readonly campaign: Materials
  readonly document: MailDocument
  readonly onChange: (document: MailDocument) => void
}

/** The frame that a message gets which was begun here; one that came with its own keeps it. */
const newFrame =
  "font-family:'Yu Gothic UI','Hiragino Sans',Meiryo,sans-serif;font-size:15px;line-height:1.7;color:#1b1b1b"

/**
 * Visual editing of a document that came from HTML and goes back there losslessly. What is typed is
 * handed out a moment after the last key: nothing but the editor itself works while somebody types.
 */
export function MailEditor(props: MailEditorProps) {
  const styles = useStyles()
  const t = useText()
  const [preheader, setPreheader] = useState(props.document.preheader)
  const [place, setPlace] = useState<Place | null>(null)
  const [isLinking, setLinking] = useState(false)
  const room = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const frame =
    props.campaign.id !== null &&
    props.document.content.length === 0 &&
    props.document.frame === null
      ? newFrame
      : props.document.frame

  const changed = useEffectEvent(() => {
    if (view.current !== null) props.onChange(documentOf(view.current.state, { preheader, frame }))
  })
  const isKnown = useEffectEvent((id: string) =>
    props.campaign.attachments.find((each) => each.contentId === id),
  )
  const moved = useEffectEvent((next: Place) => {
    if (JSON.stringify(next) !== JSON.stringify(place)) setPlace(next)
  })
  const open = useEffectEvent((parent: HTMLElement, later: (act: () => void) => void) => {
    const made = new EditorView(parent, {
      state: stateOf(props.document, () => setLinking(true)),
      nodeViews: nodeViews({
        fieldName: (name) => fieldName(name, t),
        missingImage: t('message.image-missing'),
        imageOf: async (id) => {
          const found = isKnown(id)
          const { id: campaign } = props.campaign
          return found === undefined || campaign === null
            ? null
            : call('campaigns.image', { campaign, attachment: found.id })
        },
      }),
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('message.visual'),
        spellcheck: 'false',
      },
      dispatchTransaction(transaction) {
        made.updateState(made.state.apply(transaction))
        moved(placeOf(made.state))
        if (transaction.docChanged) later(changed)
      },
    })
    return made
  })

  useEffect(() => {
    if (room.current === null) return
    let waiting: {
      readonly act: () => void
      readonly timer: ReturnType<typeof setTimeout>
      readonly since: number
    } | null = null
    const made = open(room.current, (act) => {
      if (waiting !== null) clearTimeout(waiting.timer)
      const now = performance.now()
      const since = waiting?.since ?? now
      const timer = setTimeout(
        () => {
          waiting = null
          act()
        },
        saveDelayMs(now - since, { pauseMs: 200, longestMs: 600 }),
      )
      waiting = { act, timer, since }
    })
    view.current = made
    return () => {
      if (waiting !== null) {
        clearTimeout(waiting.timer)
        waiting.act()
      }
      view.current = null
      made.destroy()
    }
  }, [])

  function run(command: Command) {
    if (view.current === null) return
    command(view.current.state, view.current.dispatch, view.current)
    view.current.focus()
  }

  return (
    <>
      {props.campaign.id === null ? null : (
        <Field label={t('message.preheader')} hint={t('message.preheader-hint')}>
          <Input
            value={preheader}
            maxLength={500}
            onChange={(_, data) => {
              setPreheader(data.value)
              if (view.current !== null)
                props.onChange(documentOf(view.current.state, { preheader: data.value, frame }))
            }}
          />
        </Field>
      )}
      <div className={styles.root}>
        <EditorBar
          campaign={props.campaign}
          place={place}
          run={run}
          isLinking={isLinking}
          onLinking={setLinking}
        />
        <div ref={room} className={styles.page} />
      </div>
    </>
  )
}
