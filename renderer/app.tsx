import { FluentProvider, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import type { AppState } from '../preload/contract/app.ts'
import { DensityProvider } from './components/density.tsx'
import { ProblemNotice } from './components/problem-notice.tsx'
import { useCopying } from './copying.ts'
import { FirstRunPage } from './features/identity/first-run-page.tsx'
import { LoginPage } from './features/identity/login-page.tsx'
import { WaitingPage } from './features/identity/waiting-page.tsx'
import { SampleSeats } from './features/sample/sample-seats.tsx'
import { useReachable } from './frame/reachable.ts'
import { SignedInFrame } from './frame/signed-in-frame.tsx'
import { LanguageProvider } from './i18n/language.tsx'
import { useCall, useCoreEvents } from './ipc.ts'
import { lightTheme, useFluentTheme } from './theme.ts'

const useStyles = makeStyles({
  window: {
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
  },
})

/** The window: which of its five faces shows follows from the phase that the core reports. */
export function App() {
  const styles = useStyles()
  useCoreEvents()
  const asked = useCall('app.state', {}, { everyMs: 30_000 })
  const state = asked.value
  const language = state?.preferences.language ?? 'ja'
  const theme = useFluentTheme(state?.preferences.theme ?? 'system')
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  useEffect(() => {
    // Scroll bars and form controls of the browser follow the chosen theme, not the system's.
    document.documentElement.style.colorScheme = theme === lightTheme ? 'light' : 'dark'
  }, [theme])
  const copyProblem = useCopying(state?.machine.preventsCopy === true)
  return (
    <FluentProvider theme={theme}>
      <LanguageProvider language={language}>
        <DensityProvider density={state?.preferences.density ?? 'comfortable'}>
          <div className={styles.window}>
            <ProblemNotice problem={asked.problem} onRetry={asked.refresh} />
            <ProblemNotice problem={copyProblem} />
            {state === undefined ? null : (
              <Phase key={state.sample === null ? 'own' : 'sample'} state={state} />
            )}
          </div>
        </DensityProvider>
      </LanguageProvider>
    </FluentProvider>
  )
}

function Phase({ state }: { state: AppState }) {
  // The last page of the first run stays until the person leaves it, though the phase has moved on.
  const [isFirstRun, setFirstRun] = useState(state.phase === 'first-run')
  useReachable(state.phase !== 'signed-in')
  if (state.phase === 'first-run' || isFirstRun) {
    return <FirstRunPage state={state} onDone={() => setFirstRun(false)} />
  }
  if (state.sample !== null && state.session === null) {
    return <SampleSeats sample={state.sample} />
  }
  switch (state.phase) {
    case 'waiting':
      return <WaitingPage state={state} />
    case 'locked':
    case 'code':
      return <LoginPage state={state} />
    case 'signed-in':
      return state.session === null ? null : (
        <SignedInFrame key={state.session.member} state={state} session={state.session} />
      )
  }
}
