import type { Column, ColumnMeaning } from '../../preload/contract/import.ts'
import { parseAddress } from '../address/address.ts'

/** Titles as offices write them, folded: NFKC, lower case, without spaces, dashes and the like. */
const titles: Readonly<Record<Exclude<ColumnMeaning, 'field' | 'ignore'>, readonly string[]>> = {
  address: [
    ...[
      'メールアドレス',
      'メール',
      'eメール',
      'eメールアドレス',
      'メルアド',
      'アドレス',
      '電子メール',
    ],
    ...['電子メールアドレス', 'mailアドレス', 'emailアドレス', 'pcメール', 'pcメールアドレス'],
    ...[
      'email',
      'mail',
      'emailaddress',
      'mailaddress',
      'eaddress',
      '宛先',
      '送信先',
      '送付先メール',
    ],
  ],
  name: [
    ...[
      '氏名',
      '名前',
      'お名前',
      'ご氏名',
      '御氏名',
      '宛名',
      '担当者',
      '担当者名',
      'ご担当者',
      'ご担当者名',
    ],
    ...['ご担当者様', '顧客名', '会員名', '社員名', '姓名', 'フルネーム', 'name', 'fullname'],
    ...['contactname', 'contact', 'displayname', 'customername'],
  ],
  company: [
    ...[
      '会社名',
      '社名',
      '企業名',
      '会社',
      '企業',
      '貴社名',
      '御社名',
      '法人名',
      '団体名',
      '組織名',
    ],
    ...['勤務先', '勤務先名', '所属会社', '取引先', '取引先名', '得意先名', '学校名', '店舗名'],
    ...['company', 'companyname', 'organization', 'organisation', 'organizationname', 'employer'],
  ],
  department: [
    ...['部署', '部署名', '所属', '所属部署', '部門', '部門名', '部課名', '部課', '所属名', '課名'],
    ...['department', 'departmentname', 'dept', 'division', 'section'],
  ],
  title: [
    ...['役職', '役職名', '職位', '肩書', '肩書き', '職名', '職務'],
    ...['title', 'jobtitle', 'position', 'role'],
  ],
  reading: [
    ...[
      'フリガナ',
      'ふりがな',
      'カナ',
      'かな',
      '氏名カナ',
      '氏名かな',
      '氏名フリガナ',
      '氏名ふりがな',
    ],
    ...['カナ氏名', 'ヨミガナ', 'よみがな', 'ヨミ', 'よみ', '読み', '読み仮名', '読みがな'],
    ...[
      'セイメイ',
      'せいめい',
      'カナ名',
      '名前カナ',
      'お名前カナ',
      '名前フリガナ',
      'お名前フリガナ',
    ],
    ...['reading', 'kana', 'furigana', 'yomi', 'namekana', 'phoneticname', 'yomigana'],
  ],
  honorific: ['敬称', 'ご敬称', '様殿', 'honorific', 'salutation'],
  phone: [
    ...[
      '電話',
      '電話番号',
      'tel',
      '携帯',
      '携帯電話',
      '携帯番号',
      '携帯電話番号',
      '連絡先電話番号',
    ],
    ...['代表電話', '直通', '直通電話', '会社電話', '勤務先電話', '勤務先電話番号', '電話番号1'],
    ...['phone', 'phonenumber', 'telephone', 'mobile', 'mobilephone', 'telno', 'cell'],
  ],
  'consent-date': [
    ...['同意日', '同意日時', '承諾日', '承諾日時', '許諾日', '配信同意日', 'メール同意日'],
    ...['オプトイン日', 'オプトイン日時', '同意取得日', '登録日', '申込日'],
    ...['consentdate', 'optindate', 'optinat', 'consentedat', 'subscribedat', 'optintime'],
  ],
  'consent-source': [
    ...['同意方法', '同意の方法', '同意取得方法', '承諾方法', '取得経路', '取得方法', '入手経路'],
    ...['登録経路', 'consentsource', 'optinsource', 'source', 'leadsource'],
  ],
  'consent-wording': [
    ...['同意文言', '同意文', '同意内容', '同意の内容', '同意した内容', '承諾内容', '許諾内容'],
    ...['consentwording', 'consenttext', 'consentstatement', 'optintext'],
  ],
  'consent-proof': [
    ...[
      '同意の証拠',
      '同意証拠',
      '同意の証跡',
      '同意証跡',
      '証跡',
      '同意記録',
      '同意書番号',
      '受付番号',
    ],
    ...['consentproof', 'consentevidence', 'proofofconsent', 'optinip'],
  ],
}

