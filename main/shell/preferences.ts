import { nativeTheme } from 'electron'
import * as v from 'valibot'
import { AppState, type Language } from '../../preload/contract/app.ts'
import type { Core } from '../core.ts'
import { setMenu } from './menu.ts'

/** Keeps menu and window frame in the language and theme that the person chose. */
export interface Preferences {
  readonly language: () => Language
}

export async function followPreferences(
  core: Core,
  first: Language,
  mayCopy: boolean,
): Promise<Preferences> {
  let language = first
  const apply = (preferences: AppState['preferences']) => {
    // The window draws its contrast theme itself, on a dark frame.
    nativeTheme.themeSource = preferences.theme === 'contrast' ? 'dark' : preferences.theme
    language = preferences.language
    setMenu(language, mayCopy)
  }
  setMenu(language, mayCopy)
  core.subscribe((name, payload) => {
    if (name === 'app.changed') apply(payload.preferences)
  })
  const answer = await core.call('app.state', {})
  if (answer.ok) apply(v.parse(AppState, answer.value).preferences)
  return { language: () => language }
}
