import { createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls'
import type { CertificateMaker } from './certificate.ts'
import { makeAuthority } from './certificate.ts'

/**
 * The relay of the sample organization, inside this process and on the loopback: speaks SMTP as far as
 * our own engine does (RFC 5321, STARTTLS and AUTH demanded), accepts, and throws away. Of a message
 * nothing is kept but that there was one.
 */
export interface DiscardingRelay {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly user: string
  readonly password: string
  /** The authority to pin. */
  readonly caPem: string
  readonly discarded: () => number
  /** How long an answer to a message takes, in ms: a person wants to see a release run. */
  readonly setPace: (delayMs: number) => void
  readonly stop: () => Promise<void>
}

const host = '127.0.0.1'

export async function startDiscardingRelay(maker: CertificateMaker): Promise<DiscardingRelay> {
  const authority = makeAuthority(maker, 'Sekisho sample relay')
  const issued = authority.issue({ names: [host] })
  const password = Buffer.from(maker.random.bytes(18)).toString('base64url')
  const shelf: Shelf = {
    secure: createSecureContext({
      key: issued.keyPem,
      cert: issued.certificatePem,
      minVersion: 'TLSv1.2',
    }),
    login: Buffer.from(`\0sample\0${password}`).toString('base64'),
    delayMs: 0,
    discarded: 0,
    sockets: new Set(),
  }
  const server = createServer((socket) => new Visit(socket, shelf))
  const port = await listen(server)
  return {
    ...{ host, port, user: 'sample', password, caPem: authority.certificatePem },
    discarded: () => shelf.discarded,
    setPace(delayMs) {
      shelf.delayMs = delayMs
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of shelf.sockets) socket.destroy()
      }),
  }
}

interface Shelf {
  readonly secure: SecureContext
  readonly login: string
  delayMs: number
  discarded: number
  readonly sockets: Set<Socket>
}

/** No other PC can reach it. */
function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, () => {
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : 0)
    })
  })
}

const lineMax = 4096
const endOfData = Buffer.from('\r\n.\r\n')

/** One connection: lines in, replies out, in their order. */
class Visit {
  readonly #plain: Socket
  readonly #shelf: Shelf
  #socket: Socket
  #unread = Buffer.alloc(0)
  #isLoggedIn = false
  /** Content is on its way: nothing is a command until its end. */
  #takesData = false
  /** The answer to a content is still owed: what is pipelined behind it is read after that. */
  #owes = false
  /** Recipients of the message at hand that were not refused. */
  #accepted = 0

  constructor(socket: Socket, shelf: Shelf) {
    this.#plain = socket
    this.#socket = socket
    this.#shelf = shelf
    shelf.sockets.add(socket)
    socket.once('close', () => shelf.sockets.delete(socket))
    socket.setNoDelay(true)
    this.#listen()
    this.#say('220 sample.invalid ESMTP nothing leaves here')
  }

  #listen(): void {
    this.#socket.on('data', (bytes: Buffer) => this.#read(bytes))
    // A client that hangs up in the middle is its own business.
    this.#socket.on('error', () => this.#plain.destroy())
  }

  #say(line: string): void {
    if (!this.#socket.destroyed) this.#socket.write(`${line}\r\n`)
  }

  #read(bytes: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, bytes])
    this.#work()
  }

  #work(): void {
    while (!this.#owes && (this.#takesData ? this.#skipContent() : this.#takeLine()));
  }

  /** Only so much of a content is held as its end could begin in. */
  #skipContent(): boolean {
    const end = this.#unread.indexOf(endOfData)
    if (end < 0) {
      this.#unread = this.#unread.subarray(Math.max(0, this.#unread.length - endOfData.length))
      return false
    }
    this.#unread = this.#unread.subarray(end + endOfData.length)
    this.#takesData = false
    this.#shelf.discarded += 1
    const say = () => this.#say('250 2.0.0 taken and thrown away')
    if (this.#shelf.delayMs === 0) say()
    else this.#later(say)
    return true
  }

  #later(say: () => void): void {
    this.#owes = true
    setTimeout(() => {
      this.#owes = false
      say()
      this.#work()
    }, this.#shelf.delayMs)
  }

  #takeLine(): boolean {
    const end = this.#unread.indexOf('\r\n')
    if (end < 0) {
      if (this.#unread.length > lineMax) this.#plain.destroy()
      return false
    }
    const line = this.#unread.toString('latin1', 0, end)
    this.#unread = this.#unread.subarray(end + 2)
    return this.#answer(line)
  }

  /** False: what follows is no line. */
  #answer(line: string): boolean {
    const verb = (/^[A-Za-z]+/.exec(line)?.[0] ?? '').toUpperCase()
    const isSecure = this.#socket !== this.#plain
    switch (verb) {
      case 'EHLO':
        this.#say(
          `250-sample.invalid\r\n250-PIPELINING\r\n250-ENHANCEDSTATUSCODES\r\n250 ${
            isSecure ? 'AUTH PLAIN' : 'STARTTLS'
          }`,
        )
        return true
      case 'STARTTLS':
        return isSecure ? this.#refuse('503 5.5.1 already secured') : this.#secure()
      case 'AUTH':
        return this.#logIn(line)
      case 'QUIT':
        this.#say('221 2.0.0 bye')
        this.#socket.end()
        return false
      case 'NOOP':
      case 'RSET':
        this.#accepted = 0
        this.#say('250 2.0.0 ok')
        return true
      default:
        return this.#isLoggedIn ? this.#mail(verb, line) : this.#refuse('530 5.7.0 log in first')
    }
  }

  #refuse(reply: string): boolean {
    this.#say(reply)
    return true
  }

  #secure(): boolean {
    this.#say('220 2.0.0 go ahead')
    this.#plain.removeAllListeners('data')
    this.#plain.removeAllListeners('error')
    this.#plain.on('error', () => this.#plain.destroy())
    const { secure: secureContext } = this.#shelf
    this.#socket = new TLSSocket(this.#plain, { isServer: true, secureContext })
    this.#unread = Buffer.alloc(0)
    this.#listen()
    return false
  }

  #logIn(line: string): boolean {
    this.#isLoggedIn =
      this.#socket !== this.#plain && line.slice('AUTH PLAIN '.length) === this.#shelf.login
    return this.#refuse(this.#isLoggedIn ? '235 2.7.0 welcome' : '535 5.7.8 wrong user or password')
  }

  #mail(verb: string, line: string): boolean {
    switch (verb) {
      case 'MAIL':
        this.#accepted = 0
        return this.#refuse('250 2.1.0 ok')
      case 'RCPT': {
        const reply = replyTo(line)
        if (reply.startsWith('2')) this.#accepted += 1
        return this.#refuse(reply)
      }
      case 'DATA':
        this.#takesData = this.#accepted > 0
        return this.#refuse(this.#takesData ? '354 go on' : '503 5.5.1 nobody to send it to')
      default:
        return this.#refuse('502 5.5.1 not here')
    }
  }
}

/** Some of the invented people have moved, or a full mailbox: results without failures teach nothing. */
function replyTo(rcpt: string): string {
  if (/<moved\./i.test(rcpt)) return '550 5.1.1 no such person here any more'
  if (/<full\./i.test(rcpt)) return '552 5.2.2 mailbox full'
  return '250 2.1.5 ok'
}
