import { misfitsOf, recipientName } from '../message/message.ts'
import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

const shownMax = 10

/** In a message that is to be ISO-2022-JP: every character that it has no code for, of every recipient. */
export const messageCharset: Check = {
  id: 'message-charset',
  start: ({ template, identity }) => {
    if (template.source.charset !== 'iso-2022-jp') return { finish: () => [] }
    const places = new Tally<{ readonly part: string; readonly characters: string }>()
    const sender = shownOf(misfitsOf(identity?.name ?? ''))
    return {
      message({ rendered, fields, index }) {
        const parts = {
          subject: rendered.subject,
          text: rendered.text,
          html: rendered.html,
          name: recipientName(fields),
        }
        for (const [part, text] of Object.entries(parts)) {
          const misfits = misfitsOf(text)
          if (misfits.length === 0) continue
          const characters = shownOf(misfits)
          places.add(`${part} ${characters}`, { part, characters }, index)
        }
      },
      finish: () => [
        ...(sender === ''
          ? []
          : [finding('stop', 'message-charset', 'sender', { characters: sender })]),
        ...places
          .all()
          .map(({ what, count, index }) =>
            finding('stop', 'message-charset', 'misfit', { ...what, count, index }),
          ),
      ],
    }
  },
}

/** What cannot be seen, or is another on every PC, goes by its number. */
function shownOf(misfits: readonly string[]): string {
  const shown = misfits
    .slice(0, shownMax)
    .map((character) =>
      /[\p{C}\p{Z}]/u.test(character)
        ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
        : character,
    )
  return [...shown, ...(misfits.length > shownMax ? ['…'] : [])].join(' ')
}
