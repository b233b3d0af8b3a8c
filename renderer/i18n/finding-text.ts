import { useMemo } from 'react'
import type { DeliverabilityFinding } from '../../preload/contract/deliverability.ts'
import { findings as english } from './en/deliverability.ts'
import { findings as japanese } from './ja/deliverability.ts'
import { useLanguage } from './language.tsx'
import { fillIn } from './sentence.ts'

const catalogs = { ja: japanese, en: english } as const

/** What a finding of the deliverability page says. */
export function useFindingText(): (finding: DeliverabilityFinding) => string {
  const language = useLanguage()
  return useMemo(
    () =>
      ({ code, params }) =>
        fillIn(catalogs[language][code], params, language),
    [language],
  )
}
