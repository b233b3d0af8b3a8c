/**
 * SMTP commands as bytes. Every argument is checked here, in the one place that writes them, so that
 * no value, wherever it came from, can end a line and begin a command of its own (RFC 5321 4.1.1).
 */

export class CommandUnsafe extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'CommandUnsafe'
  }
}

/** RFC 5321 section 4.5.3.1.4: 512 octets with CRLF; extensions add to MAIL. */
const lineBytesMax = 512
/** DSN adds 128 octets to MAIL and 528 to RCPT (RFC 3461 section 4), SIZE 26 to MAIL (RFC 1870). */
const extendedLineBytesMax = lineBytesMax + 528
/** RFC 4954 section 4: an initial response may make AUTH this long. */
const authLineBytesMax = 12_288
const addressBytesMax = 254

const pathCharacters = /^[\x21-\x3b\x3d\x3f-\x7e]+$/
const ehloName = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?|\[[A-Za-z0-9.:]{2,64}\])$/
const authText = /^(?:AUTH [A-Z0-9-]{1,20}(?: [A-Za-z0-9+/=]+)?|[A-Za-z0-9+/=]*)$/

/** True when the address can stand between angle brackets: printable ASCII, no space, no `<` or `>`. */
export function isSafePath(address: string): boolean {
  return address.length <= addressBytesMax && pathCharacters.test(address) && address.includes('@')
}

export const ehlo = (name: string): string => {
  if (!ehloName.test(name)) throw new CommandUnsafe('EHLO name')
  return toLine(`EHLO ${name}`)
}

export const startTls = 'STARTTLS\r\n'
export const data = 'DATA\r\n'
export const rset = 'RSET\r\n'
export const quit = 'QUIT\r\n'
export const endOfData = '\r\n.\r\n'

/**
 * `sizeBytes` only where the server announced SIZE (RFC 1870), `envelopeId` only where it announced
 * DSN (RFC 3461 section 4.4). An empty sender is `<>`.
 */
export function mailFrom(
  sender: string,
  sizeBytes: number | null,
  envelopeId: string | null = null,
): string {
  if (sender !== '' && !isSafePath(sender)) throw new CommandUnsafe('envelope sender')
  const size = sizeBytes === null ? '' : ` SIZE=${sizeBytes}`
  const dsn = envelopeId === null ? '' : ` RET=HDRS ENVID=${toXtext(envelopeId, 100)}`
  return toLine(`MAIL FROM:<${sender}>${size}${dsn}`)
}

/** `isNotified`: the server announced DSN, and is asked to report failures only. */
export function rcptTo(recipient: string, isNotified = false): string {
  if (!isSafePath(recipient)) throw new CommandUnsafe('recipient')
  const dsn = isNotified ? ` NOTIFY=FAILURE ORCPT=rfc822;${toXtext(recipient, 500)}` : ''
  return toLine(`RCPT TO:<${recipient}>${dsn}`)
}

/** RFC 3030 section 2: so many octets follow at once; with `isLast` they end the message. */
export function bdat(sizeBytes: number, isLast: boolean): string {
  return toLine(`BDAT ${sizeBytes}${isLast ? ' LAST' : ''}`)
}

/** RFC 3461 section 4: printable ASCII, with `+`, `=` and everything else as `+XX`. */
function toXtext(text: string, charactersMax: number): string {
  const coded = text.replace(
    /[^\x21-\x2a\x2c-\x3c\x3e-\x7e]/g,
    (each) => `+${each.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
  if (coded.length > charactersMax) throw new CommandUnsafe('xtext too long')
  return coded
}

/** `AUTH PLAIN`, with the initial response where the mechanism has one, or an answer to a 334. */
export function authLine(text: string): string {
  if (!authText.test(text) || text.length + 2 > authLineBytesMax) throw new CommandUnsafe('AUTH')
  return `${text}\r\n`
}

function toLine(command: string): string {
  if (command.length + 2 > extendedLineBytesMax) throw new CommandUnsafe('line too long')
  return `${command}\r\n`
}
