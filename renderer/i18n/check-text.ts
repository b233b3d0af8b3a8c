import { useMemo } from 'react'
import type { Finding } from '../../preload/contract/campaigns.ts'
import { checks as english } from './en/checks.ts'
import { checks as japanese } from './ja/checks.ts'
import { useLanguage } from './language.tsx'
import { fillIn } from './sentence.ts'

export interface CheckText {
  readonly title: (check: string) => string
  readonly why: (check: string) => string
  readonly finding: (check: string, finding: Finding) => string
}
