import { useMemo } from 'react'
import type { Finding } from '../../preload/contract/campaigns.ts'
import type { CheckTexts } from '../../preload/contract/checks.ts'
import { checks as english } from './en/checks.ts'
import { checks as japanese } from './ja/checks.ts'
import { useLanguage } from './language.tsx'
import { fillIn } from './sentence.ts'

const catalogs = { ja: japanese, en: english } as const

/** What each check is called, why it matters, and what it has found. */
export interface CheckText {
  readonly title: (check: string) => string
  readonly why: (check: string) => string
  readonly finding: (check: string, finding: Finding) => string
}

/** A check that this version does not know, of a newer workstation, is shown by its id. */
export function useCheckText(): CheckText {
  const language = useLanguage()
  return useMemo(() => {
    const textOf = (check: string) => (isKnown(check) ? catalogs[language][check] : null)
    return {
      title: (check) => textOf(check)?.title ?? check,
      why: (check) => textOf(check)?.why ?? '',
      finding(check, { code, params }) {
        const sentences: Readonly<Record<string, string>> = textOf(check)?.findings ?? {}
        return fillIn(sentences[code] ?? code, params, language)
      },
    }
  }, [language])
}

function isKnown(check: string): check is keyof CheckTexts {
  return Object.hasOwn(japanese, check)
}
