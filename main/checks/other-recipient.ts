import { type Check, type CheckedRecipient, finding } from './check.ts'
import { bareName, hash53 } from './hash.ts'
import { HashIndex } from './hash-index.ts'
import { addressesIn, identifiersIn, isIdentifier, isNameLike, namesIn } from './identifier.ts'
import { Tally } from './tally.ts'

const columnsMax = 6
/** From here on a name of another is no coincidence. */
const namesFrom = 2

/**
 * A message for one that holds what identifies another: the address, a number that differs in every
 * row, several names. What all messages have in common is the template's, and not looked at here.
 */
export const otherRecipient: Check = {
  id: 'other-recipient',
  start: ({ template, identity }) => {
    const printed = [...new Set(template.uses.filter((each) => !each.decides).map((e) => e.field))]
    const domain = identity?.address.slice(identity.address.lastIndexOf('@')).toLowerCase() ?? '@'
    const all = new Everybody()
    const seen = new Tally<string>()
    return {
      survey: (recipient) => all.add(recipient),
      recipient(recipient) {
        for (const field of printed) {
          const value = fieldOf(recipient, field)
          if (value.length < 3 || !all.isOthers(recipient, value, domain)) continue
          seen.add(field, field, recipient.index)
        }
      },
      finish: () =>
        seen
          .all()
          .map(({ what: field, count, index }) =>
            finding('stop', 'other-recipient', 'identifier', { field, count, index }),
          ),
    }
  },
}

const aliases: Readonly<Record<string, string>> = {
  ...{ name: '氏名', company: '会社名', department: '部署', title: '役職' },
  ...{ 氏名: 'name', 会社名: 'company', 部署: 'department', 役職: 'title' },
}

function fieldOf({ fields }: CheckedRecipient, name: string): string {
  return fields[name] ?? fields[aliases[name] ?? name] ?? ''
}

/** What identifies each of the recipients, by hash. */
class Everybody {
  readonly #addresses = new HashIndex()
  readonly #names = new HashIndex()
  readonly #columns = new Map<string, { rows: number; distinct: number; index: HashIndex }>()

  add({ address, fields, index }: CheckedRecipient): void {
    this.#addresses.add(hash53(address.toLowerCase()), index)
    const name = bareName(fields.name ?? fields.氏名 ?? '')
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

  #hasAddress({ address }: CheckedRecipient, value: string, senderDomain: string): boolean {
    if (!value.includes('@')) return false
    return addressesIn(value).some(
      (each) =>
        each !== address.toLowerCase() &&
        !each.endsWith(senderDomain) &&
        this.#addresses.has(hash53(each)),
    )
  }

  #hasNumber({ fields }: CheckedRecipient, value: string): boolean {
    if (!/\d/.test(value)) return false
    const own = new Set(
      Object.entries(fields).flatMap(([column, each]) => (this.#identifies(column) ? [each] : [])),
    )
    // Whoever has it as a number of their own may be told it.
    return identifiersIn(value).some((each) => !own.has(each) && this.#isNumberOfSomebody(each))
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

  #hasNames({ fields }: CheckedRecipient, value: string): boolean {
    if (value.length < 6) return false
    const own = bareName(fields.name ?? fields.氏名 ?? '')
    let count = 0
    for (const name of namesIn(value)) if (name !== own && this.#names.has(hash53(name))) count += 1
    return count >= namesFrom
  }
}
