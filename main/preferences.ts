import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { type AppState, Language, Theme } from '../preload/contract/app.ts'

type Preferences = AppState['preferences']

const Stored = v.object({ language: Language, theme: Theme })

/** Language and theme of this workstation: needed before anybody has unlocked anything. */
export interface PreferencesFile {
  readonly get: () => Preferences
  readonly set: (change: { readonly [K in keyof Preferences]?: Preferences[K] | undefined }) => void
}

export function openPreferences(
  folder: string,
  language: Language,
  /** Whether IT has fixed the language: what the person once chose does not count. */
  isFixed: boolean,
): PreferencesFile {
  const file = join(folder, 'preferences.json')
  const kept = read(file)
  let current: Preferences = {
    language: isFixed ? language : (kept?.language ?? language),
    theme: kept?.theme ?? 'system',
  }
  return {
    get: () => current,
    set(change) {
      const { language, theme } = current
      const next = { language: change.language ?? language, theme: change.theme ?? theme }
      if (next.language === language && next.theme === theme) return
      current = next
      writeFileSync(`${file}.new`, JSON.stringify(current))
      renameSync(`${file}.new`, file)
    },
  }
}

/** Null when there is none or it is damaged: preferences are not worth refusing to start. */
function read(file: string): Preferences | null {
  if (!existsSync(file)) return null
  try {
    const parsed = v.safeParse(Stored, JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.output : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
