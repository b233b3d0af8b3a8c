import { type Check, finding } from './check.ts'
import { hash53 } from './hash.ts'
import { HashIndex } from './hash-index.ts'
import { Tally } from './tally.ts'

/** Two messages to one mailbox: the same address twice, or one that differs only behind a plus. */
export const duplicateRecipient: Check = {
  id: 'duplicate-recipient',
  start: () => {
    const addresses = new HashIndex()
    const mailboxes = new HashIndex()
    const seen = new Tally<'repeated' | 'same-mailbox'>()
    const see = (address: string, domain: string, index: number): void => {
      const lower = address.toLowerCase()
      const hash = hash53(lower)
      const mailbox = hash53(mailboxOf(lower, domain))
      if (addresses.has(hash)) seen.add('repeated', 'repeated', index)
      else if (mailboxes.has(mailbox)) seen.add('same-mailbox', 'same-mailbox', index)
      addresses.add(hash, index)
      mailboxes.add(mailbox, index)
    }
    return {
      recipient: ({ address, domain, index }) => see(address, domain, index),
      finish: () =>
        seen.all().map(({ what, count, index }) => {
          const verdict = what === 'repeated' ? 'stop' : 'warning'
          return finding(verdict, 'duplicate-recipient', what, { count, index })
        }),
    }
  },
}

/** Without a tag behind a plus; Gmail also ignores dots. */
function mailboxOf(address: string, domain: string): string {
  const local = address.slice(0, address.lastIndexOf('@')).replace(/(?<=.)\+.*$/, '')
  const isGmail = domain === 'gmail.com' || domain === 'googlemail.com'
  return isGmail ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`
}
