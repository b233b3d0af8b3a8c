import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import {
  type AppState,
  Density,
  IdleMinutes,
  Language,
  StartPage,
  Theme,
} from '../preload/contract/app.ts'

type Preferences = AppState['preferences']

/** What an earlier version did not know has its first value. */
const Stored = v.object({
  language: Language,
  theme: Theme,
  density: v.optional(Density, 'comfortable'),
  startPage: v.optional(StartPage, 'home'),
  idleMinutes: v.optional(v.nullable(IdleMinutes), null),
})

/** How this workstation looks and behaves for whoever sits there: needed before anybody has unlocked anything. */
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
    density: kept?.density ?? 'comfortable',
    startPage: kept?.startPage ?? 'home',
    idleMinutes: kept?.idleMinutes ?? null,
  }
  return {
    get: () => current,
    set(change) {
      const { idleMinutes } = change
      const next = {
        language: change.language ?? current.language,
        theme: change.theme ?? current.theme,
        density: change.density ?? current.density,
        startPage: change.startPage ?? current.startPage,
        idleMinutes: idleMinutes === undefined ? current.idleMinutes : idleMinutes,
      }
      if (JSON.stringify(next) === JSON.stringify(current)) return
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
