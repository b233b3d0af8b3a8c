import { type ConsentWay, consentWays } from '../../preload/contract/contacts.ts'
import { dayOf } from './written-date.ts'

/** What a file says of the consent of whom a row names. */
export interface ToldConsent {
  readonly way: ConsentWay
  /** A day, `2026-11-24`. */
  readonly givenOn: string
  readonly wording: string
  /** Where the proof is, or how consent was given in the words of the file. */
  readonly proof: string
}

/** What holds for every row that does not say it itself, and the last day that a consent may have. */
export interface ConsentRules {
  readonly way: ConsentWay | null
  readonly givenOn: string | null
  readonly wording: string
  readonly lastDay: string
}

export const noConsentRules: ConsentRules = {
  ...{ way: null, givenOn: null, wording: '', lastDay: '9999-12-31' },
}

/** How offices write it, folded: the first that fits counts. */
const words: readonly (readonly [ConsentWay, RegExp])[] = [
  ['published', /公表|公開|published/],
  ['oral', /口頭|電話|対面|窓口|店頭|\b(?:oral(?:ly)?|phone|verbal(?:ly)?|in person)\b/],
  ['paper', /書面|紙|申込書|用紙|アンケート|葉書|はがき|ハガキ|名刺|\b(?:fax|paper|card|letter)\b/],
  ['form', /フォーム|ウェブ|サイト|ホームページ|オンライン|\b(?:web|website|hp|form|online)\b/],
  ['mail', /メール|\be?-?mail\b/],
  ['trade', /取引|契約|既存|得意先|顧客|購入|\b(?:customer|contract|business)\b/],
]

/** The way of consent that a cell names, by its code or in the words of an office; null: unclear. */
export function consentWayOf(text: string): ConsentWay | null {
  const folded = text.normalize('NFKC').trim().toLowerCase()
  return (
    consentWays.find((way) => way === folded) ??
    words.find(([, test]) => test.test(folded))?.[0] ??
    null
  )
}

export interface ConsentCells {
  readonly day: string
  readonly source: string
  readonly wording: string
  readonly proof: string
}

/**
 * The consent of a row; null when it says of none, and `unclear` when nobody can tell when or how,
 * or the day is still to come.
 */
export function toldConsent(
  cells: ConsentCells,
  rules: ConsentRules,
): ToldConsent | 'unclear' | null {
  const givenOn = cells.day === '' ? rules.givenOn : dayOf(cells.day)
  if (givenOn === null) return cells.day === '' ? null : 'unclear'
  const way = consentWayOf(cells.source) ?? rules.way
  if (way === null || givenOn > rules.lastDay) return 'unclear'
  const wording = cells.wording === '' ? rules.wording : cells.wording
  return { way, givenOn, wording, proof: cells.proof === '' ? cells.source : cells.proof }
}
