import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { Side } from '../../../preload/contract/versions.ts'
import { call, problemOf } from '../../ipc.ts'
import {
  type Change,
  DraftSaver,
  isContent,
  type SavingState,
  type Written,
} from '../message/draft-saver.ts'

export interface Draft extends SavingState {
  readonly written: Written
  readonly change: (change: Change) => void
  /** True while the core has not yet said what HTML the last change of the document made. */
  readonly isHtmlPending: boolean
  /** Another number when what is written was exchanged for what is stored: open it anew. */
  readonly opening: number
  /** What is written, to be compared with what is stored. */
  readonly side: Extract<Side, { is: 'written' }>
  /** Stores what is written here over what somebody else has stored. */
  readonly keepMine: () => void
  /** Tries again to store what waits. */
  readonly retry: () => void
  /** Lets go of what is written here. */
  readonly takeTheirs: () => void
}

/** What is being written: kept here while the person types, stored a moment after the last key. */
export function useDraft(campaign: CampaignView): Draft {
  const client = useQueryClient()
  const [written, setWritten] = useState<Written>(writtenIn(campaign))
  const [isHtmlPending, setHtmlPending] = useState(false)
  const [opening, setOpening] = useState(0)
  const [state, setState] = useState<SavingState>({
    ...{ isSaved: true, problem: null, isStale: false },
  })
  const [saver] = useState(
    () =>
      new DraftSaver({
        edition: campaign.edition,
        onState: setState,
        async store(change) {
          try {
            const saved = await call('campaigns.update', { campaign: campaign.id, ...change })
            // An answer on its way is from before this change, and would count as new.
            void client.cancelQueries().then(() => client.invalidateQueries())
            return { saved }
          } catch (error) {
            return { problem: problemOf(error instanceof Error ? error : new Error('save')) }
          }
        },
        onSaved(saved, later) {
          setWritten((before) => ({
            subject: before.subject,
            html: isContent(later) ? before.html : saved.html,
            text: later.text === undefined ? saved.text : before.text,
          }))
          if (later.document === undefined) setHtmlPending(false)
        },
      }),
  )
  function open(stored: CampaignView) {
    saver.goOn(stored.edition, null)
    setWritten(writtenIn(stored))
    setHtmlPending(false)
    setOpening((before) => before + 1)
  }
  const follow = useEffectEvent(open)
  // Nothing waits here, and the draft was changed elsewhere: that is what is shown from now on.
  useEffect(() => {
    if (saver.isBehind(campaign.edition)) follow(campaign)
  }, [campaign, saver])
  // Leaving the step stores what is still waiting.
  useEffect(() => () => saver.flush(), [saver])

  async function stored(): Promise<CampaignView> {
    return call('campaigns.get', { campaign: campaign.id })
  }
  const { document = null } = saver.waiting

  return {
    ...state,
    ...{ written, isHtmlPending, opening },
    side: { is: 'written', ...written, document },
    change(change) {
      const { document, textFollows: _, ...shown } = change
      setWritten((before) => ({ ...before, ...shown }))
      if (document !== undefined) setHtmlPending(true)
      saver.change(change)
    },
    retry: () => saver.flush(),
    keepMine() {
      const { subject, html, text } = written
      const body = document === null ? { html } : { document }
      const own = saver.waiting.text !== undefined || campaign.textState !== 'generated'
      void stored().then(({ edition }) =>
        saver.goOn(edition, { subject, ...body, ...(own ? { text } : {}) }),
      )
    },
    takeTheirs() {
      void stored().then((theirs) => {
        open(theirs)
        void client.invalidateQueries()
      })
    },
  }
}

function writtenIn({ subject, text, html }: CampaignView): Written {
  return { subject, text, html }
}
