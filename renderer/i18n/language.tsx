import { createContext, type ReactNode, use, useMemo } from 'react'
import type { Language } from '../../preload/contract/app.ts'
import type { Problem } from '../../preload/problem.ts'
import { catalogs, type TextKey, type TextParams } from './catalog.ts'
import {
  formatDate,
  formatDateTime,
  formatDay,
  formatDuration,
  formatList,
  formatNumber,
  formatPercent,
  formatSize,
  formatTime,
} from './format.ts'
import { formatProblem } from './problem.ts'
import { fillIn } from './sentence.ts'

/** `t('lists.import')`, `t('lists.count', { count })`: the compiler knows keys and parameters. */
export type Translate = <K extends TextKey>(key: K, ...params: TextParams<K>) => string

export interface Format {
  readonly number: (value: number, digits?: number) => string
  readonly percent: (share: number) => string
  readonly dateTime: (at: string) => string
  readonly date: (at: string) => string
  readonly day: (at: string) => string
  readonly time: (at: string) => string
  readonly size: (bytes: number) => string
  readonly duration: (seconds: number) => string
  readonly list: (items: readonly string[]) => string
  readonly problem: (problem: Problem) => string
}

const LanguageContext = createContext<Language>('ja')

export function LanguageProvider(props: { language: Language; children: ReactNode }) {
  return <LanguageContext value={props.language}>{props.children}</LanguageContext>
}

export function useLanguage(): Language {
  return use(LanguageContext)
}

export function useText(): Translate {
  const language = useLanguage()
  return useMemo<Translate>(
    () =>
      (key, ...params) =>
        fillIn(catalogs[language][key], params[0] ?? {}, language),
    [language],
  )
}

export function useFormat(): Format {
  const language = useLanguage()
  return useMemo<Format>(
    () => ({
      number: (value, digits) => formatNumber(value, language, digits),
      percent: (share) => formatPercent(share, language),
      dateTime: (at) => formatDateTime(at, language),
      date: (at) => formatDate(at, language),
      day: (at) => formatDay(at, language),
      time: (at) => formatTime(at, language),
      size: (bytes) => formatSize(bytes, language),
      duration: (seconds) => formatDuration(seconds, language),
      list: (items) => formatList(items, language),
      problem: (problem) => formatProblem(problem, language),
    }),
    [language],
  )
}
