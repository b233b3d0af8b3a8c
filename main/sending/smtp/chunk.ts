import { bdat } from './command.ts'
import type { Connection } from './connection.ts'
import { fromDataContent } from './dot-stuffing.ts'
import type { Reply } from './reply.ts'

/**
 * Content as BDAT chunks (RFC 3030). The whole message goes in chunks that are not the last, and an
 * empty LAST takes the place of the final dot: up to it nothing counts, as with DATA.
 */
export const finishChunk = bdat(0, true)

/**
 * A server that offers CHUNKING and does not know BDAT would read content as commands, and content
 * holds what others wrote. So the first of a run is one header line of ours, which is no command.
 */
export async function offerFirstLine(
  connection: Connection,
  content: Uint8Array,
): Promise<{ readonly reply: Reply; readonly rest: Uint8Array }> {
  const end =
    Buffer.from(content.buffer, content.byteOffset, content.byteLength).indexOf('\r\n') + 2
  connection.write(bdat(end, false), 1)
  connection.write(content.subarray(0, end), 0)
  return { reply: await connection.reply('content'), rest: content.subarray(end) }
}

/** One reply is asked for. */
export function writeChunk(connection: Connection, content: Uint8Array): void {
  const bytes = fromDataContent(content)
  connection.write(bdat(bytes.length, false), 1)
  connection.write(bytes, 0)
}
