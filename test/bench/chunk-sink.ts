import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/**
 * A sink that offers PIPELINING and CHUNKING, which smtp-sink does not: it takes everything, by BDAT or
 * DATA, and keeps nothing. The port goes to whoever started it.
 */
const offers = '250-sink\r\n250-PIPELINING\r\n250-CHUNKING\r\n250 SIZE 10240000\r\n'
const endOfData = Buffer.from('\r\n.\r\n')

function serve(socket: Socket): void {
  let rest: Buffer = Buffer.alloc(0)
  let missing = 0
  let isContent = false
  let answers = ''

  /** False: more bytes are needed. */
  function step(): boolean {
    if (missing > 0) {
      const taken = Math.min(missing, rest.length)
      rest = rest.subarray(taken)
      missing -= taken
      if (missing === 0) answers += '250 2.0.0 taken\r\n'
      return missing === 0
    }
    const end = isContent ? rest.indexOf(endOfData) : rest.indexOf('\r\n')
    if (end < 0) return false
    if (isContent) {
      rest = rest.subarray(end + endOfData.length)
      isContent = false
      answers += '250 2.0.0 taken\r\n'
      return true
    }
    const line = rest.toString('latin1', 0, end)
    rest = rest.subarray(end + 2)
    command(line)
    return true
  }

  function command(line: string): void {
    const verb = line.slice(0, 4)
    if (verb === 'EHLO') answers += offers
    else if (verb === 'BDAT') {
      missing = Number.parseInt(line.slice(5), 10)
      if (missing === 0) answers += '250 2.0.0 taken\r\n'
    } else if (verb === 'DATA') {
      isContent = true
      answers += '354 go\r\n'
    } else answers += verb === 'QUIT' ? '221 2.0.0 bye\r\n' : '250 2.0.0 ok\r\n'
    if (verb === 'QUIT') socket.end()
  }

  socket.setNoDelay(true)
  socket.on('error', () => {})
  socket.write('220 sink ESMTP\r\n')
  socket.on('data', (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    while (rest.length > 0 && step());
    if (answers !== '' && socket.writable) socket.write(answers)
    answers = ''
  })
}

process.once('message', async () => {
  const server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send?.({ port: (server.address() as AddressInfo).port })
})
process.once('disconnect', () => process.exit(0))
