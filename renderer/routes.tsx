import {
  bundleIcon,
  ContactCard20Filled,
  ContactCard20Regular,
  DataBarVertical20Filled,
  DataBarVertical20Regular,
  DocumentCheckmark20Filled,
  DocumentCheckmark20Regular,
  type FluentIcon,
  Home20Filled,
  Home20Regular,
  MailMultiple20Filled,
  MailMultiple20Regular,
  Settings20Filled,
  Settings20Regular,
  ShieldTask20Filled,
  ShieldTask20Regular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import { type Role, roleNames } from '../preload/contract/channel.ts'
import { AdministrationPage } from './features/administration/administration-page.tsx'
import { ApprovalsPage } from './features/approval/approvals-page.tsx'
import { ReviewPage } from './features/approval/review-page.tsx'
import { CampaignPage } from './features/campaigns/campaign-page.tsx'
import { CampaignsPage } from './features/campaigns/campaigns-page.tsx'
import { HomePage } from './features/home/home-page.tsx'
import { JournalPage } from './features/journal/journal-page.tsx'
import { ContactsPage } from './features/lists/contacts-page.tsx'
import { ImportPage } from './features/lists/import-page.tsx'
import { ReleasePage } from './features/releases/release-page.tsx'
import { ReleasesPage } from './features/releases/releases-page.tsx'
import type { PlainTextKey } from './i18n/catalog.ts'
import type { PageId, PageParams, Place } from './navigation.tsx'

export interface PageEntry<P extends PageId> {
  readonly label: PlainTextKey
  /** Who sees it; what a role cannot use is absent. */
  readonly roles: readonly Role[]
  /** Its place in the navigation: with an icon, or under the page that leads to it. */
  readonly inside: { readonly icon: FluentIcon } | { readonly under: PageId }
  readonly render: (params: PageParams[P]) => ReactElement
}

const writers: readonly Role[] = ['author', 'list-manager']
const watchers: readonly Role[] = ['sender', 'author', 'approver', 'administrator', 'auditor']

/** Every page of the signed-in window, in the order of the navigation. */
export const pages: { readonly [P in PageId]: PageEntry<P> } = {
  home: {
    label: 'page.home',
    roles: roleNames,
    inside: { icon: bundleIcon(Home20Filled, Home20Regular) },
    render: () => <HomePage />,
  },
  contacts: {
    label: 'page.contacts',
    roles: ['list-manager', 'author', 'administrator'],
    inside: { icon: bundleIcon(ContactCard20Filled, ContactCard20Regular) },
    render: ({ list }) => <ContactsPage list={list} />,
  },
  import: {
    label: 'page.import',
    roles: ['list-manager'],
    inside: { under: 'contacts' },
    render: ({ list }) => <ImportPage list={list} />,
  },
  campaigns: {
    label: 'page.campaigns',
    roles: writers,
    inside: { icon: bundleIcon(MailMultiple20Filled, MailMultiple20Regular) },
    render: () => <CampaignsPage />,
  },
  campaign: {
    label: 'page.campaign',
    roles: writers,
    inside: { under: 'campaigns' },
    render: ({ campaign }) => <CampaignPage key={campaign} campaign={campaign} />,
  },
  approvals: {
    label: 'page.approvals',
    roles: roleNames,
    inside: { icon: bundleIcon(DocumentCheckmark20Filled, DocumentCheckmark20Regular) },
    render: () => <ApprovalsPage />,
  },
  review: {
    label: 'page.review',
    roles: roleNames,
    inside: { under: 'approvals' },
    render: ({ request }) => <ReviewPage key={request} request={request} />,
  },
  releases: {
    label: 'page.releases',
    roles: watchers,
    inside: { icon: bundleIcon(DataBarVertical20Filled, DataBarVertical20Regular) },
    render: () => <ReleasesPage />,
  },
  release: {
    label: 'page.release',
    roles: watchers,
    inside: { under: 'releases' },
    render: ({ request }) => <ReleasePage key={request} request={request} />,
  },
  journal: {
    label: 'page.journal',
    roles: ['auditor', 'administrator', 'approver'],
    inside: { icon: bundleIcon(ShieldTask20Filled, ShieldTask20Regular) },
    render: () => <JournalPage />,
  },
  administration: {
    label: 'page.administration',
    roles: ['administrator'],
    inside: { icon: bundleIcon(Settings20Filled, Settings20Regular) },
    render: ({ tab }) => <AdministrationPage tab={tab} />,
  },
}

export interface NavigationEntry {
  readonly page: PageId
  readonly label: PlainTextKey
  readonly icon: FluentIcon
  readonly place: Place
}

const topPlaces: readonly Place[] = [
  { page: 'home' },
  { page: 'contacts' },
  { page: 'campaigns' },
  { page: 'approvals' },
  { page: 'releases' },
  { page: 'journal' },
  { page: 'administration' },
]

/** The entries of the navigation for somebody with these roles. */
export function navigationFor(roles: readonly Role[]): NavigationEntry[] {
  return topPlaces.flatMap((place) => {
    const { label, inside } = pages[place.page]
    const isVisible = mayOpen(place.page, roles) && 'icon' in inside
    return isVisible ? [{ page: place.page, label, icon: inside.icon, place }] : []
  })
}

export function mayOpen(page: PageId, roles: readonly Role[]): boolean {
  return roles.some((role) => pages[page].roles.includes(role))
}

/** The entry of the navigation that a page belongs to. */
export function topOf(page: PageId): PageId {
  const { inside } = pages[page]
  return 'under' in inside ? inside.under : page
}

/** Draws a page with the parameters that its place carries. */
export function renderPlace<P extends PageId>(
  place: { readonly page: P } & PageParams[P],
): ReactElement {
  return pages[place.page].render(place)
}
