import type { Publication } from '../../preload/contract/deliverability.ts'

type RecordType = Extract<Publication, { kind: 'record' }>['type']

/** A record to publish, as a text for a form and as a line for a zone file. */
export function recordToPublish(name: string, type: RecordType, text: string): Publication {
  const data = type === 'TXT' ? quoted(text) : text
  return { kind: 'record', name, type, text, zoneLine: `${name}. IN ${type} ${data}` }
}

/** Strings of a TXT record hold 255 octets each; readers join them (RFC 7208 section 3.3). */
function quoted(text: string): string {
  const parts = text.match(/.{1,255}/gs) ?? ['']
  return parts.map((part) => `"${part.replace(/(["\\])/g, '\\$1')}"`).join(' ')
}
