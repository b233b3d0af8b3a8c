import { type Check, finding } from './check.ts'
import { addressHash } from './hash.ts'
import { HashIndex } from './hash-index.ts'

const fewest = 20
const share = 0.2

/** Who is new, and who is missing, against the last release to the same lists. */
export const audienceDifference: Check = {
  id: 'audience-difference',
  start: ({ lastAudience }) => {
    if (lastAudience === null || lastAudience.length === 0) return { finish: () => [] }
    const last = new HashIndex()
    for (const hash of lastAudience) last.add(hash, 0)
    let stayed = 0
    let joined = 0
    return {
      recipient({ address }) {
        if (last.has(addressHash(address))) stayed += 1
        else joined += 1
      },
      finish() {
        const previousCount = last.size
        const left = previousCount - stayed
        const many = Math.max(fewest, Math.ceil(previousCount * share))
        if (stayed < previousCount / 2 && left >= fewest && joined >= stayed)
          return [
            finding('warning', 'audience-difference', 'replaced', {
              stayed,
              previousCount,
              count: joined,
            }),
          ]
        return [
          ...(joined >= many
            ? [
                finding('warning', 'audience-difference', 'joined', {
                  count: joined,
                  previousCount,
                }),
              ]
            : []),
          ...(left >= many
            ? [finding('warning', 'audience-difference', 'left', { count: left, previousCount })]
            : []),
        ]
      },
    }
  },
}
