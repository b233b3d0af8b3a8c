import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { Problem } from '../../../preload/problem.ts'
import { useAct } from '../../ipc.ts'

const saveAfterMs = 500

export interface Written {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface Draft {
  readonly written: Written
  readonly change: (change: Partial<Written>) => void
  readonly problem: Problem | null
  readonly isSaved: boolean
}

/** What is being written: kept here while the person types, saved a moment after the last key. */
export function useDraft(campaign: CampaignView): Draft {
  const { subject, text, html } = campaign
  const [written, setWritten] = useState<Written>({ subject, text, html })
  const [isSaved, setSaved] = useState(true)
  const update = useAct('campaigns.update')
  const waiting = useRef<Written | null>(null)
  const save = useEffectEvent(() => {
    const next = waiting.current
    waiting.current = null
    if (next !== null) update.run({ campaign: campaign.id, ...next }, () => setSaved(true))
  })

  useEffect(() => {
    if (isSaved || written === null) return
    const timer = setTimeout(() => save(), saveAfterMs)
    return () => clearTimeout(timer)
  }, [isSaved, written])
  // Leaving the step saves what is still waiting.
  useEffect(() => () => save(), [])

  return {
    written,
    problem: update.problem,
    isSaved: isSaved && !update.isRunning,
    change(change) {
      const next = { ...written, ...change }
      waiting.current = next
      setWritten(next)
      setSaved(false)
    },
  }
}
