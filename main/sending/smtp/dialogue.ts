import type { Reply } from './reply.ts'

/**
 * What was said on one connection, for whoever has to find out why it failed. While it goes on only
 * references are kept, and few; what is told of it is made by `redactDialogue`.
 */
export interface Dialogue {
  /** Commands as they left; content as its length. */
  readonly said: (bytes: string | Uint8Array) => void
  readonly heard: (reply: Reply) => void
  /** What happened to the connection itself. */
  readonly noted: (what: string) => void
  /** Redacted: see redactDialogue. */
  readonly lines: () => string[]
}

export type Spoken =
  | { readonly by: 'us'; readonly text: string | number }
  | { readonly by: 'relay'; readonly reply: Reply }
  | { readonly by: 'nobody'; readonly text: string }

/** How it began, and how it ended. */
const firstMax = 24
const lastMax = 40
export const dialogueLinesMax = 120
export const dialogueLineCharactersMax = 300

export function createDialogue(): Dialogue {
  const first: Spoken[] = []
  const last: Spoken[] = []
  let left = 0
  const add = (spoken: Spoken) => {
    if (first.length < firstMax) {
      first.push(spoken)
      return
    }
    last.push(spoken)
    if (last.length <= lastMax) return
    last.shift()
    left += 1
  }
  return {
    said: (bytes) => add({ by: 'us', text: typeof bytes === 'string' ? bytes : bytes.length }),
    heard: (reply) => add({ by: 'relay', reply }),
    noted: (text) => add({ by: 'nobody', text }),
    lines() {
      const gap: Spoken[] = left === 0 ? [] : [{ by: 'nobody', text: `${left} more` }]
      return redactDialogue([...first, ...gap, ...last])
    },
  }
}

/**
 * Lines for IT: `>` ours, `<` the relay's, `*` the connection's. Of ours only what is a known command
 * is shown, so that content never is; of addresses only the domain, also where the relay repeats them
 * or their local part alone; of AUTH the mechanism.
 */
export function redactDialogue(spoken: readonly Spoken[]): string[] {
  const hide = hiderOf(spoken)
  let isAuth = false
  const lines = spoken.flatMap((each) => {
    switch (each.by) {
      case 'us': {
        if (typeof each.text === 'number') return [`> (${each.text} bytes)`]
        const commands = each.text.split('\r\n').filter((line) => line !== '')
        return commands.map((line) => {
          if (isAuth) return '> (AUTH)'
          isAuth = line.startsWith('AUTH ')
          return `> ${toShown(line)}`
        })
      }
      case 'relay': {
        const { code, lines: texts } = each.reply
        if (isAuth && code === 334) return ['< 334 (AUTH)']
        isAuth = false
        return texts.map((text, at) => `< ${code}${at < texts.length - 1 ? '-' : ' '}${hide(text)}`)
      }
      case 'nobody':
        return [`* ${hide(each.text)}`]
      default:
        return each satisfies never
    }
  })
  return lines.slice(-dialogueLinesMax).map((line) => line.slice(0, dialogueLineCharactersMax))
}

const plainCommand = /^(?:EHLO [A-Za-z0-9.:[\]-]+|STARTTLS|DATA|RSET|QUIT|BDAT \d+(?: LAST)?|\.)$/
const path = /^(MAIL FROM|RCPT TO):<([^>]*)>/

function toShown(line: string): string {
  if (plainCommand.test(line)) return line
  const mechanism = /^AUTH [A-Z0-9-]+/.exec(line)
  if (mechanism) return `${mechanism[0]} (AUTH)`
  const [, verb, address] = path.exec(line) ?? []
  if (verb === undefined || address === undefined) return '(not a command)'
  const size = / SIZE=\d+/.exec(line)?.[0] ?? ''
  return `${verb}:<${address === '' ? '' : `…${address.slice(address.lastIndexOf('@'))}`}>${size}`
}

const localPart = /(?:"(?:[^"\\]|\\.)*"|[^\s<>"(),:;@[\]\\]+)@/g

/** Hides every local part there is, and those of the dialogue wherever else they stand. */
function hiderOf(spoken: readonly Spoken[]): (text: string) => string {
  const known = new Set<string>()
  for (const each of spoken)
    if (each.by === 'us' && typeof each.text === 'string')
      for (const line of each.text.split('\r\n')) {
        const address = path.exec(line)?.[2] ?? ''
        const local = address.slice(0, Math.max(0, address.lastIndexOf('@')))
        if (local !== '') known.add(local)
      }
  const escaped = [...known]
    .sort((a, b) => b.length - a.length)
    .map((local) => local.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const repeated =
    escaped.length === 0
      ? null
      : new RegExp(`(?<![A-Za-z0-9])(?:${escaped.join('|')})(?![A-Za-z0-9])`, 'gi')
  return (text) => {
    const hidden = text.replace(localPart, '…@')
    return repeated === null ? hidden : hidden.replace(repeated, '…')
  }
}
