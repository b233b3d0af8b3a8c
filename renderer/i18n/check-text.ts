import { useMemo } from 'react'
import type { Finding } from '../../preload/contract/campaigns.ts'
import type { CheckTexts } from '../../preload/contract/checks.ts'
import { checks as english } from './en/checks.ts'
import { fieldName } from './field-name.ts'
import { checks as japanese } from './ja/checks.ts'
import { type Translate, useLanguage, useText } from './language.tsx'
import { fillIn } from './sentence.ts'

const partKey = {
  subject: 'manifest.subject',
  text: 'campaigns.body-text',
  html: 'campaigns.body-html',
  name: 'lists.field-name',
} as const

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
  const t = useText()
  return useMemo(() => {
    const textOf = (check: string) => (isKnown(check) ? catalogs[language][check] : null)
    return {
      title: (check) => textOf(check)?.title ?? check,
      why: (check) => textOf(check)?.why ?? '',
      finding(check, { code, params }) {
        const sentences: Readonly<Record<string, string>> = textOf(check)?.findings ?? {}
        return fillIn(sentences[code] ?? code, named(params, t), language)
      },
    }
  }, [language, t])
}

/** Parts of a message and fields of a list by the names that the rest of the window gives them. */
function named(params: Finding['params'], t: Translate): Finding['params'] {
  const { part, field } = params
  return {
    ...params,
    ...(isPart(part) ? { part: t(partKey[part]) } : {}),
    ...(typeof field === 'string' ? { field: fieldName(field, t) } : {}),
  }
}

function isPart(part: string | number | undefined): part is keyof typeof partKey {
  return typeof part === 'string' && Object.hasOwn(partKey, part)
}

function isKnown(check: string): check is keyof CheckTexts {
  return Object.hasOwn(japanese, check)
}
