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
  MailCheckmark20Filled,
  MailCheckmark20Regular,
  MailMultiple20Filled,
  MailMultiple20Regular,
  Settings20Filled,
  Settings20Regular,
  ShieldTask20Filled,
  ShieldTask20Regular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import type { Role } from '../preload/contract/channel.ts'
import { AdministrationPage } from './features/administration/administration-page.tsx'
import { ApprovalsPage } from './features/approval/approvals-page.tsx'
import { ReviewPage } from './features/approval/review-page.tsx'
import { CampaignPage } from './features/campaigns/campaign-page.tsx'
import { CampaignsPage } from './features/campaigns/campaigns-page.tsx'
import { DeliverabilityPage } from './features/deliverability/deliverability-page.tsx'
import { HelpPage } from './features/help/help-page.tsx'
import { HomePage } from './features/home/home-page.tsx'
import { JournalPage } from './features/journal/journal-page.tsx'
import { ContactsPage } from './features/lists/contacts-page.tsx'
import { ImportPage } from './features/lists/import-page.tsx'
import { SegmentsPage } from './features/lists/segments-page.tsx'
import { SuppressionPage } from './features/lists/suppression-page.tsx'
import { ReleasePage } from './features/releases/release-page.tsx'
import { ReleasesPage } from './features/releases/releases-page.tsx'
import { SettingsPage } from './features/settings/settings-page.tsx'
import type { PlainTextKey } from './i18n/catalog.ts'
import type { PageId, PageParams, Place } from './navigation.tsx'
import { topPagesFor } from './page-access.ts'

export interface PageEntry<P extends PageId> {
  readonly label: PlainTextKey
  /** For the pages that stand in the navigation. */
  readonly icon?: FluentIcon
  readonly render: (params: PageParams[P]) => ReactElement
}

/** Every page of the signed-in window, in the order of the navigation. */
export const pages: { readonly [P in PageId]: PageEntry<P> } = {
  home: {
    label: 'page.home',
    icon: bundleIcon(Home20Filled, Home20Regular),
    render: () => <HomePage />,
  },
  contacts: {
    label: 'page.contacts',
    icon: bundleIcon(ContactCard20Filled, ContactCard20Regular),
    render: ({ list }) => <ContactsPage list={list} />,
  },
  import: {
    label: 'page.import',
    render: ({ list }) => <ImportPage list={list} />,
  },
  segments: { label: 'page.segments', render: () => <SegmentsPage /> },
  suppression: { label: 'page.suppression', render: () => <SuppressionPage /> },
  campaigns: {
    label: 'page.campaigns',
    icon: bundleIcon(MailMultiple20Filled, MailMultiple20Regular),
    render: ({ isNew }) => <CampaignsPage key={String(isNew)} isNew={isNew} />,
  },
  campaign: {
    label: 'page.campaign',
    render: ({ campaign }) => <CampaignPage key={campaign} campaign={campaign} />,
  },
  approvals: {
    label: 'page.approvals',
    icon: bundleIcon(DocumentCheckmark20Filled, DocumentCheckmark20Regular),
    render: ({ tab }) => <ApprovalsPage tab={tab} />,
  },
  review: {
    label: 'page.review',
    render: ({ request }) => <ReviewPage key={request} request={request} />,
  },
  releases: {
    label: 'page.releases',
    icon: bundleIcon(DataBarVertical20Filled, DataBarVertical20Regular),
    render: () => <ReleasesPage />,
  },
  release: {
    label: 'page.release',
    render: ({ request }) => <ReleasePage key={request} request={request} />,
  },
  journal: {
    label: 'page.journal',
    icon: bundleIcon(ShieldTask20Filled, ShieldTask20Regular),
    render: () => <JournalPage />,
  },
  help: {
    label: 'help.title',
    render: () => <HelpPage />,
  },
  settings: {
    label: 'settings.title',
    render: () => <SettingsPage />,
  },
  deliverability: {
    label: 'page.deliverability',
    icon: bundleIcon(MailCheckmark20Filled, MailCheckmark20Regular),
    render: () => <DeliverabilityPage />,
  },
  administration: {
    label: 'page.administration',
    icon: bundleIcon(Settings20Filled, Settings20Regular),
    render: ({ tab }) => <AdministrationPage key={tab} tab={tab} />,
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
  { page: 'deliverability' },
  { page: 'administration' },
]

/** The entries of the navigation for somebody with these roles. */
export function navigationFor(roles: readonly Role[]): NavigationEntry[] {
  const visible = topPagesFor(roles)
  return topPlaces.flatMap((place) => {
    const { label, icon } = pages[place.page]
    const isVisible = icon !== undefined && visible.includes(place.page)
    return isVisible ? [{ page: place.page, label, icon, place }] : []
  })
}

/** Draws a page with the parameters that its place carries. */
export function renderPlace<P extends PageId>(
  place: { readonly page: P } & PageParams[P],
): ReactElement {
  return pages[place.page].render(place)
}
