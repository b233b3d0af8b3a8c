import { type AppState, Language, Theme } from '../../preload/contract/app.ts'
import { catalogs, type PlainTextKey } from '../i18n/catalog.ts'
import { useText } from '../i18n/language.tsx'
import { useAct, useCall } from '../ipc.ts'
import { administrationTabs, type Place, useNavigation } from '../navigation.tsx'
import { mayOpen } from '../page-access.ts'
import { navigationFor } from '../routes.tsx'
import { useHasRole, useSession } from '../session.tsx'
import type { Findable } from './command-match.ts'
import type { SettingsDialogName } from './settings-dialog.tsx'

/** Something that the person can do or open from wherever they are. */
export interface Command extends Findable {
  readonly id: string
  /** What sort of thing it is, or where it leads. */
  readonly sort: string
  /** The keys that do the same without the palette. */
  readonly keys: string | null
  readonly run: () => void
}

const dialogs: readonly (readonly [SettingsDialogName, PlainTextKey])[] = [
  ['password', 'identity.own-password'],
  ['codes', 'identity.own-codes'],
  ['hand-over', 'second-pc.own'],
  ['backup', 'identity.own-backup'],
  ['check', 'identity.own-check'],
  ['machine', 'machine.open'],
  ['diagnostics', 'app.diagnostics'],
]

/** Every act and place that this person's roles allow, then every object of theirs by its name. */
export function useCommands(
  state: AppState,
  onDialog: (dialog: SettingsDialogName) => void,
): Command[] {
  const t = useText()
  const pages = usePageCommands()
  const objects = useObjectCommands()
  const lock = useAct('identity.lock')
  const set = useAct('app.set-preferences')
  const named = (label: PlainTextKey, sort: PlainTextKey, run: () => void): Command => ({
    ...{ id: label, label: t(label), words: inEveryLanguage(label) },
    ...{ sort: t(sort), keys: null, run },
  })
  return [
    ...pages,
    { ...named('app.lock', 'frame.sort-act', () => lock.run({})), keys: 'Ctrl+L' },
    ...dialogs.map(([dialog, label]) => named(label, 'frame.sort-own', () => onDialog(dialog))),
    ...(state.machine.locksLanguage ? [] : Language.options).map((language) =>
      named(`app.language-${language}`, 'app.language', () => set.run({ language })),
    ),
    ...Theme.options.map((theme) =>
      named(`app.theme-${theme}`, 'app.theme', () => set.run({ theme })),
    ),
    ...objects,
  ]
}

/** Where the navigation leads, what begins there, and the tabs behind the last of them. */
function usePageCommands(): Command[] {
  const t = useText()
  const { roles } = useSession()
  const { navigate } = useNavigation()
  const leads = (
    label: PlainTextKey,
    { sort, keys = null, place }: { sort: string; keys?: string | null; place: Place },
  ): Command => ({
    id: JSON.stringify(place),
    label: t(label),
    words: inEveryLanguage(label),
    sort,
    keys,
    run: () => navigate(place),
  })
  const tops = navigationFor(roles).map(({ label, place }, index) =>
    leads(label, { sort: t('frame.sort-page'), keys: `Ctrl+${index + 1}`, place }),
  )
  const acts = [
    leads('help.title', { sort: t('frame.sort-page'), keys: 'F1', place: { page: 'help' } }),
    leads('settings.title', {
      sort: t('frame.sort-page'),
      keys: 'Ctrl+,',
      place: { page: 'settings' },
    }),
    useHasRole('author')
      ? leads('campaigns.new', {
          sort: t('frame.sort-act'),
          place: { page: 'campaigns', isNew: true },
        })
      : null,
    mayOpen('import', roles)
      ? leads('page.import', { sort: t('frame.sort-act'), place: { page: 'import' } })
      : null,
  ].filter((command) => command !== null)
  const tabs = mayOpen('administration', roles)
    ? administrationTabs.map((tab) =>
        leads(`administration.tab-${tab}`, {
          sort: t('page.administration'),
          place: { page: 'administration', tab },
        }),
      )
    : []
  return [...acts, ...tops, ...tabs]
}

/** Lists, drafts, requests and releases, by their names. */
function useObjectCommands(): Command[] {
  const t = useText()
  const { roles } = useSession()
  const { navigate } = useNavigation()
  const lists = useCall('lists.list', {}, { enabled: mayOpen('contacts', roles) })
  const campaigns = useCall('campaigns.list', {}, { enabled: mayOpen('campaigns', roles) })
  const requests = useCall('approval.list', {})
  const releases = useCall('releases.list', {}, { enabled: mayOpen('releases', roles) })
  const opens = (label: string, sort: PlainTextKey, place: Place): Command => ({
    id: JSON.stringify(place),
    label,
    words: inEveryLanguage(sort),
    sort: t(sort),
    keys: null,
    run: () => navigate(place),
  })
  return [
    ...(campaigns.value ?? [])
      .filter(({ request }) => request === null)
      .map(({ id, name }) => opens(name, 'page.campaign', { page: 'campaign', campaign: id })),
    ...(requests.value ?? []).map(({ request, campaignName }) =>
      opens(campaignName, 'page.review', { page: 'review', request }),
    ),
    ...(releases.value ?? []).map(({ request, campaignName }) =>
      opens(campaignName, 'page.release', { page: 'release', request }),
    ),
    ...(lists.value ?? []).map(({ id, name }) =>
      opens(name, 'page.contacts', { page: 'contacts', list: id }),
    ),
  ]
}

/** A person with the IME off still finds what is written in Japanese, and the reverse. */
function inEveryLanguage(key: PlainTextKey): string[] {
  return Language.options.map((language) => catalogs[language][key])
}
