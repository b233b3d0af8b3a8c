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

/** `sizeBytes` only where the server announced SIZE (RFC 1870). An empty sender is `<>`. */
export function mailFrom(sender: string, sizeBytes: number | null): string {
  if (sender !== '' && !isSafePath(sender)) throw new CommandUnsafe('envelope sender')
  return toLine(`MAIL FROM:<${sender}>${sizeBytes === null ? '' : ` SIZE=${sizeBytes}`}`)
}

export function rcptTo(recipient: string): string {
  if (!isSafePath(recipient)) throw new CommandUnsafe('recipient')
  return toLine(`RCPT TO:<${recipient}>`)
}

/** `AUTH PLAIN`, with the initial response where the mechanism has one, or an answer to a 334. */
export function authLine(text: string): string {
  if (!authText.test(text)) throw new CommandUnsafe('AUTH')
  return `${text}\r\n`
}

function toLine(command: string): string {
  if (command.length + 2 > lineBytesMax) throw new CommandUnsafe('line too long')
  return `${command}\r\n`
}
