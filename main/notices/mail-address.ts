import * as v from 'valibot'
import { Language } from '../../preload/contract/app.ts'
import { MailKind } from '../../preload/contract/notices.ts'
import type { Session } from '../identity/identity.ts'
import type { NoticeRelay } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import { decryptBlob, encryptBlob } from '../vault/vault.ts'

/** Where a member is told, and of what. */
const MailAddress = v.strictObject({
  /** Empty: nowhere. */
  address: v.pipe(v.string(), v.maxLength(254)),
  kinds: v.array(MailKind),
  language: Language,
})
export type MailAddress = v.InferOutput<typeof MailAddress>

/** For the journal, under the relay's key: every member's PC has that from the policy. */
export function sealAddress(
  o: MailAddress,
  by: { readonly relay: NoticeRelay; readonly context: string; readonly random: Random },
): string {
  const sealed = encryptBlob({
    contentKey: Buffer.from(by.relay.addressKey, 'hex'),
    context: by.context,
    plaintext: Buffer.from(JSON.stringify(o)),
    random: by.random,
  })
  return Buffer.from(sealed).toString('base64')
}

export function addressContext(fingerprint: string, member: string): string {
  return `sekisho notice address ${fingerprint} ${member}`
}

/**
 * The newest that each member has signed. One that cannot be opened, since it is under the key of a
 * relay before this, or not what it should be, is none.
 */
export function addressesIn(
  { journal }: Pick<Session, 'journal'>,
  relay: NoticeRelay,
): ReadonlyMap<string, MailAddress> {
  const { fingerprint } = journal.trust()
  const newest = new Map<string, { readonly at: string; readonly sealed: string }>()
  for (const { header, body } of journal.recordsOf('notice-address')) {
    const { member, at } = header
    if (member !== null && (newest.get(member)?.at ?? '') <= at)
      newest.set(member, { at, sealed: body.sealed })
  }
  return new Map(
    [...newest].flatMap(([member, { sealed }]) => {
      const opened = openAddress(sealed, relay, addressContext(fingerprint, member))
      return opened === null || opened.address === '' ? [] : [[member, opened] as const]
    }),
  )
}

function openAddress(sealed: string, relay: NoticeRelay, context: string): MailAddress | null {
  try {
    const plaintext = decryptBlob({
      contentKey: Buffer.from(relay.addressKey, 'hex'),
      context,
      sealed: Buffer.from(sealed, 'base64'),
    })
    return v.parse(MailAddress, JSON.parse(Buffer.from(plaintext).toString('utf8')))
  } catch {
    return null
  }
}
