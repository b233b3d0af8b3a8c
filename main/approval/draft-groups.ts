import { setImmediate } from 'node:timers/promises'
import type { DraftGroups } from '../../preload/contract/approval.ts'
import type { Session } from '../identity/identity.ts'
import { audienceSummary, freezeAudience } from '../lists/lists.ts'
import { audienceOf, compileTemplate, readCampaign } from '../message/message.ts'
import { type AudienceSurvey, createAudienceSurvey } from './audience-survey.ts'

/** A few milliseconds of looking; whoever else waits for this thread comes in between. */
const rowsPerTurn = 250

/**
 * Which kinds of message a draft makes and whose are unlike the others, as its approver will see them.
 * Every recipient is looked at.
 */
export async function draftGroups(
  { db }: Session,
  id: string,
  nowMs: number,
): Promise<DraftGroups> {
  const { campaign, templateBytes } = readCampaign(db, id)
  const audience = audienceOf(campaign)
  const { count, domains } = await audienceSummary(db, audience, nowMs)
  const rare = domains.length > 1 ? (domains.at(-1)?.domain ?? null) : null
  const survey = createAudienceSurvey(compileTemplate(templateBytes), rare)
  let index = 0
  for (const row of count === 0 ? [] : freezeAudience(db, audience, nowMs)) {
    survey.add({ index, address: row.address, fields: row.fields })
    index += 1
    if (index % rowsPerTurn === 0) await setImmediate()
  }
  const { groups, outliers } = survey.survey()
  return {
    groups: toGroupViews({ groups }),
    outliers: outliers.map(({ reason, row }) => ({ reason, index: row.index })),
  }
}

export function toGroupViews({ groups }: Pick<AudienceSurvey, 'groups'>): DraftGroups['groups'] {
  return groups.map(({ count, first, fallbacks, branches, problem }) => ({
    ...{ count, problem, index: first.index },
    ...{ fallbacks: [...fallbacks], branches: [...branches] },
  }))
}
