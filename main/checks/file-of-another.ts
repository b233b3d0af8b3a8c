import { type Check, finding } from './check.ts'
import { Everybody } from './everybody.ts'
import { Tally } from './tally.ts'

type Code = 'another' | 'several' | 'names'

/**
 * A recipient's own file that holds what identifies another: it is another's file, or others' data stands
 * beside the recipient's own.
 */
export const fileOfAnother: Check = {
  id: 'file-of-another',
  start: ({ ownFiles, identity }) => {
    if (ownFiles === null) return { finish: () => [] }
    const domain = identity?.address.slice(identity.address.lastIndexOf('@')).toLowerCase() ?? '@'
    const all = new Everybody()
    const seen = new Tally<{ code: Code; name: string }>()
    return {
      survey: (recipient) => all.add(recipient),
      ownFile(recipient, { name, text }) {
        const code = codeOf(all.traces(recipient, text, domain))
        if (code !== null) seen.add(code, { code, name }, recipient.index)
      },
      finish: () =>
        seen.all().map(({ what: { code, name }, count, index }) =>
          finding(code === 'names' ? 'warning' : 'stop', 'file-of-another', code, {
            ...{ name, count, index },
          }),
        ),
    }
  },
}

function codeOf({ identifiers, names, isOwn }: ReturnType<Everybody['traces']>): Code | null {
  if (!isOwn) return identifiers + names > 0 ? 'another' : null
  if (identifiers > 0) return 'several'
  // One name may be whoever signs the file.
  return names > 1 ? 'names' : null
}
