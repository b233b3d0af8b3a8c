/** What a member is told without having asked: in the window, and outside it. Face of the folder. */
import type { Language } from '../../preload/contract/app.ts'
import type { RequestState, RequestSummary, StopView } from '../../preload/contract/approval.ts'
import type { Handlers } from '../../preload/contract/channel.ts'
import type { noticesChannels } from '../../preload/contract/notices.ts'
import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import type { Session } from '../identity/identity.ts'
import type { Ports } from '../ports.ts'
import { type Notice, noticesFor } from './notice-rule.ts'
import { desktopKinds, keepDesktopKinds, markSeen, seenIds, tell } from './notice-table.ts'
import { noticeText } from './notice-words.ts'
import { notices0010 } from './schema/0010-notices.ts'
import { noticeMail0020 } from './schema/0020-mail.ts'

export { createNoticeMails } from './notice-mail.ts'

import { inTurns } from './turns.ts'

export const noticesMigrations = [notices0010, noticeMail0020] as const

type OwnChannel =
  | 'notices.list'
  | 'notices.mark-seen'
  | 'notices.settings'
  | 'notices.change-settings'

export interface NoticesOptions {
  readonly ports: Pick<Ports, 'clock' | 'notifier' | 'log'>
  readonly language: () => Language
  /** Fails with `ipc.locked`. */
  readonly session: () => Pick<Session, 'db' | 'member' | 'roles'>
  readonly isSignedIn: () => boolean
  /** Keeps the vault open past a lock; call the result to let go. */
  readonly keepVaultOpen: () => () => void
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
  /** Those that were filed since; milliseconds. */
  readonly requests: (since: number) => Promise<readonly RequestSummary[]>
  readonly release: (request: string) => Promise<ReleaseProgress>
  /** Requests about which a mail of this PC failed, and when. */
  readonly mailFailures: () => ReadonlyMap<string, string>
  readonly stopState: (request: string) => StopView | null
}

export interface Notices {
  readonly handlers: Handlers<Pick<typeof noticesChannels, OwnChannel>>
  /** Looks whether there is news, and tells it. For whenever something may have changed. */
  readonly look: () => void
  readonly close: () => void
}

/** Terms come nearer without anything being signed. */
const lookMs = 60_000
const soonMs = 5_000

/** No request lives longer: thirty days each for its approval and its execution, and for news of it. */
const livesMs = 75 * 24 * 3_600_000
const released = new Set<RequestState>(['running', 'finished', 'stopped', 'halted'])

export function createNotices(options: NoticesOptions): Notices {
  const { ports, session, language, emit } = options
  const find = async (): Promise<Notice[]> => {
    const { member, roles } = session()
    const now = ports.clock.now()
    const requests = await options.requests(now - livesMs)
    const releases: ReleaseProgress[] = []
    for (const { request, state } of requests)
      if (released.has(state)) releases.push(await options.release(request))
    const unanswered = new Set<string>()
    for (const { request, finishedAt } of releases) {
      const stop = finishedAt === null ? options.stopState(request) : null
      const isSilent = stop !== null && stop.acknowledgedAt === null
      if (isSilent && stop.isOverdue) unanswered.add(request)
      // Its minute ends between two looks.
      else if (isSilent) setTimeout(look, soonMs).unref()
    }
    const mailFailures = options.mailFailures()
    return noticesFor({ member, roles, requests, releases, now, unanswered, mailFailures })
  }
  const tellNews = async () => {
    const found = await find()
    const { db, member } = session()
    const ids = found.map(({ id }) => id)
    const news = tell(db, { member, ids, now: ports.clock.now() })
    if (news.size === 0) return
    emit('notices.changed', {})
    const wanted = desktopKinds(db, member)
    const kinds = found.filter(({ id }) => news.has(id)).map(({ kind }) => kind)
    const text = noticeText(
      kinds.filter((kind) => wanted.includes(kind)),
      language(),
    )
    if (text !== null) ports.notifier.show(text)
  }
  const look = inTurns(tellNews, { ...options, log: ports.log, failure: 'notices.not-told' })
  const timer = setInterval(look, lookMs)
  timer.unref()
  return {
    look,
    close: () => clearInterval(timer),
    handlers: {
      async 'notices.list'() {
        const found = await find()
        const { db, member } = session()
        const seen = seenIds(db, member)
        return found.map((each) => ({ ...each, isNew: !seen.has(each.id) }))
      },
      'notices.mark-seen'({ ids }) {
        const { db, member } = session()
        markSeen(db, { member, ids, now: ports.clock.now() })
        return {}
      },
      'notices.settings'() {
        const { db, member } = session()
        return { desktop: [...desktopKinds(db, member)] }
      },
      'notices.change-settings'({ desktop }) {
        const { db, member } = session()
        keepDesktopKinds(db, member, desktop)
        return { desktop }
      },
    },
  }
}
