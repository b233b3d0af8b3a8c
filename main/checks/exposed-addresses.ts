import { type Check, finding } from './check.ts'
import { addressesIn } from './identifier.ts'

const warnFrom = 3
const stopFrom = 10

/**
 * Addresses of others in the text of a message: a list pasted where one name belonged. The sender's
 * own domain and the recipient's own address do not count.
 */
export const exposedAddresses: Check = {
  id: 'exposed-addresses',
  start: ({ identity }) => {
    const own = identity?.address.slice(identity.address.lastIndexOf('@') + 1).toLowerCase() ?? ''
    const isOwn = (domain: string) => own !== '' && (domain === own || domain.endsWith(`.${own}`))
    const seen = { count: 0, index: 0, addresses: 0 }
    return {
      message({ readable, address, index }) {
        if (!readable.includes('@')) return
        const others = addressesIn(readable).filter(
          (each) => each !== address.toLowerCase() && !isOwn(each.slice(each.indexOf('@') + 1)),
        )
        if (others.length < warnFrom) return
        if (seen.count === 0) seen.index = index
        seen.count += 1
        seen.addresses = Math.max(seen.addresses, others.length)
      },
      finish: () =>
        seen.count === 0
          ? []
          : [
              finding(
                seen.addresses >= stopFrom ? 'stop' : 'warning',
                'exposed-addresses',
                'in-text',
                seen,
              ),
            ],
    }
  },
}
