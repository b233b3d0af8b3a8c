import { ProblemError } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { Manifest } from './manifest.ts'
import { type OpenedRequest, openManifest, openRequest, requestOf } from './open-request.ts'

/**
 * Opens requests for the person who is logged in. The last opened one stays decoded, so that
 * stepping through recipients costs one row each; everything goes when somebody else logs in.
 */
export interface RequestReader {
  /** Opened and verified in full. */
  readonly open: (session: Session, request: string) => Promise<OpenedRequest>
  /** Null for whoever cannot read it, such as an auditor. */
  readonly campaignName: (session: Session, request: string) => Promise<string | null>
  /** Messages and files of recipients that were shown to this person, as items to look at. */
  readonly shown: (session: Session, request: string) => Set<string>
  /** What was found of an earlier release: verifying one takes a while, and it stays what it was. */
  readonly remembered: (
    session: Session,
    key: string,
    find: () => Promise<Manifest | null>,
  ) => Promise<Manifest | null>
}

export function createRequestReader(): RequestReader {
  let owner = ''
  let last: OpenedRequest | null = null
  let names = new Map<string, string>()
  let shown = new Map<string, Set<string>>()
  let released = new Map<string, Promise<Manifest | null>>()
  const enter = ({ member }: Session) => {
    if (member === owner) return
    owner = member
    last = null
    names = new Map()
    shown = new Map()
    released = new Map()
  }
  return {
    async open(session, request) {
      enter(session)
      if (last?.request.hash === request) return last
      const { journal, sealing, workstation } = session
      const keys = [sealing, workstation.sealing]
      const opened = await openRequest(journal, requestOf(journal, request), keys)
      last = opened
      return opened
    },
    async campaignName(session, request) {
      enter(session)
      const known = names.get(request)
      if (known !== undefined) return known
      const name = await nameOf(session, request)
      if (name !== null) names.set(request, name)
      return name
    },
    shown(session, request) {
      enter(session)
      const known = shown.get(request) ?? new Set<string>()
      shown.set(request, known)
      return known
    },
    remembered(session, key, find) {
      enter(session)
      const known = released.get(key) ?? find()
      released.set(key, known)
      return known
    },
  }
}

/** One request that cannot be read must not hide the others from a list. */
async function nameOf(
  { journal, sealing, workstation }: Session,
  request: string,
): Promise<string | null> {
  try {
    const keys = [sealing, workstation.sealing]
    const { manifest } = await openManifest(journal, requestOf(journal, request), keys)
    return manifest.campaign.name
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}
