import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls'
import { type Authority, createAuthority, type Issued } from './certificate.ts'

/**
 * A scriptable SMTP server that does what it is told, also what no server should. It keeps what it
 * accepted, so that both sides' counts can be compared.
 */
export interface PeerMail {
  readonly sender: string
  readonly recipient: string
  readonly bytes: Buffer
  /** When the final dot was in, in ms. */
  readonly at: number
}

/** Where in a session something happens. `content`: bytes of a message before its final dot. */
export type PeerStage =
  | 'greeting'
  | 'ehlo'
  | 'starttls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'content'
  | 'chunk'
  | 'dot'
  | 'rset'
  | 'quit'

/** What the peer does at a stage instead of its usual answer. */
export type PeerAct =
  | { readonly say: string }
  /** Bytes as they are, cut into these pieces with a pause between them. */
  | { readonly raw: string | Buffer; readonly pieceBytes?: number; readonly pauseMs?: number }
  | { readonly hangUp: 'end' | 'reset'; readonly say?: string }
  /** Says nothing any more, to this or anything after it. */
  | { readonly silence: true }

export interface PeerMoment {
  readonly stage: PeerStage
  /** Sessions so far, from 1; and how often this stage came in this session, from 1. */
  readonly session: number
  readonly nth: number
  readonly line: string
  readonly recipient: string
  readonly isSecure: boolean
}

export interface PeerOptions {
  readonly act?: (moment: PeerMoment) => PeerAct | null
  readonly capabilities?: (isSecure: boolean) => readonly string[]
  readonly implicitTls?: boolean
  readonly certificate?: (session: number) => Issued
  /** What came in one piece behind a command is thrown away, PIPELINING or not. */
  readonly discardsPipelined?: boolean
  /** BDAT is known so many times in a session, and then no more, offered or not. */
  readonly bdatsMax?: number
  /** Where it listens: 127.0.0.1 and any free port, unless said otherwise. */
  readonly at?: { readonly address: string; readonly port: number }
  /** Whose certificates it shows. */
  readonly authority?: Authority
  /** More connections than these at a time are told 421. */
  readonly connectionsMax?: number
  readonly tls?: { readonly maxVersion?: 'TLSv1.1'; readonly minVersion?: 'TLSv1' }
}

export interface SmtpPeer {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly caPem: string
  /** Accepted: the peer said 2xx to their final dot, or meant to. */
  readonly accepted: PeerMail[]
  /** Every command line, with how it came. */
  readonly lines: { readonly text: string; readonly isSecure: boolean }[]
  readonly sessions: () => number
  /** Connections at the same time, at most. */
  readonly crowd: () => number
  readonly close: () => Promise<void>
}

export const usualCapabilities = (isSecure: boolean): string[] => [
  'PIPELINING',
  'SIZE 10240000',
  'ENHANCEDSTATUSCODES',
  '8BITMIME',
  ...(isSecure ? ['AUTH PLAIN LOGIN'] : ['STARTTLS']),
]

