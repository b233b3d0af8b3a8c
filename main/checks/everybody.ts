import type { CheckedRecipient } from './check.ts'
import { bareName, hash53 } from './hash.ts'
import { HashIndex } from './hash-index.ts'
import { addressesIn, identifiersIn, isIdentifier, isNameLike, namesIn } from './identifier.ts'

const columnsMax = 6
/** From here on a name of another is no coincidence. */
const namesFrom = 2

/** What of a text points to somebody. */
export interface Traces {
  /** Addresses and numbers that are another recipient's. */
  readonly identifiers: number
  /** Names that are another recipient's. */
  readonly names: number
  readonly isOwn: boolean
}

const nameOf = ({ fields }: CheckedRecipient): string => fields.name ?? fields.氏名 ?? ''

/** What identifies each of the recipients, by hash. */
export class Everybody {
  readonly #addresses = new HashIndex()
  readonly #names = new HashIndex()
  readonly #columns = new Map<string, { rows: number; distinct: number; index: HashIndex }>()

  add(recipient: CheckedRecipient): void {
    const { address, fields, index } = recipient
    this.#addresses.add(hash53(address.toLowerCase()), index)
    const name = bareName(nameOf(recipient))
    if (isNameLike(name)) this.#names.add(hash53(name), index)
    for (const [column, value] of Object.entries(fields)) {
      if (!isIdentifier(value)) continue
      const known = this.#columns.get(column)
      if (known === undefined && this.#columns.size >= columnsMax) continue
      const numbers = known ?? { rows: 0, distinct: 0, index: new HashIndex() }
      this.#columns.set(column, numbers)
      numbers.rows += 1
      if (numbers.index.add(hash53(value), index)) numbers.distinct += 1
    }
  }

  isOthers(recipient: CheckedRecipient, value: string, senderDomain: string): boolean {
    return (
      this.#hasAddress(recipient, value, senderDomain) ||
      this.#hasNumber(recipient, value) ||
      this.#hasNames(recipient, value)
    )
  }

  /** What of a longer text is others', and whether anything in it is this recipient's own. */
  traces(recipient: CheckedRecipient, text: string, senderDomain: string): Traces {
    const others = this.#addressesOf(recipient, text, senderDomain)
    const numbers = this.#numbersOf(recipient, text)
    const names = namesIn(text)
    const own = bareName(nameOf(recipient))
    return {
      identifiers: others.length + numbers.length,
      names: names.filter((name) => name !== own && this.#names.has(hash53(name))).length,
      isOwn:
        text.toLowerCase().includes(recipient.address.toLowerCase()) ||
        (own !== '' && names.includes(own)) ||
        identifiersIn(text).some((each) => this.#ownNumbers(recipient).has(each)),
    }
  }

  #hasAddress(recipient: CheckedRecipient, value: string, senderDomain: string): boolean {
    return this.#addressesOf(recipient, value, senderDomain).length > 0
  }

  #addressesOf({ address }: CheckedRecipient, value: string, senderDomain: string): string[] {
    if (!value.includes('@')) return []
    return addressesIn(value).filter(
      (each) =>
        each !== address.toLowerCase() &&
        !each.endsWith(senderDomain) &&
        this.#addresses.has(hash53(each)),
    )
  }

  #hasNumber(recipient: CheckedRecipient, value: string): boolean {
    return this.#numbersOf(recipient, value).length > 0
  }

  #numbersOf(recipient: CheckedRecipient, value: string): string[] {
    if (!/\d/.test(value)) return []
    const own = this.#ownNumbers(recipient)
    // Whoever has it as a number of their own may be told it.
    return identifiersIn(value).filter((each) => !own.has(each) && this.#isNumberOfSomebody(each))
  }

  #ownNumbers({ fields }: CheckedRecipient): ReadonlySet<string> {
    return new Set(
      Object.entries(fields).flatMap(([column, each]) => (this.#identifies(column) ? [each] : [])),
    )
  }

  #identifies(column: string): boolean {
    const numbers = this.#columns.get(column)
    return numbers !== undefined && numbers.rows > 1 && numbers.distinct >= numbers.rows * 0.9
  }

  #isNumberOfSomebody(value: string): boolean {
    const hash = hash53(value)
    for (const [column, { index }] of this.#columns)
      if (this.#identifies(column) && index.has(hash)) return true
    return false
  }

  #hasNames(recipient: CheckedRecipient, value: string): boolean {
    if (value.length < 6) return false
    const own = bareName(nameOf(recipient))
    let count = 0
    for (const name of namesIn(value)) if (name !== own && this.#names.has(hash53(name))) count += 1
    return count >= namesFrom
  }
}
