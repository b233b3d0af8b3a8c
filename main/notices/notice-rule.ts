import type { RequestSummary } from '../../preload/contract/approval.ts'
import type { Role } from '../../preload/contract/channel.ts'
import { type NoticeKind, noticeKinds } from '../../preload/contract/notices.ts'
import type { ReleaseProgress } from '../../preload/contract/releases.ts'

/** Something a member should know about a request. `at`: when it began, or when it ends. */
export interface Notice {
  readonly id: string
  readonly kind: NoticeKind
  readonly request: string
  readonly campaignName: string
  readonly at: string
}

export interface Situation {
  readonly member: string
  readonly roles: readonly Role[]
  readonly requests: readonly RequestSummary[]
  readonly releases: readonly ReleaseProgress[]
  /** Requests with a stop that nobody has answered for too long. */
  readonly unanswered: ReadonlySet<string>
  /** Requests about which a mail of this PC to somebody failed, and when. */
  readonly mailFailures: ReadonlyMap<string, string>
  /** Milliseconds. */
  readonly now: number
}

const hourMs = 3_600_000
/** So long before a term ends whoever can still act is told. */
export const endsSoonMs = 2 * hourMs
/** What is older is in the lists, and news no more. */
const newsMs = 14 * 24 * hourMs

/** What this member should know now, most urgent first. Pure. */
export function noticesFor(situation: Situation): Notice[] {
  const runs = new Map(situation.releases.map((each) => [each.request, each]))
  return situation.requests
    .flatMap((request) =>
      kindsOf(request, runs.get(request.request) ?? null, situation).map(([kind, at]) => ({
        id: `${kind}:${request.request}`,
        ...{ kind, at, request: request.request, campaignName: request.campaignName },
      })),
    )
    .filter(({ at }) => situation.now - Date.parse(at) < newsMs)
    .sort(byUrgency)
}

type Known = readonly [kind: NoticeKind, at: string]

function kindsOf(
  request: RequestSummary,
  run: ReleaseProgress | null,
  { member, roles, unanswered, mailFailures, now }: Situation,
): Known[] {
  const isMine = request.requester === member
  const sends = request.executesHere && roles.includes('sender')
  const endsSoon = (at: string) => Date.parse(at) - now < endsSoonMs
  const mailFailedAt = mailFailures.get(request.request)
  const answers = isMine || sends || request.mayCancel
  const all: (Known | false)[] = [
    unanswered.has(request.request) &&
      answers && ['stop-unanswered', run?.startedAt ?? request.filedAt],
    request.state === 'filed' && request.mayDecide && ['waits-for-decision', request.filedAt],
    request.state === 'filed' &&
      (request.mayDecide || isMine) &&
      endsSoon(request.approveBy) && ['approval-ends', request.approveBy],
    request.state === 'approved' && sends && ['waits-for-release', request.filedAt],
    request.state === 'approved' &&
      (sends || isMine) &&
      endsSoon(request.executeBy) && ['execution-ends', request.executeBy],
    ...(isMine ? ownKinds(request) : []),
    mailFailedAt !== undefined && ['mail-failed', mailFailedAt],
    ...(run !== null && (isMine || sends) ? runKinds(run) : []),
  ]
  return all.filter((each) => each !== false)
}

/** What became of one's own request. */
function ownKinds({ state, filedAt, approveBy }: RequestSummary): Known[] {
  switch (state) {
    case 'approved':
    case 'rejected':
    case 'returned':
      return [[state, filedAt]]
    case 'expired':
      return [['expired', approveBy]]
    default:
      return []
  }
}

const endKinds: Readonly<Partial<Record<ReleaseProgress['phase'], NoticeKind>>> = {
  finished: 'run-finished',
  stopped: 'run-stopped',
  halted: 'run-halted',
}

function runKinds({ phase, counts, startedAt, finishedAt }: ReleaseProgress): Known[] {
  const at = finishedAt ?? startedAt
  const end = finishedAt === null ? undefined : endKinds[phase]
  return [
    ...(end === undefined ? [] : [[end, at] as const]),
    ...(counts.inDoubt > 0 ? [['in-doubt', at] as const] : []),
  ]
}

function byUrgency(a: Notice, b: Notice): number {
  return noticeKinds.indexOf(a.kind) - noticeKinds.indexOf(b.kind) || (a.at < b.at ? 1 : -1)
}
