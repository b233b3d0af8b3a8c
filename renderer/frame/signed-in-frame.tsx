import { makeStyles, tokens } from '@fluentui/react-components'
import { PersonProhibitedRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { AppState } from '../../preload/contract/app.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { SampleBanner } from '../features/sample/sample-banner.tsx'
import { useFormat, useText } from '../i18n/language.tsx'
import { useAct } from '../ipc.ts'
import { NavigationProvider, type Place, useNavigation } from '../navigation.tsx'
import { mayOpen, pageAccess } from '../page-access.ts'
import { navigationFor, renderPlace } from '../routes.tsx'
import { SessionProvider, useSession } from '../session.tsx'
import { useActivity } from './activity.ts'
import { CommandPalette } from './command-palette.tsx'
import { NavigationPane } from './navigation-pane.tsx'
import { SettingsDialog, type SettingsDialogName } from './settings-dialog.tsx'
import { useShortcut } from './shortcut.ts'
import { StatusBar } from './status-bar.tsx'

const useStyles = makeStyles({
  frame: { display: 'flex', flexDirection: 'column', height: '100%' },
  upper: { display: 'flex', flexGrow: 1, minHeight: 0 },
  main: {
    flexGrow: 1,
    minWidth: 0,
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground2,
  },
})

/** The window of somebody who is signed in: navigation, one page, status bar. */
export function SignedInFrame(props: {
  state: AppState
  session: NonNullable<AppState['session']>
}) {
  return (
    <SessionProvider session={props.session}>
      <NavigationProvider start={startPlace(props.state, props.session.roles)}>
        <Frame state={props.state} />
      </NavigationProvider>
    </SessionProvider>
  )
}

/** What the person wants to see first, where their roles show it. */
function startPlace(
  { preferences }: AppState,
  roles: NonNullable<AppState['session']>['roles'],
): Place {
  const { startPage: page } = preferences
  return mayOpen(page, roles) ? { page } : { page: 'home' }
}

function Frame({ state }: { state: AppState }) {
  const styles = useStyles()
  const { roles } = useSession()
  const { navigate } = useNavigation()
  const lock = useAct('identity.lock')
  const entries = navigationFor(roles)
  const [isFinding, setFinding] = useState(false)
  const [dialog, setDialog] = useState<SettingsDialogName | null>(null)
  useActivity()
  useShortcut((key) => {
    const entry = entries[Number(key) - 1]
    if (key === 'l') {
      lock.run({})
    } else if (isAsking()) {
      return false
    } else if (key === 'f1') {
      navigate({ page: 'help' })
    } else if (key === ',') {
      navigate({ page: 'settings' })
    } else if (key === 'k') {
      setFinding(true)
    } else if (entry !== undefined) {
      navigate(entry.place)
    }
    return ['l', 'k', 'f1', ','].includes(key) || entry !== undefined
  })
  return (
    <div className={styles.frame}>
      {state.sample === null ? null : <SampleBanner sample={state.sample} onGo={navigate} />}
      <div className={styles.upper}>
        <NavigationPane state={state} entries={entries} onFind={() => setFinding(true)} />
        <main className={styles.main}>
          <CurrentPage />
        </main>
      </div>
      <StatusBar state={state} onLock={() => lock.run({})} />
      {isFinding ? (
        <CommandPalette state={state} onClose={() => setFinding(false)} onDialog={setDialog} />
      ) : null}
      {dialog === null ? null : (
        <SettingsDialog dialog={dialog} state={state} onClose={() => setDialog(null)} />
      )}
    </div>
  )
}

/** An open question is answered or left first: what is typed into it would go with the page. */
function isAsking(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
}

function CurrentPage() {
  const t = useText()
  const format = useFormat()
  const { place } = useNavigation()
  const { roles } = useSession()
  if (mayOpen(place.page, roles)) {
    return renderPlace(place)
  }
  const names = pageAccess[place.page].roles.map((role) => t(`role.${role}`))
  return (
    <EmptyState
      icon={<PersonProhibitedRegular />}
      title={t('page.not-allowed')}
      body={t('page.not-allowed-body', { roles: format.list(names) })}
    />
  )
}
