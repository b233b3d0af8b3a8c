import type { listsProblems } from '../../../../preload/problem/lists.ts'

export const lists: Record<keyof typeof listsProblems, string> = {
  'lists.file-not-found': 'lists.file-not-found {file}',
  'lists.file-unreadable': 'lists.file-unreadable {file}',
  'lists.file-empty': 'lists.file-empty {file}',
  'lists.file-too-large': 'lists.file-too-large {file} {sizeBytesMax}',
  'lists.encoding-mismatch': 'lists.encoding-mismatch {encoding} {line}',
  'lists.too-many-columns': 'lists.too-many-columns {count} {countMax}',
  'lists.no-address-column': 'lists.no-address-column ',
  'lists.no-such-list': 'lists.no-such-list ',
  'lists.name-taken': 'lists.name-taken {name}',
  'lists.empty': 'lists.empty ',
  'lists.row-address-missing': 'lists.row-address-missing ',
  'lists.row-address-invalid': 'lists.row-address-invalid {reason}',
  'lists.row-duplicate': 'lists.row-duplicate {line}',
  'lists.row-columns': 'lists.row-columns {found} {expected}',
  'lists.row-quote-unclosed': 'lists.row-quote-unclosed {line}',
  'lists.row-control-character': 'lists.row-control-character {column}',
  'lists.row-undecodable': 'lists.row-undecodable {column}',
  'lists.row-field-too-long': 'lists.row-field-too-long {column} {lengthMax}',
}
