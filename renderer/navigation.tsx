import { createContext, type ReactNode, use, useMemo, useState } from 'react'

/** Every page with the parameters that say which object it shows. */
export interface PageParams {
  readonly home: Readonly<Record<never, never>>
  readonly contacts: { readonly list?: string | undefined }
  readonly import: { readonly list?: string | undefined }
  readonly segments: Readonly<Record<never, never>>
  readonly suppression: Readonly<Record<never, never>>
  /** `isNew`: asks at once for the name of a new one. */
  readonly campaigns: { readonly isNew?: boolean | undefined }
  readonly campaign: { readonly campaign: string }
  readonly approvals: { readonly tab?: 'permits' | undefined }
  readonly review: { readonly request: string }
  readonly releases: Readonly<Record<never, never>>
  readonly release: { readonly request: string }
  readonly journal: Readonly<Record<never, never>>
  readonly help: Readonly<Record<never, never>>
  readonly settings: Readonly<Record<never, never>>
  readonly deliverability: Readonly<Record<never, never>>
  readonly administration: { readonly tab?: AdministrationTab | undefined }
}

export const administrationTabs = [
  'members',
  'routes',
  'identities',
  'policy',
  'organization-key',
  'workstation',
] as const
export type AdministrationTab = (typeof administrationTabs)[number]

export type PageId = keyof PageParams

/** Where the person is: `{ page: 'campaign', campaign: id }`. */
export type Place = { readonly [P in PageId]: { readonly page: P } & PageParams[P] }[PageId]

export interface Navigation {
  readonly place: Place
  readonly navigate: (place: Place) => void
  /** To where the person came from; null at the start. */
  readonly back: (() => void) | null
}

const NavigationContext = createContext<Navigation | null>(null)
const depthMax = 50

/** Kept in memory only: nothing of where a person was survives a lock or a restart. */
export function NavigationProvider(props: { start: Place; children: ReactNode }) {
  const [trail, setTrail] = useState<readonly Place[]>([props.start])
  const navigation = useMemo<Navigation>(
    () => ({
      place: trail.at(-1) ?? { page: 'home' },
      navigate: (place) => setTrail((before) => [...before.slice(-depthMax), place]),
      back: trail.length > 1 ? () => setTrail((before) => before.slice(0, -1)) : null,
    }),
    [trail],
  )
  return <NavigationContext value={navigation}>{props.children}</NavigationContext>
}

export function useNavigation(): Navigation {
  const navigation = use(NavigationContext)
  if (navigation === null) {
    throw new Error('useNavigation is used outside of the signed-in frame')
  }
  return navigation
}
