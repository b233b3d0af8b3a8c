import type { RequestSummary } from '../../../preload/contract/approval.ts'
import type { EnrolmentView } from '../../../preload/contract/identity.ts'
import type { ListView } from '../../../preload/contract/lists.ts'
import type { PermitView } from '../../../preload/contract/permits.ts'
import type { RouteKeyView } from '../../../preload/contract/route-keys.ts'
import { type Translate, useText } from '../../i18n/language.tsx'
import type { Place } from '../../navigation.tsx'
import { useHasRole, useSession } from '../../session.tsx'
import { daysLeft, warnDays } from '../lists/keeping-days.ts'
import { permitTitle } from '../permits/permit-text.ts'

/** Something that waits for the person who looks. */
export interface Task {
  readonly id: string
  readonly kind: 'decide' | 'release' | 'enrolment' | 'returned' | 'key' | 'list'
  readonly title: string
  readonly facts: string
  readonly act: string
  readonly place: Place
}

/** In the order of how much depends on them: decisions, releases, people, own requests. */
export function useTasks(
  requests: readonly RequestSummary[],
  enrolments: readonly EnrolmentView[],
  keys: readonly RouteKeyView[],
  permits: readonly PermitView[],
  lists: readonly ListView[],
): Task[] {
  const t = useText()
  const { member } = useSession()
  const isSender = useHasRole('sender')
  return [
    ...requests
      .filter(({ state, mayDecide }) => state === 'filed' && mayDecide)
      .map((request) => toDecide(request, t)),
    ...requests
      .filter(({ state, executesHere }) => state === 'approved' && executesHere && isSender)
      .map((request) => toRelease(request, t)),
    ...permits.flatMap((permit) => toPermit(permit, t)),
    ...enrolments.map((enrolment) => toCompare(enrolment, t)),
    ...lists.flatMap((list) => toEnd(list, t)),
    ...keys.flatMap((key) => toRenew(key, t)),
    ...requests
      .filter(({ requester }) => requester === member)
      .flatMap((request) => cameBack(request, t)),
  ]
}

function toDecide(request: RequestSummary, t: Translate): Task {
  return {
    id: request.request,
    kind: 'decide',
    title: t('home.decide', { name: request.campaignName }),
    facts: t('home.decide-facts', {
      requester: request.requesterName,
      count: request.recipientCount,
      approveBy: request.approveBy,
    }),
    act: t('home.decide-act'),
    place: { page: 'review', request: request.request },
  }
}

function toRelease(request: RequestSummary, t: Translate): Task {
  return {
    id: request.request,
    kind: 'release',
    title: t('home.release', { name: request.campaignName }),
    facts: t('home.release-facts', {
      count: request.recipientCount,
      executeBy: request.executeBy,
    }),
    act: t('home.release-act'),
    place: { page: 'release', request: request.request },
  }
}

/** What others ask for, and what one has asked for and may now do. */
function toPermit(permit: PermitView, t: Translate): Task[] {
  const { petition, member, mayDecide, isOwn, state, expiresAt } = permit
  if (!mayDecide && !(isOwn && state === 'agreed')) return []
  return [
    {
      id: petition,
      kind: mayDecide ? 'decide' : 'release',
      title: permitTitle(permit, t),
      facts: mayDecide
        ? t('home.permit-facts', { name: member, expiresAt })
        : t('home.permit-agreed', { expiresAt }),
      act: mayDecide ? t('home.decide-act') : t('home.permit-act'),
      place: { page: 'approvals', tab: 'permits' },
    },
  ]
}

/** A list that will be destroyed soon, unless somebody wants it longer. */
function toEnd({ id, name, keepUntil, contactCount }: ListView, t: Translate): Task[] {
  if (keepUntil === null) return []
  const days = daysLeft(keepUntil, Date.now())
  if (days > warnDays) return []
  return [
    {
      id,
      kind: 'list',
      title: t('home.list-ends', { name }),
      facts: t('home.list-ends-facts', { days: Math.max(0, days), count: contactCount }),
      act: t('home.list-ends-act'),
      place: { page: 'contacts', list: id },
    },
  ]
}

function toCompare(enrolment: EnrolmentView, t: Translate): Task {
  return {
    id: enrolment.id,
    kind: 'enrolment',
    title: t('home.enrolment', { name: enrolment.name }),
    facts: t('home.enrolment-facts', {
      workstation: enrolment.workstationName,
      at: enrolment.at,
    }),
    act: t('home.enrolment-act'),
    place: { page: 'administration', tab: 'members' },
  }
}

/** A route's key that waits for this person's step; nothing where others are asked. */
function toRenew({ route, name, act, needed, renewal }: RouteKeyView, t: Translate): Task[] {
  if (act === 'none' || act === 'wait') return []
  return [
    {
      id: route,
      kind: 'key',
      title: t(`route-keys.title-${act}`, { name }),
      facts:
        renewal === null
          ? t('route-keys.needed', { needed })
          : t('route-keys.found', { name: renewal.byName, found: renewal.found, needed }),
      act: t('home.key-act'),
      place:
        act === 'sign' || act === 'enter'
          ? { page: 'administration', tab: 'routes' }
          : { page: 'approvals' },
    },
  ]
}

/** A request of one's own that needs another thought; nothing while it is on its way. */
function cameBack(request: RequestSummary, t: Translate): Task[] {
  const { state } = request
  if (state !== 'returned' && state !== 'rejected' && state !== 'expired') {
    return []
  }
  return [
    {
      id: request.request,
      kind: 'returned',
      title: t(`home.${state}`, { name: request.campaignName }),
      facts: t('home.returned-facts', {
        count: request.recipientCount,
        filedAt: request.filedAt,
      }),
      act: t('home.returned-act'),
      place: { page: 'review', request: request.request },
    },
  ]
}
