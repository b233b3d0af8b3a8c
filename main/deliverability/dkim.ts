import { createPublicKey } from 'node:crypto'
import type { DnsClient } from './dns-client.ts'
import { finding, type Judged, recordsOf, type Sentence } from './finding.ts'
import { recordToPublish } from './publication.ts'
import { parseTags } from './tag-list.ts'

/** A key that mail is signed with, as it has to stand in DNS. */
export interface PublishedKey {
  readonly kind: 'rsa' | 'ed25519'
  readonly domain: string
  readonly selector: string
  /** Base64, as in the record's p=. */
  readonly publicKey: string
}

/** Below this receivers mark mail (RFC 8301 section 3.2 asks for 2048). */
const bitsMin = 2048

/** Whether the key that signs is the one that stands in DNS (RFC 6376 section 3.6.1). */
export async function examineDkim(dns: DnsClient, key: PublishedKey): Promise<Judged> {
  const name = `${key.selector}._domainkey.${key.domain}`
  const found = await recordsOf(dns, name, 'TXT')
  const publish = [recordToPublish(name, 'TXT', `v=DKIM1; k=${key.kind}; p=${key.publicKey}`)]
  const told = (verdict: 'advice' | 'wrong', sentence: Sentence): Judged => ({
    passes: verdict === 'advice',
    finding: finding('dkim', verdict, sentence, { name, found, publish }),
  })
  const [record] = found
  if (record === undefined) return told('wrong', ['dkim-missing', { name }])
  if (found.length > 1) return told('wrong', ['dkim-many', { name, count: found.length }])
  const tags = parseTags(record)
  const published = (tags.get('p') ?? '').replace(/\s/g, '')
  if (tags.has('p') && published === '') return told('wrong', ['dkim-revoked', { name }])
  if (published !== key.publicKey) return told('wrong', ['dkim-other-key', { name }])
  const restricting = restrictingTag(tags, key.kind)
  if (restricting !== null) return told('wrong', ['dkim-restricted', { name, tag: restricting }])
  if (flagsOf(tags).includes('y')) return told('advice', ['dkim-testing', { name }])
  if (key.kind === 'ed25519')
    return {
      passes: true,
      finding: finding('dkim', 'good', ['dkim-ed25519-good', { name }], { name, found }),
    }
  const bits = rsaBits(key.publicKey)
  if (bits < bitsMin) return told('advice', ['dkim-short', { name, bits }])
  return {
    passes: true,
    finding: finding('dkim', 'good', ['dkim-good', { name, bits }], { name, found }),
  }
}

/** The tag by which the record forbids our use of the key; null: none does. */
function restrictingTag(
  tags: ReadonlyMap<string, string>,
  kind: PublishedKey['kind'],
): string | null {
  const lists = (tag: string, value: string) => {
    const given = tags.get(tag)
    return given === undefined || listOf(given).some((each) => each === value || each === '*')
  }
  if ((tags.get('v') ?? 'DKIM1') !== 'DKIM1') return `v=${tags.get('v')}`
  if ((tags.get('k') ?? 'rsa') !== kind) return `k=${tags.get('k') ?? 'rsa'}`
  if (!lists('s', 'email')) return `s=${tags.get('s')}`
  return lists('h', 'sha256') ? null : `h=${tags.get('h')}`
}

function flagsOf(tags: ReadonlyMap<string, string>): string[] {
  return listOf(tags.get('t') ?? '')
}

function listOf(value: string): string[] {
  return value.split(':').map((each) => each.trim().toLowerCase())
}

function rsaBits(publicKey: string): number {
  const key = createPublicKey({
    key: Buffer.from(publicKey, 'base64'),
    ...{ format: 'der', type: 'spki' },
  })
  return key.asymmetricKeyDetails?.modulusLength ?? 0
}
