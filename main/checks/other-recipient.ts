import { type Check, type CheckedRecipient, finding } from './check.ts'
import { Everybody } from './everybody.ts'
import { Tally } from './tally.ts'

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
