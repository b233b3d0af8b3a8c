import { displayDomain, parseDomain } from '../address/domain.ts'
import { foldText } from './folded-text.ts'
import { buildColumn, type Column, type ColumnText, collectColumn } from './text-column.ts'
import { type Needle, toNeedle, valuesWith } from './text-needle.ts'

/** Contacts whose ids are one after the other, with what can be looked for in them. */
export interface TextChunk {
  /** What stands before the @ and behind it. */
  readonly local: Column
  readonly domain: Column
  readonly fields: ReadonlyMap<string, Column>
}

/** So many that the number of a value has 16 bits. */
export const chunkSize = 32_768

export type ChunkRow = readonly [id: number, addressKey: string, fields: string]

/** What can be looked for in these contacts, whose ids begin at `first`. */
export function buildChunk(rows: Iterable<ChunkRow>, first: number): TextChunk {
  const local = collectColumn(chunkSize)
  const domain = collectColumn(chunkSize)
  const fields = new Map<string, ColumnText>()
  for (const [id, key, json] of rows) {
    const at = key.lastIndexOf('@')
    local.put(id - first, key.slice(0, at))
    domain.put(id - first, key.slice(at + 1))
    const entries: Record<string, unknown> = JSON.parse(json)
    for (const name of Object.keys(entries)) {
      const value = entries[name]
      if (typeof value !== 'string') continue
      const column = fields.get(name) ?? collectColumn(chunkSize)
      fields.set(name, column)
      column.put(id - first, value)
    }
  }
  return {
    local: buildColumn(local, foldText),
    domain: buildColumn(domain, spellings),
    fields: new Map([...fields].map(([name, column]) => [name, buildColumn(column, foldText)])),
  }
}

/** A domain answers to its letters, too: 例え.テスト as well as xn--r8jz45g.xn--zckzah. */
function spellings(domain: string): string {
  if (!domain.includes('xn--')) return domain
  const parsed = parseDomain(domain)
  return typeof parsed === 'string' ? `${domain}\n${foldText(displayDomain(parsed))}` : domain
}

/** Null where one side says nothing. */
interface AddressNeedles {
  readonly local: Needle | null
  readonly domain: readonly Needle[] | null
}

/** What is looked for, made ready once for all chunks. */
export interface Search {
  readonly needle: Needle
  /** Of a term with one @: how the local part must end and the domain begin, in either spelling. */
  readonly address: AddressNeedles | null
  readonly hasAt: boolean
}

/** Null when there is nothing to look for, or what no value can have. */
export function toSearch(term: string): Search | null {
  const folded = foldText(term.trim())
  if (folded === '' || folded.includes('\0') || folded.includes('\n')) return null
  const [local = '', domain = '', ...more] = folded.split('@')
  const hasAt = folded.includes('@')
  const isAddress = hasAt && more.length === 0
  return {
    needle: toNeedle(folded),
    address: isAddress
      ? {
          local: local === '' ? null : toNeedle(`${local}\0`),
          domain: domain === '' ? null : [toNeedle(`\0${domain}`), toNeedle(`\n${domain}`)],
        }
      : null,
    hasAt,
  }
}

/** Sets 1 in `found` at the place of each contact that has it in its address. */
export function searchAddresses(chunk: TextChunk, search: Search, found: Uint8Array): void {
  const { needle, address, hasAt } = search
  if (!hasAt) {
    markContacts(chunk.local, valuesWith(chunk.local, needle), found)
    markContacts(chunk.domain, valuesWith(chunk.domain, needle), found)
    return
  }
  if (address === null) return
  const inLocal = contactsWith(chunk.local, address.local === null ? null : [address.local])
  const inDomain = contactsWith(chunk.domain, address.domain)
  for (let at = 0; at < chunkSize; at += 1)
    if (inDomain[at] === 1 && inLocal[at] === 1) found[at] = 1
}

/** Contacts with one of the needles, or with any value when there is none. */
function contactsWith(column: Column, needles: readonly Needle[] | null): Uint8Array {
  const found = new Uint8Array(chunkSize)
  if (needles === null)
    for (let at = 0; at < chunkSize; at += 1) found[at] = column.numbers[at] === 0 ? 0 : 1
  else for (const needle of needles) markContacts(column, valuesWith(column, needle), found)
  return found
}

/** The same for a field; withoutAt leaves out values in which an address may stand. */
export function searchField(
  column: Column,
  { needle }: Search,
  { found, withoutAt }: { readonly found: Uint8Array; readonly withoutAt: boolean },
): void {
  const hits = valuesWith(column, needle)
  if (hits !== null && withoutAt)
    for (let number = 0; number < hits.length; number += 1)
      if (column.withAt[number] === 1) hits[number] = 0
  markContacts(column, hits, found)
}

function markContacts({ numbers }: Column, hits: Uint8Array | null, found: Uint8Array): void {
  if (hits === null) return
  for (let at = 0; at < chunkSize; at += 1) if (hits[numbers[at] ?? 0] === 1) found[at] = 1
}
