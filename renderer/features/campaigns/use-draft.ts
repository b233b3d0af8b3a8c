import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { MailDocument } from '../../../preload/contract/mail-document.ts'
import type { Problem } from '../../../preload/problem.ts'
import { useAct } from '../../ipc.ts'

const saveAfterMs = 500

export interface Written {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export type Change = Partial<Written> & {
  /** What the visual editor shows; the core makes HTML and plain text of it. */
  readonly document?: MailDocument
  readonly textFollows?: true
}

export interface Draft {
  readonly written: Written
  readonly change: (change: Change) => void
  readonly problem: Problem | null
  readonly isSaved: boolean
  /** True while the core has not yet said what HTML the last change of the document made. */
  readonly isHtmlPending: boolean
}

/** What is being written: kept here while the person types, saved a moment after the last key. */
export function useDraft(campaign: CampaignView): Draft {
  const { subject, text, html } = campaign
  const [written, setWritten] = useState<Written>({ subject, text, html })
  const [isSaved, setSaved] = useState(true)
  const [isHtmlPending, setHtmlPending] = useState(false)
  const [edit, setEdit] = useState(0)
  const update = useAct('campaigns.update')
  const waiting = useRef<Change | null>(null)
  const save = useEffectEvent(() => {
    const next = waiting.current
    waiting.current = null
    if (next === null) return
    update.run({ campaign: campaign.id, ...next }, (saved) => {
      const later: Change = waiting.current ?? {}
      setWritten((before) => ({
        subject: before.subject,
        html: isContent(later) ? before.html : saved.html,
        text: later.text === undefined ? saved.text : before.text,
      }))
      if (waiting.current === null) setSaved(true)
      if (later.document === undefined) setHtmlPending(false)
    })
  })

  useEffect(() => {
    if (edit === 0) return
    const timer = setTimeout(() => save(), saveAfterMs)
    return () => clearTimeout(timer)
  }, [edit])
  // Leaving the step saves what is still waiting.
  useEffect(() => () => save(), [])

  return {
    written,
    problem: update.problem,
    isSaved: isSaved && !update.isRunning,
    isHtmlPending,
    change(change) {
      waiting.current = joined(waiting.current ?? {}, change)
      const { document, textFollows: _, ...shown } = change
      setWritten((before) => ({ ...before, ...shown }))
      if (document !== undefined) setHtmlPending(true)
      setSaved(false)
      setEdit((before) => before + 1)
    },
  }
}

function isContent(change: Change): boolean {
  return change.html !== undefined || change.document !== undefined
}

/** HTML is written as source or as a document: the newer of the two counts. */
function joined(before: Change, change: Change): Change {
  const { html: _html, document: _document, ...others } = before
  return isContent(change) ? { ...others, ...change } : { ...before, ...change }
}
