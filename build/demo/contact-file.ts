import { closeSync, openSync, writeSync } from 'node:fs'
import iconv from 'iconv-lite'

export interface ContactFileOptions {
  readonly file: string
  /** Rows below the titles, bad ones and duplicates among them. */
  readonly rowCount: number
  readonly seed: number
}

/** What an import of the file into an empty list must report. */
export interface ContactFileFacts {
  readonly rowCount: number
  readonly added: number
  readonly duplicate: number
  /** Problem code to the number of rows that have it. */
  readonly invalid: Readonly<Record<string, number>>
}

const titles = ['氏名', 'フリガナ', 'メールアドレス', '会社名', '部署', '役職', '備考']
const families = [
  ...['佐藤 ｻﾄｳ sato', '鈴木 ｽｽﾞｷ suzuki', '髙橋 ﾀｶﾊｼ takahashi', '田中 ﾀﾅｶ tanaka'],
  ...['山﨑 ﾔﾏｻﾞｷ yamazaki', '渡邊 ﾜﾀﾅﾍﾞ watanabe', '伊藤 ｲﾄｳ ito', '中村 ﾅｶﾑﾗ nakamura'],
  ...['齋藤 ｻｲﾄｳ saito', '德永 ﾄｸﾅｶﾞ tokunaga', '小林 ｺﾊﾞﾔｼ kobayashi', '加藤 ｶﾄｳ kato'],
]
const givens = [
  ...['太郎 ﾀﾛｳ taro', '花子 ﾊﾅｺ hanako', '健一 ｹﾝｲﾁ kenichi', '美咲 ﾐｻｷ misaki', '翔 ｼｮｳ sho'],
  ...['陽子 ﾖｳｺ yoko', '隆 ﾀｶｼ takashi', '瀨奈 ｾﾅ sena', '浩二 ｺｳｼﾞ koji', 'さくら ｻｸﾗ sakura'],
]
const companies = [
  ...[
    '株式会社サンプル商事',
    '例示工業株式会社',
    '㈱髙島サンプル',
    '有限会社みほん',
    'サンプル～ジャパン㈲',
  ],
  ...['一般社団法人 見本協会', 'ｻﾝﾌﾟﾙ物流株式会社', 'Example Trading, Inc.', '株式会社Ⅲ型見本'],
]
const departments = [
  '営業部',
  '営業第①課',
  '総務部',
  '経理部',
  '情報システム部',
  '人事部',
  '品質保証室',
  '',
]
const positions = ['部長', '課長', '係長', '主任', '担当', '']
const notes = [
  '',
  '',
  '',
  'お礼状、済',
  '要フォロー, 電話のこと',
  '1行目\n2行目',
  '「至急」と言われた',
  '5" の見本',
]
// Reserved for examples and tests (RFC 2606, RFC 6761, JPRS), so that nothing can reach anybody.
const domains = [
  ...['example.jp', 'example.jp', 'sales.example.jp', 'example.com', 'mail.example.com'],
  ...['shoji.example', 'kogyo.test', '例え.テスト', '日本語.example'],
]

interface Person {
  readonly name: string
  readonly reading: string
  readonly local: string
  readonly domain: string
}

interface Row {
  readonly cells: readonly string[]
  /** A byte that Shift_JIS does not have, to stand at the end of the name. */
  readonly hasForeignByte?: boolean
  readonly isCutShort?: boolean
  readonly hasOpenQuote?: boolean
}

/** Rows that must not be taken, each with the problem that it must be given. */
const faults: readonly (readonly [string, (cells: string[], person: Person) => Row])[] = [
  fault('address-missing', () => ''),
  fault('address-no-at', ({ local, domain }) => `${local}.${domain}`),
  fault('address-several-at', ({ local, domain }) => `${local}@@${domain}`),
  fault('address-domain-no-dot', ({ local }) => `${local}@example`),
  fault('address-domain-missing', ({ local }) => `${local}@`),
  fault('address-domain-invalid', ({ local }) => `${local}@-example.jp`),
  fault('address-local-dots', ({ local }) => `${local}..x@example.jp`),
  fault('address-local-full-width', () => 'ｔａｒｏ@example.jp'),
  fault('address-white-space', ({ local }) => `${local} @example.jp`),
  fault('address-several', ({ local }) => `${local}@example.jp;${local}2@example.jp`),
  fault('address-display-name', ({ name, local }) => `${name} <${local}@example.jp>`),
  ['lists.row-undecodable', (cells) => ({ cells, hasForeignByte: true })],
  ['lists.row-control-character', (cells) => ({ cells: cells.with(3, `会社\u0007名`) })],
  ['lists.row-columns', (cells) => ({ cells, isCutShort: true })],
  ['lists.row-quote-unclosed', (cells) => ({ cells, hasOpenQuote: true })],
]