const meaningOf: ReadonlyMap<string, ColumnMeaning> = new Map(
  Object.entries(titles).flatMap(([meaning, each]) =>
    each.map((title): [string, ColumnMeaning] => [title, meaning as ColumnMeaning]),
  ),
)

/** What a column title says about its column, or null. */
export function meaningOfTitle(title: string): ColumnMeaning | null {
  return meaningOf.get(fold(title)) ?? null
}

function fold(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_./・:*※【】[\]()「」]|必須|任意/g, '')
}

/** True when the first row gives titles: no address in it, and a known title or addresses below. */
export function looksLikeHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...others] = rows
  if (first === undefined || first.some(isAddressCell)) return false
  if (first.some((cell) => meaningOfTitle(cell) !== null)) return true
  return others.some((row) => row.some(isAddressCell))
}

const rowsAboveMax = 10

/**
 * How many rows stand above the table: offices put its name, its date or a remark there, one or two
 * cells long. The table begins where a title says which column has the addresses.
 */
export function rowsAbove(rows: readonly (readonly string[])[]): number {
  const filled = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length
  const at = rows
    .slice(0, rowsAboveMax)
    .findIndex(
      (row) => !row.some(isAddressCell) && row.some((cell) => meaningOfTitle(cell) === 'address'),
    )
  const [header] = rows.slice(Math.max(at, 0))
  const width = header === undefined ? 0 : filled(header)
  return rows.slice(0, Math.max(at, 0)).every((row) => filled(row) <= 2 && filled(row) < width)
    ? Math.max(at, 0)
    : 0
}

/**
 * Names and meanings of all columns. The address column is found by its title and its content
 * together; of several columns with one meaning the first keeps it and the others stay fields.
 */
export function toColumns(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
  options: { count: number; language: 'ja' | 'en' },
): Column[] {
  const address = addressColumn(header, rows, options.count)
  const taken = new Set<ColumnMeaning>()
  const names = new Set<string>()
  return Array.from({ length: options.count }, (_, index) => {
    const title = cleanTitle(header?.[index] ?? '')
    const name = uniqueName(title || unnamed(index, options.language), names)
    const meant = index === address ? 'address' : (meaningOfTitle(title) ?? 'field')
    const isFree =
      meant !== 'field' && !taken.has(meant) && (meant !== 'address' || index === address)
    const meaning = isFree ? meant : 'field'
    taken.add(meaning)
    return { index, name, meaning }
  })
}

function addressColumn(
  header: readonly string[] | null,
  rows: readonly (readonly string[])[],
  count: number,
): number | null {
  let best: { index: number; points: number } | null = null
  for (let index = 0; index < count; index += 1) {
    const cells = rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== '')
    const share = cells.length === 0 ? 0 : cells.filter(isAddressCell).length / cells.length
    const isTitled = header !== null && meaningOfTitle(header[index] ?? '') === 'address'
    // Content decides; the title helps, and alone is enough only where no column has addresses.
    const points = share + (isTitled ? 0.5 : 0)
    if (points >= 0.5 && points > (best?.points ?? 0)) best = { index, points }
  }
  return best?.index ?? null
}

function isAddressCell(cell: string): boolean {
  return /[@＠]/.test(cell) && typeof parseAddress(cell) === 'string'
}

function cleanTitle(title: string): string {
  return title
    .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]+/gu, ' ')
    .trim()
    .slice(0, 100)
}

function unnamed(index: number, language: 'ja' | 'en'): string {
  return language === 'ja' ? `列${index + 1}` : `column${index + 1}`
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name
  for (let count = 2; taken.has(unique); count += 1) unique = `${name}_${count}`
  taken.add(unique)
  return unique
}
