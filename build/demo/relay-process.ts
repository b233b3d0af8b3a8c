import { openSync, writeSync } from 'node:fs'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { RelaySettings } from './relay.ts'

/**
 * The demo's relay in its own process: STARTTLS and AUTH demanded, every message on file before it
 * is accepted. Settings come as the first message of the parent, the port goes back.
 */
process.once('message', (message) => serve(message as RelaySettings))
process.once('disconnect', () => process.exit(0))

function serve(settings: RelaySettings): void {
  const file = openSync(settings.file, 'a')
  const server = new SMTPServer({
    name: 'relay.localhost',
    key: settings.keyPem,
    cert: settings.certificatePem,
    minVersion: 'TLSv1.2',
    disableReverseLookup: true,
    logger: false,
    size: 50 * 1024 * 1024,
    authMethods: ['PLAIN', 'LOGIN'],
    onAuth({ username, password }, _session, done) {
      const isRight = username === settings.user && password === settings.password
      done(isRight ? null : new Error('5.7.8 wrong user or password'), { user: settings.user })
    },
    onData(stream, session, done) {
      collect(stream, (bytes) => {
        store(file, session, bytes)
        if (settings.delayMs === 0) done(null)
        else setTimeout(done, settings.delayMs, null)
      })
    },
  })
  // Replies to a pipelined envelope go out at once, not when the one before is acknowledged.
  server.server.on('connection', (socket) => socket.setNoDelay(true))
  // A client that hangs up in the middle is its own business.
  server.on('error', () => {})
  server.listen(settings.port, '127.0.0.1', () => {
    const address = server.server.address()
    if (address && typeof address === 'object') process.send?.({ port: address.port })
  })
}

function collect(stream: SMTPServerDataStream, done: (bytes: Buffer) => void): void {
  const chunks: Buffer[] = []
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  stream.on('end', () => done(Buffer.concat(chunks)))
}

/** Two lengths, then the envelope as JSON, then the message as it came. */
function store(file: number, session: SMTPServerSession, bytes: Buffer): void {
  const { mailFrom, rcptTo } = session.envelope
  const envelope = Buffer.from(
    JSON.stringify({
      sender: mailFrom ? mailFrom.address : '',
      recipients: rcptTo.map((each) => each.address),
    }),
  )
  const head = Buffer.alloc(8)
  head.writeUInt32BE(envelope.length, 0)
  head.writeUInt32BE(bytes.length, 4)
  writeSync(file, Buffer.concat([head, envelope, bytes]))
}
