import { type Role, roleNames } from '../preload/contract/channel.ts'
import type { PageId } from './navigation.tsx'

const writers: readonly Role[] = ['author', 'list-manager']
const watchers: readonly Role[] = ['sender', 'author', 'approver', 'administrator', 'auditor']

export interface PageAccess {
  /** Who sees it; what a role cannot use is absent. */
  readonly roles: readonly Role[]
  /** The page of the navigation that leads to it; null for one that stands there itself. */
  readonly under: PageId | null
}

/** Who may open which page, in the order of the navigation. The core decides again at every call. */
export const pageAccess: Readonly<Record<PageId, PageAccess>> = {
  home: { roles: roleNames, under: null },
  contacts: { roles: ['list-manager', 'author', 'administrator'], under: null },
  import: { roles: ['list-manager'], under: 'contacts' },
  segments: { roles: ['list-manager'], under: 'contacts' },
  suppression: { roles: ['list-manager', 'administrator'], under: 'contacts' },
  campaigns: { roles: writers, under: null },
  campaign: { roles: writers, under: 'campaigns' },
  approvals: { roles: roleNames, under: null },
  review: { roles: roleNames, under: 'approvals' },
  releases: { roles: watchers, under: null },
  release: { roles: watchers, under: 'releases' },
  journal: { roles: ['auditor', 'administrator', 'approver'], under: null },
  help: { roles: roleNames, under: 'home' },
  settings: { roles: roleNames, under: 'home' },
  deliverability: { roles: ['administrator'], under: null },
  administration: { roles: ['administrator'], under: null },
}

export function mayOpen(page: PageId, roles: readonly Role[]): boolean {
  return roles.some((role) => pageAccess[page].roles.includes(role))
}

/** The entry of the navigation that a page belongs to. */
export function topOf(page: PageId): PageId {
  return pageAccess[page].under ?? page
}

/** The pages that stand in the navigation of somebody with these roles. */
export function topPagesFor(roles: readonly Role[]): PageId[] {
  return pageIds.filter((page) => pageAccess[page].under === null && mayOpen(page, roles))
}

const pageIds = Object.keys(pageAccess) as readonly PageId[]
