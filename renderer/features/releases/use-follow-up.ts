import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReasonGroup } from '../../../preload/contract/releases.ts'
import { noRules } from '../../../preload/contract/segments.ts'
import type { Problem } from '../../../preload/problem.ts'
import { useFormat, useText } from '../../i18n/language.tsx'
import { call, problemOf } from '../../ipc.ts'
import { useNavigation } from '../../navigation.tsx'

interface FollowUp {
  readonly run: (group: ReasonGroup) => void
  readonly isRunning: boolean
  readonly problem: Problem | null
}

const pageSize = 1000

/** A list of exactly those who stand in a group, and a draft to it that says what the release said. */
export function useFollowUp(o: {
  readonly request: string
  readonly campaignName: string
}): FollowUp {
  const t = useText()
  const format = useFormat()
  const client = useQueryClient()
  const { navigate } = useNavigation()
  const mutation = useMutation({
    async mutationFn(group: ReasonGroup): Promise<string> {
      const name = t('releases.follow-up-name', {
        name: o.campaignName,
        at: format.dateTime(new Date().toISOString()),
      })
      const addresses = await addressesOf(o.request, group)
      const list = await makeList(name, addresses)
      return draftTo(o.request, list)
    },
    async onSuccess(campaign) {
      await client.invalidateQueries()
      navigate({ page: 'campaign', campaign })
    },
  })
  return {
    run: (group) => mutation.mutate(group),
    isRunning: mutation.isPending,
    problem: mutation.error === null ? null : problemOf(mutation.error),
  }
}

async function addressesOf(
  request: string,
  { state, code, reason }: ReasonGroup,
): Promise<string[]> {
  const found: string[] = []
  for (;;) {
    const { total, rows } = await call('releases.deliveries', {
      ...{ request, state, group: { code, reason } },
      ...{ offset: found.length, limit: pageSize },
    })
    found.push(...rows.map(({ address }) => address))
    if (rows.length === 0 || found.length >= total) return found
  }
}

/** As from a file: each row is judged, and a contact that is known keeps what is known of it. */
async function makeList(name: string, addresses: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(['address', ...addresses, ''].join('\r\n'))
  const { file } = await call('lists.hand-over', { name: 'follow-up.csv', bytes })
  const { id: list } = await call('lists.create', { name })
  await call('lists.import', {
    ...{ list, file, hasHeader: true },
    format: { kind: 'text', encoding: 'utf-8', delimiter: ',' },
    columns: [{ index: 0, name: 'address', meaning: 'address' }],
  })
  return list
}

async function draftTo(request: string, list: string): Promise<string> {
  const requests = await call('approval.list', {})
  const original = requests.find((each) => each.request === request)?.campaign ?? ''
  const { id } = await call('campaigns.copy', { campaign: original })
  await call('campaigns.update', { campaign: id, lists: [list], audience: noRules })
  return id
}
