import type { Language } from '../../preload/contract/app.ts'
import type { Problem, ProblemCode } from '../../preload/problem.ts'
import { checks as enCheckTexts } from './en/checks.ts'
import { approval as enApproval } from './en/problem/approval.ts'
import { checks as enChecks } from './en/problem/checks.ts'
import { deliverability as enDeliverability } from './en/problem/deliverability.ts'
import { identity as enIdentity } from './en/problem/identity.ts'
import { ipc as enIpc } from './en/problem/ipc.ts'
import { journal as enJournal } from './en/problem/journal.ts'
import { lists as enLists } from './en/problem/lists.ts'
import { message as enMessage } from './en/problem/message.ts'
import { permits as enPermits } from './en/problem/permits.ts'
import { policy as enPolicy } from './en/problem/policy.ts'
import { sample as enSample } from './en/problem/sample.ts'
import { sending as enSending } from './en/problem/sending.ts'
import { vault as enVault } from './en/problem/vault.ts'
import { checks as checkTexts } from './ja/checks.ts'
import { approval } from './ja/problem/approval.ts'
import { checks } from './ja/problem/checks.ts'
import { deliverability } from './ja/problem/deliverability.ts'
import { identity } from './ja/problem/identity.ts'
import { ipc } from './ja/problem/ipc.ts'
import { journal } from './ja/problem/journal.ts'
import { lists } from './ja/problem/lists.ts'
import { message } from './ja/problem/message.ts'
import { permits } from './ja/problem/permits.ts'
import { policy } from './ja/problem/policy.ts'
import { sample } from './ja/problem/sample.ts'
import { sending } from './ja/problem/sending.ts'
import { vault } from './ja/problem/vault.ts'
import { fillIn } from './sentence.ts'

type Sentences = Readonly<Record<ProblemCode, string>>

const ja: Sentences = {
  ...ipc,
  ...vault,
  ...journal,
  ...identity,
  ...lists,
  ...message,
  ...checks,
  ...deliverability,
  ...permits,
  ...policy,
  ...approval,
  ...sending,
  ...sample,
}

const en: Sentences = {
  ...enIpc,
  ...enVault,
  ...enJournal,
  ...enIdentity,
  ...enLists,
  ...enMessage,
  ...enChecks,
  ...enDeliverability,
  ...enPermits,
  ...enPolicy,
  ...enApproval,
  ...enSending,
  ...enSample,
}

const sentences: Readonly<Record<Language, Sentences>> = { ja, en }

/**
 * The sentence that a person reads: what happened, what it means for the mails, what to do.
 * Pure, and without React, so that commands print the same sentences as the window shows.
 */
export function formatProblem(problem: Problem, language: Language): string {
  const params = Object.entries(problem.params).map(([name, value]) => [
    name,
    wordOf(name, value, language),
  ])
  return fillIn(sentences[language][problem.code], Object.fromEntries(params), language)
}

const partWords = {
  ja: { subject: '件名', text: 'テキスト本文', html: 'HTML本文' },
  en: { subject: 'subject', text: 'plain text', html: 'HTML' },
} as const

const chainWords = {
  ja: {
    root: '組織の鍵',
    directory: '名簿',
    policy: 'ポリシー',
    store: '共有ストア',
    workstation: 'この端末の記録',
  },
  en: {
    root: 'the organization key',
    directory: 'the directory',
    policy: 'the policy',
    store: 'the shared store',
    workstation: 'this workstation’s log',
  },
} as const

/** Ids that a sentence carries, in the words that the window has for them. */
function wordOf(name: string, value: string | number, language: Language): string | number {
  const titles: Readonly<Record<string, { readonly title: string }>> =
    language === 'ja' ? checkTexts : enCheckTexts
  if (name === 'check') return titles[value]?.title ?? value
  const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    part: partWords[language],
    what: chainWords[language],
  }
  return words[name]?.[value] ?? value
}

/**
 * A problem that travelled inside a view, where its code is only known as text. One that this
 * version does not know becomes an internal error that names it.
 */
export function toKnownProblem(value: {
  readonly code: string
  readonly params: Problem['params']
}): Problem {
  return isProblemCode(value.code)
    ? { code: value.code, params: value.params }
    : { code: 'ipc.internal', params: { incident: value.code } }
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(ja, code)
}