export async function startPeer(options: PeerOptions = {}): Promise<SmtpPeer> {
  const authority = options.authority ?? createAuthority()
  const usual = authority.issue({ names: ['localhost', '127.0.0.1'] })
  const peer = { accepted: [] as PeerMail[], lines: [] as SmtpPeer['lines'][number][] }
  const sockets = new Set<Socket>()
  let sessions = 0
  let crowd = 0
  // Answers to a pipelined envelope go one by one, and would wait for each other’s acknowledgement.
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sessions += 1
    sockets.add(socket)
    crowd = Math.max(crowd, sockets.size)
    if (sockets.size > (options.connectionsMax ?? Number.POSITIVE_INFINITY)) {
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
      socket.end('421 4.7.0 too many connections\r\n')
      return
    }
    socket.on('close', () => sockets.delete(socket))
    const issued = options.certificate?.(sessions) ?? usual
    const context = createSecureContext({
      cert: issued.certificatePem,
      key: issued.keyPem,
      ...(options.tls ? { ...options.tls, ciphers: 'DEFAULT:@SECLEVEL=0' } : {}),
    })
    new PeerSession({ socket, context, options, number: sessions, peer }).begin()
  })
  const { address, port } = options.at ?? { address: '127.0.0.1', port: 0 }
  server.listen(port, address)
  await once(server, 'listening')
  return {
    ...peer,
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    caPem: authority.certificatePem,
    sessions: () => sessions,
    crowd: () => crowd,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

interface PeerSessionOptions {
  readonly socket: Socket
  readonly context: SecureContext
  readonly options: PeerOptions
  readonly number: number
  readonly peer: Pick<SmtpPeer, 'accepted' | 'lines'>
}

interface Chunk {
  readonly got: Buffer[]
  missing: number
  readonly isLast: boolean
  readonly refusal: string | null
}

class PeerSession {
  readonly #o: PeerSessionOptions
  #socket: Socket
  #isSecure = false
  #rest = Buffer.alloc(0)
  #content: Buffer | null = null
  /** Chunks so far, and how many bytes of the present one are missing. */
  #chunk: Chunk | null = null
  #bdats = 0
  #counts = new Map<PeerStage, number>()
  #sender: string | null = null
  #recipient = ''
  #authSteps = 0
  #isOver = false
  #isBusy = false

  constructor(o: PeerSessionOptions) {
    this.#o = o
    this.#socket = o.socket
  }

  begin(): void {
    this.#listen()
    if (this.#o.options.implicitTls) this.#upgrade()
    else this.#answer('greeting', '', '220 peer.test ESMTP')
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      this.#rest = Buffer.concat([this.#rest, chunk])
      this.#advance()
    })
    this.#socket.on('error', () => {})
  }

  #upgrade(): void {
    this.#socket.removeAllListeners('data')
    this.#rest = Buffer.alloc(0)
    const secured = new TLSSocket(this.#socket, {
      isServer: true,
      secureContext: this.#o.context,
    })
    secured.on('error', () => {})
    this.#socket = secured
    this.#isSecure = true
    this.#listen()
    if (this.#o.options.implicitTls) this.#answer('greeting', '', '220 peer.test ESMTP')
  }

  #advance(): void {
    while (!this.#isOver && !this.#isBusy) {
      if (this.#content !== null) {
        if (!this.#takeContent()) return
        continue
      }
      if (this.#chunk && (this.#chunk.missing > 0 || this.#chunk.isLast || this.#chunk.refusal)) {
        if (!this.#takeChunk(this.#chunk)) return
        continue
      }
      const end = this.#rest.indexOf('\r\n')
      if (end < 0) return
      const line = this.#rest.toString('latin1', 0, end)
      this.#rest = this.#rest.subarray(end + 2)
      if (this.#o.options.discardsPipelined) this.#rest = Buffer.alloc(0)
      this.#o.peer.lines.push({ text: line, isSecure: this.#isSecure })
      this.#command(line)
    }
  }

  #takeContent(): boolean {
    const all = Buffer.concat([this.#content ?? Buffer.alloc(0), this.#rest])
    const end = all.subarray(0, 3).equals(Buffer.from('.\r\n')) ? -2 : all.indexOf('\r\n.\r\n')
    this.#rest = Buffer.alloc(0)
    if (end === -1) {
      this.#content = all
      if (all.length > 0) this.#answer('content', '', null)
      return false
    }
    this.#content = null
    this.#rest = all.subarray(end + 5)
    const text = all.toString('latin1', 0, Math.max(0, end)).replace(/^\.(?=.)/gm, '')
    this.#finish(Buffer.from(`${text}\r\n`, 'latin1'))
    return true
  }

  #finish(bytes: Buffer): void {
    const mail = { sender: this.#sender ?? '', recipient: this.#recipient, bytes, at: Date.now() }
    const isAccepted = this.#answer('dot', '', '250 2.0.0 accepted')
    if (isAccepted) this.#o.peer.accepted.push(mail)
    this.#sender = null
  }

  #takeChunk(chunk: Chunk): boolean {
    const bytes = this.#rest.subarray(0, chunk.missing)
    this.#rest = this.#rest.subarray(bytes.length)
    chunk.got.push(bytes)
    chunk.missing -= bytes.length
    if (chunk.missing > 0) return false
    if (chunk.refusal !== null) {
      // RFC 3030 section 2: the octets of a chunk that is refused are read all the same.
      this.#chunk = null
      this.#say(chunk.refusal)
    } else if (chunk.isLast) {
      this.#chunk = null
      this.#finish(Buffer.concat(chunk.got))
    } else if (!this.#answer('chunk', '', '250 2.0.0 go on')) {
      this.#chunk = null
      this.#sender = null
    }
    return true
  }

  #bdat(line: string): void {
    const [, size = '0', last = ''] = /^BDAT (\d+)( LAST)?$/.exec(line) ?? []
    this.#bdats += 1
    if (this.#bdats > (this.#o.options.bdatsMax ?? Number.POSITIVE_INFINITY))
      this.#say('500 5.5.2 what')
    else {
      const isExpected = this.#sender !== null && this.#recipient !== ''
      const refusal = isExpected ? null : '503 5.5.1 RCPT first'
      const got = this.#chunk?.got ?? []
      this.#chunk = { got, missing: Number(size), isLast: last !== '', refusal }
    }
  }

  #command(line: string): void {
    const verb = (line.split(/[ :]/)[0] ?? '').toUpperCase()
    if (this.#authSteps > 0) {
      this.#authStep(line)
      return
    }
    switch (verb) {
      case 'EHLO': {
        const all = ['peer.test', ...this.#capabilities()]
        const text = all.map((each, at) => `250${at === all.length - 1 ? ' ' : '-'}${each}`)
        this.#answer('ehlo', line, text.join('\r\n'))
        return
      }
      case 'STARTTLS':
        if (this.#answer('starttls', line, '220 2.0.0 ready')) this.#upgrade()
        return
      case 'AUTH':
        if (/^AUTH (PLAIN|XOAUTH2) ./i.test(line)) this.#answer('auth', line, '235 2.7.0 welcome')
        else {
          this.#authSteps = /LOGIN/i.test(line) ? 2 : 1
          this.#answer('auth', line, '334 VXNlcm5hbWU6')
        }
        return
      case 'MAIL':
        this.#sender = /<(.*)>/.exec(line)?.[1] ?? ''
        this.#recipient = ''
        if (!this.#answer('mail', line, '250 2.1.0 ok')) this.#sender = null
        return
      case 'RCPT':
        this.#recipient = /<(.*)>/.exec(line)?.[1] ?? ''
        if (this.#sender === null) this.#say('503 5.5.1 MAIL first')
        else if (!this.#answer('rcpt', line, '250 2.1.5 ok')) this.#recipient = ''
        return
      case 'DATA':
        if (this.#sender === null || this.#recipient === '') this.#say('503 5.5.1 RCPT first')
        else if (this.#answer('data', line, '354 go')) this.#content = Buffer.alloc(0)
        return
      case 'BDAT':
        this.#bdat(line)
        return
      case 'RSET':
        this.#chunk = null
        this.#sender = null
        this.#answer('rset', line, '250 2.0.0 ok')
        return
      case 'QUIT':
        this.#answer('quit', line, '221 2.0.0 bye')
        this.#socket.end()
        return
      default:
        this.#say('500 5.5.2 what')
    }
  }

  #authStep(line: string): void {
    this.#authSteps -= 1
    if (this.#authSteps === 0) this.#answer('auth', line, '235 2.7.0 welcome')
    else this.#say('334 UGFzc3dvcmQ6')
  }

  #capabilities(): readonly string[] {
    return (this.#o.options.capabilities ?? usualCapabilities)(this.#isSecure)
  }

  /** Does what the script says, or the usual; true when the usual or another positive answer went. */
  #answer(stage: PeerStage, line: string, usual: string | null): boolean {
    const nth = (this.#counts.get(stage) ?? 0) + 1
    this.#counts.set(stage, nth)
    const act = this.#o.options.act?.({
      ...{ stage, nth, line },
      session: this.#o.number,
      recipient: this.#recipient,
      isSecure: this.#isSecure,
    })
    if (!act) {
      if (usual !== null) this.#say(usual)
      return true
    }
    if ('say' in act && !('hangUp' in act)) this.#say(act.say ?? '')
    if ('raw' in act) void this.#trickle(Buffer.from(act.raw), act.pieceBytes, act.pauseMs)
    if ('silence' in act) this.#isOver = true
    if ('hangUp' in act) this.#hangUp(act.hangUp, act.say)
    // A peer that has said something odd in place of 220 does not begin TLS behind it.
    if (stage === 'starttls') return false
    const text = 'raw' in act ? String(act.raw) : 'say' in act ? (act.say ?? '') : ''
    return /^[23]/.test(text)
  }

  #hangUp(how: 'end' | 'reset', say: string | undefined): void {
    this.#isOver = true
    if (say) this.#say(say)
    if (how === 'end') this.#socket.end()
    else if (this.#socket instanceof TLSSocket) this.#o.socket.resetAndDestroy()
    else this.#socket.resetAndDestroy()
  }

  /** Nothing else is answered before all of it is out, as with a server that is one thread. */
  async #trickle(bytes: Buffer, pieceBytes = bytes.length, pauseMs = 0): Promise<void> {
    const socket = this.#socket
    this.#isBusy = true
    for (let at = 0; at < bytes.length && !socket.destroyed; at += pieceBytes) {
      socket.write(bytes.subarray(at, at + pieceBytes))
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    this.#isBusy = false
    if (pauseMs > 0) this.#advance()
  }

  #say(text: string): void {
    if (this.#socket.writable) this.#socket.write(`${text}\r\n`)
  }
}
