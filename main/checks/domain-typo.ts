import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

/** Domains that exist by mistake or in wait for mistakes; mail to them reaches a stranger. */
const known: ReadonlyMap<string, string> = new Map([
  ['gmai.com', 'gmail.com'],
  ['gmail.co.jp', 'gmail.com'],
  ['gmail.ne.jp', 'gmail.com'],
  ['gmail.jp', 'gmail.com'],
  ['g-mail.com', 'gmail.com'],
  ['docmo.ne.jp', 'docomo.ne.jp'],
  ['docomo.co.jp', 'docomo.ne.jp'],
  ['docomo.jp', 'docomo.ne.jp'],
  ['ezweb.co.jp', 'ezweb.ne.jp'],
  ['ezweb.jp', 'ezweb.ne.jp'],
  ['au.ne.jp', 'au.com'],
  ['softbank.jp', 'softbank.ne.jp'],
  ['i.softbank.ne.jp', 'i.softbank.jp'],
  ['yahoo.ne.jp', 'yahoo.co.jp'],
  ['yahoo.jp', 'yahoo.co.jp'],
  ['ymail.co.jp', 'ymail.ne.jp'],
  ['icloud.co.jp', 'icloud.com'],
  ['icloud.jp', 'icloud.com'],
  ['outlook.co.jp', 'outlook.jp'],
])

const popular = [
  'gmail.com',
  'yahoo.co.jp',
  'ymail.ne.jp',
  'docomo.ne.jp',
  'ezweb.ne.jp',
  'au.com',
  'softbank.ne.jp',
  'i.softbank.jp',
  'rakuten.jp',
  'icloud.com',
  'hotmail.com',
  'hotmail.co.jp',
  'outlook.com',
  'outlook.jp',
  'nifty.com',
  'biglobe.ne.jp',
  'ocn.ne.jp',
]
/** Near a popular one, and nevertheless real. */
const genuine = new Set([
  'mail.com',
  'email.com',
  'ymail.com',
  'gmx.com',
  'ocn.co.jp',
  'outlook.fr',
])

/** Addresses at domains that are nearly certainly mistyped. */
export const domainTypo: Check = {
  id: 'domain-typo',
  start: () => {
    const suggestions = new Map<string, string | null>()
    const seen = new Tally<{ domain: string; suggestion: string }>()
    const see = (domain: string, index: number): void => {
      let suggestion = suggestions.get(domain)
      if (suggestion === undefined) {
        suggestion = suggestDomain(domain)
        suggestions.set(domain, suggestion)
      }
      if (suggestion !== null) seen.add(domain, { domain, suggestion }, index)
    }
    return {
      recipient: ({ domain, index }) => see(domain, index),
      finish: () =>
        seen
          .all()
          .map(({ what, count, index }) =>
            finding('warning', 'domain-typo', 'unlikely', { ...what, count, index }),
          ),
    }
  },
}

/** What the domain was probably meant to be; null when it looks right. */
function suggestDomain(domain: string): string | null {
  const table = known.get(domain)
  if (table !== undefined) return table
  if (popular.includes(domain) || genuine.has(domain)) return null
  const ending = repairEnding(domain)
  if (ending !== domain) return ending
  return popular.find((each) => each.length > 6 && isOneSlipAway(domain, each)) ?? null
}

/** Endings that no registry has. */
function repairEnding(domain: string): string {
  return domain
    .replace(/\.(?:con|cmo|vom|xom|comm|cpm|ocm)$/, '.com')
    .replace(/\.(co|ne|or|ac|go)\.?(?:jo|jpp|jj|pj|ip|jp\.jp)$/, '.$1.jp')
    .replace(/\.(co|ne|or|ac|go)jp$/, '.$1.jp')
    .replace(/\.(?:jpp|jo\.jp)$/, '.jp')
}

/** One letter too many, too few, wrong, or two exchanged. */
function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  const rest = (text: string, skip: number): string => text.slice(start + skip)
  if (a.length > b.length) return rest(a, 1) === rest(b, 0)
  if (a.length < b.length) return rest(a, 0) === rest(b, 1)
  const isExchanged = a[start] === b[start + 1] && a[start + 1] === b[start]
  return rest(a, 1) === rest(b, 1) || (isExchanged && rest(a, 2) === rest(b, 2))
}
