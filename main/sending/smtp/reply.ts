/**
 * SMTP replies as they arrive (RFC 5321 section 4.2, enhanced codes RFC 3463 and RFC 2034).
 * Bytes go in as the network cuts them; whole replies come out. Whatever is not a reply, or does not
 * end, is a ReplyViolation: after it nothing on this connection can be trusted to belong together.
 */

export interface Reply {
  /** Three digits, 200-599. */
  readonly code: number
  /** `5.1.1`, only where its class agrees with the code; text never decides anything. */
  readonly enhanced: string | null
  /** The text after the code, line by line, control characters replaced. */
  readonly lines: readonly string[]
}

export class ReplyViolation extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'ReplyViolation'
  }
}

/** Longest line without its CRLF; RFC 5321 asks for 512, the field sends up to 2 KiB. */
export const lineBytesMax = 2048
export const linesMax = 100

const replyLine = /^([2-5]\d\d)(?:([ -])(.*))?$/s
const enhancedCode = /^([245])\.(\d{1,3})\.(\d{1,3})(?= |$)/

export interface ReplyParser {
  /** Feeds bytes; returns the replies that they complete. Throws ReplyViolation. */
  readonly push: (chunk: Uint8Array) => Reply[]
  /** True while bytes of an unfinished reply are held. */
  readonly hasRest: () => boolean
}

export function createReplyParser(): ReplyParser {
  let rest = ''
  let code = 0
  let lines: string[] = []

  function take(line: string, replies: Reply[]): void {
    const parts = replyLine.exec(line)
    if (!parts) throw new ReplyViolation('not a reply line')
    const found = Number(parts[1])
    if (lines.length > 0 && found !== code) throw new ReplyViolation('codes differ in one reply')
    code = found
    lines.push(toPrintable(parts[3] ?? ''))
    if (lines.length > linesMax) throw new ReplyViolation('too many lines')
    if (parts[2] === '-') return
    replies.push({ code, enhanced: toEnhanced(code, lines[0] ?? ''), lines })
    lines = []
  }

  return {
    push(chunk) {
      const text = rest + toLatin1(chunk)
      const replies: Reply[] = []
      let start = 0
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        if (text.charCodeAt(end - 1) !== 13 || end === start)
          throw new ReplyViolation('line does not end in CRLF')
        const line = text.slice(start, end - 1)
        if (line.length > lineBytesMax) throw new ReplyViolation('line too long')
        if (line.includes('\r')) throw new ReplyViolation('bare CR')
        take(line, replies)
        start = end + 1
      }
      rest = text.slice(start)
      if (rest.length > lineBytesMax + 1) throw new ReplyViolation('line too long')
      return replies
    },
    hasRest: () => rest !== '' || lines.length > 0,
  }
}

/** The reply in one line for the flight log and for people: `550 5.1.1 no such user`. */
export function toText(reply: Reply, charactersMax = 300): string {
  return `${reply.code} ${reply.lines.join(' ')}`.trim().slice(0, charactersMax)
}

function toEnhanced(code: number, text: string): string | null {
  const found = enhancedCode.exec(text)
  return found && found[1] === String(code)[0] ? found[0] : null
}

function toPrintable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?')
}

function toLatin1(chunk: Uint8Array): string {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')
}