/** How people spell an address that they have already given. */
const spellings: readonly ((person: Person) => string)[] = [
  ({ local, domain }) => `${local}@${domain}`,
  ({ local, domain }) => `${local.toUpperCase()}@${domain}`,
  ({ local, domain }) => `${local}@${domain.toUpperCase()}`,
  ({ local, domain }) => `${local}＠${domain}`,
  ({ local, domain }) => ` ${local}@${domain}　`,
  ({ local, domain }) => `${local}@${domain.replaceAll('.', '。')}`,
  ({ local, domain }) => `${local}@${toFullWidth(domain)}`,
]

/**
 * Writes the kind of CSV that Japanese offices have: Shift_JIS with NEC and IBM characters and
 * half-width kana, quoted commas and line breaks, 様 behind names, IDN domains, bad rows and
 * duplicates in other spellings. The same seed gives the same file.
 */
export function writeContactFile(options: ContactFileOptions): ContactFileFacts {
  const pick = picker(options.seed)
  const people: Person[] = []
  const invalid: Record<string, number> = {}
  let duplicate = 0
  const file = openSync(options.file, 'w')
  try {
    let pieces: Uint8Array[] = [encode(`${titles.join(',')}\r\n`)]
    for (let index = 0; index < options.rowCount; index += 1) {
      const lot = pick(100)
      const earlier = people[pick(Math.max(1, people.length))]
      const person = makePerson(pick, index)
      if (lot < 3 && earlier !== undefined) {
        const spelling = spellings[duplicate % spellings.length] ?? spellings[0]
        pieces.push(toBytes({ cells: makeCells(pick, earlier, spelling?.(earlier) ?? '') }))
        duplicate += 1
      } else if (lot < 6) {
        const [code, spoil] = at(faults, pick(faults.length))
        pieces.push(toBytes(spoil(makeCells(pick, person, spellingOf(person)), person)))
        invalid[code] = (invalid[code] ?? 0) + 1
      } else {
        people.push(person)
        pieces.push(toBytes({ cells: makeCells(pick, person, spellingOf(person)) }))
      }
      if (pieces.length < 5000) continue
      writeSync(file, Buffer.concat(pieces))
      pieces = []
    }
    writeSync(file, Buffer.concat(pieces))
  } finally {
    closeSync(file)
  }
  return { rowCount: options.rowCount, added: people.length, duplicate, invalid }
}

function fault(
  code: string,
  toAddress: (person: Person) => string,
): readonly [string, (cells: string[], person: Person) => Row] {
  return [`lists.row-${code}`, (cells, person) => ({ cells: cells.with(2, toAddress(person)) })]
}

function makePerson(pick: (below: number) => number, index: number): Person {
  const [family = '', familyReading = '', familyLatin = ''] = at(
    families,
    pick(families.length),
  ).split(' ')
  const [given = '', givenReading = '', givenLatin = ''] = at(givens, pick(givens.length)).split(
    ' ',
  )
  return {
    name: `${family}${pick(4) === 0 ? '　' : ' '}${given}${pick(20) === 0 ? ' 様' : ''}`,
    reading: `${familyReading} ${givenReading}`,
    local: `${givenLatin}.${familyLatin}${index}`,
    domain: at(domains, pick(domains.length)),
  }
}

function makeCells(pick: (below: number) => number, person: Person, address: string): string[] {
  return [
    person.name,
    person.reading,
    address,
    at(companies, pick(companies.length)),
    at(departments, pick(departments.length)),
    at(positions, pick(positions.length)),
    at(notes, pick(notes.length)),
  ]
}

function spellingOf({ local, domain }: Person): string {
  return `${local}@${domain}`
}

function toBytes({ cells, hasForeignByte, isCutShort, hasOpenQuote }: Row): Uint8Array {
  const [name = '', ...others] = isCutShort === true ? cells.slice(0, 4) : cells
  const rest = others.map(quote).join(',')
  if (hasOpenQuote === true) return encode(`"${name},${others.slice(0, -1).join(',')},\r\n`)
  if (hasForeignByte !== true) return encode(`${quote(name)},${rest}\r\n`)
  return Buffer.concat([encode(name), Uint8Array.of(0xa0), encode(`,${rest}\r\n`)])
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function encode(text: string): Uint8Array {
  return iconv.encode(text, 'cp932')
}

function toFullWidth(text: string): string {
  return text.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0))
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index]
  if (value === undefined) throw new RangeError(`no value at ${index}`)
  return value
}

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
function picker(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}
