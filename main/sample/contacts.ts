import type { Language } from '../../preload/contract/app.ts'

/** People who do not exist, at domains that nobody can own (RFC 2606, RFC 6761). */

const domains = [
  'mail.example.jp',
  'mobile.example',
  'post.example.jp',
  'provider.example',
  'example.com',
  'school.example.jp',
  'shop.example',
  'example.net',
] as const

/** As written, and as in an address. */
type Names = Readonly<Record<Language, readonly (readonly [string, string])[]>>

const families: Names = {
  ja: [
    ['佐々木', 'sasaki'],
    ['山口', 'yamaguchi'],
    ['松本', 'matsumoto'],
    ['井上', 'inoue'],
    ['木村', 'kimura'],
    ['清水', 'shimizu'],
    ['林', 'hayashi'],
    ['斎藤', 'saito'],
    ['阿部', 'abe'],
    ['森', 'mori'],
    ['池田', 'ikeda'],
    ['橋本', 'hashimoto'],
    ['石川', 'ishikawa'],
  ],
  en: [
    ['Ashford', 'ashford'],
    ['Bramley', 'bramley'],
    ['Carver', 'carver'],
    ['Dunmore', 'dunmore'],
    ['Ellison', 'ellison'],
    ['Fairley', 'fairley'],
    ['Garner', 'garner'],
    ['Holt', 'holt'],
    ['Ingram', 'ingram'],
    ['Jarvis', 'jarvis'],
    ['Keaton', 'keaton'],
    ['Lowell', 'lowell'],
    ['Marsh', 'marsh'],
  ],
}

const givens: Names = {
  ja: [
    ['陽子', 'yoko'],
    ['健太', 'kenta'],
    ['美咲', 'misaki'],
    ['大輔', 'daisuke'],
    ['恵', 'megumi'],
    ['翔', 'sho'],
    ['和子', 'kazuko'],
    ['修', 'osamu'],
    ['結衣', 'yui'],
    ['誠司', 'seiji'],
    ['千尋', 'chihiro'],
  ],
  en: [
    ['Alice', 'alice'],
    ['Ben', 'ben'],
    ['Clara', 'clara'],
    ['David', 'david'],
    ['Edith', 'edith'],
    ['Frank', 'frank'],
    ['Grace', 'grace'],
    ['Hugh', 'hugh'],
    ['Iris', 'iris'],
    ['Jonas', 'jonas'],
    ['Kate', 'kate'],
  ],
}

const districts = {
  ja: ['中央区', '北区', '南区', '東区', '西区', '港町'],
  en: ['Centre', 'North', 'South', 'East', 'West', 'Harbour'],
} as const

const headers = {
  ja: '氏名,メールアドレス,地区,同意日,同意の取得元',
  en: 'Name,Email,District,Consent date,Consent source',
} as const

const sources = { ja: '窓口の申込書', en: 'form at the counter' } as const

export interface ContactFile {
  readonly language: Language
  readonly count: number
  /** Where the numbering begins: two files that overlap name some of the same people. */
  readonly from: number
  /** Some have moved or have a full mailbox, as the sample's relay says. */
  readonly hasFailures: boolean
}

/** UTF-8 with a header; the same for the same options. */
export function makeContactFile({
  language,
  count,
  from,
  hasFailures,
}: ContactFile): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: count }, (_, at) => {
    const n = from + at
    const [family, familyLatin] = pick(families[language], n)
    const [given, givenLatin] = pick(givens[language], Math.floor(n / 3))
    const name = language === 'ja' ? `${family} ${given}` : `${given} ${family}`
    const fate = hasFailures ? fateOf(n) : ''
    const address = `${fate}${givenLatin}.${familyLatin}${n}@${pick(domains, ((n * n + 3 * n) % 17) % 8)}`
    const month = String(1 + (n % 9)).padStart(2, '0')
    const district = pick(districts[language], Math.floor(n / 2))
    return `${name},${address},${district},2026-${month}-15,${sources[language]}`
  })
  return new TextEncoder().encode([headers[language], ...lines, ''].join('\r\n'))
}

/** About one in seventy has moved, one in a hundred and thirty has no room: too few for the breaker of 5 %. */
function fateOf(n: number): string {
  if (n % 71 === 7) return 'moved.'
  return n % 131 === 11 ? 'full.' : ''
}

function pick<T>(values: readonly T[], n: number): T {
  const value = values[n % values.length]
  if (value === undefined) throw new RangeError('nothing to pick from')
  return value
}
