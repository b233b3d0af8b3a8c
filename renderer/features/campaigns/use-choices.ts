import { useState } from 'react'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { Problem } from '../../../preload/problem.ts'
import { useAct } from '../../ipc.ts'

export type Choices = Pick<
  CampaignView,
  'lists' | 'audience' | 'identity' | 'route' | 'windowFrom' | 'windowUntil' | 'charset'
>

/** What is chosen shows at once; what the core refuses goes back to what it was. */
export function useChoices(campaign: CampaignView): {
  readonly chosen: Choices
  readonly choose: (change: Partial<Choices>) => void
  readonly problem: Problem | null
} {
  const update = useAct('campaigns.update')
  const [pending, setPending] = useState<Partial<Choices>>({})
  return {
    chosen: { ...campaign, ...pending },
    problem: update.problem,
    choose(change) {
      setPending((before) => ({ ...before, ...change }))
      update.run({ campaign: campaign.id, ...change }, undefined, () => setPending({}))
    },
  }
}
