import { type Check, finding, type JudgedFinding } from './check.ts'
import { addressHash, bareName, hash53 } from './hash.ts'
import { HashIndex } from './hash-index.ts'
import { addressesIn, namesIn } from './identifier.ts'
import type { ReadFile } from './read-file.ts'

const stopFromAddresses = 5
const stopFromNames = 20
const warnFromNames = 5
/** So many addresses are a list, whosever they are. */
const warnFromStrangers = 10

/** An attachment with the addresses or names of the audience, or of any list: the list itself. */
export const listAttached: Check = {
  id: 'list-attached',
  start: ({ files }) => {
    const watched = files.map(watch)
    return {
      recipient({ address, fields }) {
        if (watched.length === 0) return
        const own = addressHash(address)
        const name = hash53(bareName(fields.name ?? fields.氏名 ?? ''))
        for (const each of watched) {
          each.addresses.see(own)
          each.names.see(name)
        }
      },
      finish: () => watched.flatMap(judge),
    }
  },
}

interface Watched {
  readonly file: ReadFile
  readonly addresses: Sought
  readonly names: Sought
}

/** Which of the hashes in a file have come up among the recipients. */
class Sought {
  readonly #index = new HashIndex()
  readonly #found = new Set<number>()

  constructor(hashes: readonly number[]) {
    for (const hash of hashes) this.#index.add(hash, 0)
  }

  see(hash: number): void {
    if (this.#index.has(hash)) this.#found.add(hash)
  }

  get size(): number {
    return this.#index.size
  }

  get found(): number {
    return this.#found.size
  }
}

function watch(file: ReadFile): Watched {
  return {
    file,
    addresses: new Sought(addressesIn(file.text).map(hash53)),
    names: new Sought(namesIn(file.text).map(hash53)),
  }
}

function judge({ file, addresses, names }: Watched): JudgedFinding[] {
  const { name } = file
  const knownAddresses = Math.max(addresses.found, file.knownAddresses)
  if (knownAddresses > 0) {
    const verdict = knownAddresses >= stopFromAddresses ? 'stop' : 'warning'
    return [finding(verdict, 'list-attached', 'addresses', { name, count: knownAddresses })]
  }
  const knownNames = Math.max(names.found, file.knownNames)
  if (knownNames >= warnFromNames) {
    const verdict = knownNames >= stopFromNames ? 'stop' : 'warning'
    return [finding(verdict, 'list-attached', 'names', { name, count: knownNames })]
  }
  return addresses.size >= warnFromStrangers
    ? [finding('warning', 'list-attached', 'strangers', { name, count: addresses.size })]
    : []
}
