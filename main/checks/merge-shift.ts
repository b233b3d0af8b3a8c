import { type Check, type CheckedRecipient, finding } from './check.ts'
import { addressHash, bareName, nameHash } from './hash.ts'
import { HashIndex } from './hash-index.ts'
import { agreesWithLocalPart, readingOf } from './reading.ts'

const shiftsMax = 3
const fewest = 5

/**
 * Names that stand one row too high or too low against their addresses: measured by how often a
 * name's reading occurs in the local part of its own row and of the rows around it, and against the
 * name that an address had when it was last mailed.
 */
export const mergeShift: Check = {
  id: 'merge-shift',
  start: ({ formerNames, count: total }) => {
    const columns = createColumns()
    const former = new HashIndex()
    for (const [at, hash] of formerNames.addresses.entries()) former.add(hash, at)
    const renamed = { count: 0, index: 0 }
    return {
      recipient(recipient) {
        columns.see(recipient)
        const at = former.size === 0 ? null : former.get(addressHash(recipient.address))
        if (at === null || !isOther(formerNames.names[at] ?? 0, recipient)) return
        if (renamed.count === 0) renamed.index = recipient.index
        renamed.count += 1
      },
      finish() {
        const shifted = columns.shifted()
        const isMany = renamed.count >= fewest && renamed.count >= total * 0.1
        return [
          ...(shifted === null ? [] : [finding('stop', 'merge-shift', 'shifted', shifted)]),
          ...(isMany ? [finding('warning', 'merge-shift', 'renamed', { ...renamed, total })] : []),
        ]
      },
    }
  },
}

function nameOf({ fields }: CheckedRecipient): string {
  return fields.name ?? fields.氏名 ?? ''
}

function isOther(formerName: number, recipient: CheckedRecipient): boolean {
  const name = nameOf(recipient)
  return bareName(name) !== '' && nameHash(name) !== formerName
}

interface Row {
  readonly index: number
  readonly local: string
  readonly reading: readonly string[]
}

/** Agreements by shift, over a window of a few rows: nothing else is kept. */
function createColumns() {
  const agreed = new Map<number, number>()
  const last: Row[] = []
  let comparable = 0
  let misfit = -1
  return {
    see(recipient: CheckedRecipient): void {
      const local = recipient.address.slice(0, recipient.address.lastIndexOf('@')).toLowerCase()
      const row = { index: recipient.index, local, reading: readingOf(recipient.fields) }
      if (row.reading.length > 0) comparable += 1
      const isOwn = agreesWithLocalPart(row.reading, row.local)
      if (isOwn) add(0)
      last.forEach((other, at) => {
        const shift = last.length - at
        // The name of one row in the address of the row `shift` above or below it.
        if (!isOwn && agreesWithLocalPart(row.reading, other.local)) {
          if (misfit < 0) misfit = row.index
          add(-shift)
        }
        if (
          agreesWithLocalPart(other.reading, row.local) &&
          !agreesWithLocalPart(other.reading, other.local)
        )
          add(shift)
      })
      last.push(row)
      if (last.length > shiftsMax) last.shift()
    },
    shifted(): { rows: number; count: number; index: number } | null {
      const own = agreed.get(0) ?? 0
      const [shift, count] = [...agreed]
        .filter(([each]) => each !== 0)
        .reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])
      // A part of the table may have slipped: what agrees at a shift has to be more than chance.
      const isShifted = count >= fewest && count >= comparable * 0.1 && count > own * 0.2
      return isShifted ? { rows: Math.abs(shift), count, index: Math.max(misfit, 0) } : null
    },
  }

  function add(shift: number): void {
    agreed.set(shift, (agreed.get(shift) ?? 0) + 1)
  }
}
