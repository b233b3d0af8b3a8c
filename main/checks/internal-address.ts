import { type Check, finding } from './check.ts'

/** The few of the own organization among outsiders, and the few outsiders among colleagues. */
export const internalAddress: Check = {
  id: 'internal-address',
  start: ({ identity }) => {
    const own = identity?.address.slice(identity.address.lastIndexOf('@') + 1).toLowerCase() ?? null
    const inside = { count: 0, index: -1 }
    const outside = { count: 0, index: -1, domain: '' }
    return {
      recipient({ domain, index }) {
        if (own === null) return
        const side = domain === own || domain.endsWith(`.${own}`) ? inside : outside
        if (side.count === 0) side.index = index
        if (side === outside && side.count === 0) outside.domain = domain
        side.count += 1
      },
      finish() {
        if (own === null || inside.count === 0 || outside.count === 0) return []
        return inside.count <= outside.count
          ? [
              finding('warning', 'internal-address', 'internal-among-external', {
                domain: own,
                count: inside.count,
                index: inside.index,
              }),
            ]
          : [finding('warning', 'internal-address', 'external-among-internal', { ...outside })]
      },
    }
  },
}
