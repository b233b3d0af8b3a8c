import type { CheckResult, campaignsChannels } from '../../preload/contract/campaigns.ts'
import type { Caller, Handlers } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import type { Masking } from '../address/mask.ts'
import { canReadAddresses, isAudienceReadable } from '../lists/lists.ts'
import { audienceOf, campaignOf, requireDraft } from '../message/message.ts'
import type { Clock } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { maskResults } from './mask-results.ts'
import { waive } from './waiver.ts'

export type CheckHandlers = Handlers<
  Pick<typeof campaignsChannels, 'campaigns.check' | 'campaigns.check-stop' | 'campaigns.waive'>
>

export function checkHandlers(options: {
  clock: Clock
  session: () => { readonly db: WritableDb }
  resultsFor: (campaign: string) => Promise<CheckResult[]>
  stop: (campaign: string) => void
  masking: () => Masking
}): CheckHandlers {
  const { clock, session, resultsFor } = options
  const shownTo = ({ roles }: Caller, campaign: string, results: CheckResult[]) => {
    const { db } = session()
    const isReader =
      canReadAddresses(roles) && isAudienceReadable(db, audienceOf(campaignOf(db, campaign)))
    return isReader ? results : maskResults(results, options.masking())
  }
  return {
    'campaigns.check': async ({ campaign }, caller) =>
      shownTo(caller, campaign, await resultsFor(campaign)),
    'campaigns.check-stop': ({ campaign }) => {
      options.stop(campaign)
      return {}
    },
    'campaigns.waive': async ({ campaign, check, reason }, caller) => {
      requireDraft(session().db, campaign)
      const result = (await resultsFor(campaign)).find((each) => each.check === check)
      if (result === undefined) fail('checks.nothing-to-waive', { check })
      const edit = { member: caller.member, at: clock.now() }
      waive(session().db, campaign, { result, reason, edit })
      return shownTo(caller, campaign, await resultsFor(campaign))
    },
  }
}
