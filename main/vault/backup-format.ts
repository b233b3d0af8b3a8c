import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import * as v from 'valibot'
import { fail } from '../../preload/problem.ts'
import { decryptAead, encryptAead, tagBytes } from './aead.ts'
import { chunkBytes, chunkNonce } from './chunk-stream.ts'
import { SlotsFile } from './slots-file.ts'

/**
 * A backup: the slots in the clear, as they lie beside the vault, and everything else under a key
 * that comes from the vault's. So it opens with a member's password on the PC that made it, or with
 * the recovery group's shares anywhere, and with nothing else.
 *
 * Layout: magic 5 "SKBK1" | header length 4 | header, JSON | header MAC 32 | chunks as in
 * chunk-stream.ts. Inside the chunks, per file: name length 2 | name | size 8 | bytes.
 */
const magic = Buffer.from('SKBK1', 'latin1')
const headerBytesMax = 1024 * 1024
const hexOf = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)))

const BackupHeader = v.strictObject({
  v: v.literal(1),
  at: v.pipe(v.string(), v.isoTimestamp()),
  salt: hexOf(16),
  slots: SlotsFile,
})
export type BackupHeader = v.InferOutput<typeof BackupHeader>

/** What a backup may hold, and where a restore may write: nothing else, whatever it says. */
const nameRule = /^((vault|contacts)-[0-9a-f]{8}\.db|releases\/[0-9a-f]{64}\.db|workstation\.json)$/

export interface BackupSource {
  readonly name: string
  readonly path: string
  readonly sizeBytes: number
}

/** Writes the whole backup to an open file and makes it durable. */
export function writeBackup(
  file: number,
  o: {
    readonly header: BackupHeader
    readonly key: Uint8Array
    readonly sources: readonly BackupSource[]
  },
): void {
  const header = Buffer.from(JSON.stringify(o.header), 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  writeAll(file, Buffer.concat([magic, length, header, headerMac(o.key, o.header.salt, header)]))
  const chunks = chunkWriter(file, derive(o.key, o.header.salt, 'payload'))
  for (const source of o.sources) {
    const name = Buffer.from(source.name, 'utf8')
    const frame = Buffer.alloc(2 + name.length + 8)
    frame.writeUInt16BE(name.length)
    name.copy(frame, 2)
    frame.writeBigUInt64BE(BigInt(source.sizeBytes), 2 + name.length)
    chunks.write(frame)
    copyFile(source, chunks.write)
  }
  chunks.end()
  fsyncSync(file)
}

/** Fails with `vault.backup-damaged` when it is no backup. Verifies nothing: the key comes later. */
export function readBackupHeader(file: number): {
  readonly header: BackupHeader
  readonly bytes: Buffer
} {
  const start = readExactly(file, magic.length + 4)
  if (!start?.subarray(0, magic.length).equals(magic)) return fail('vault.backup-damaged', {})
  const length = start.readUInt32BE(magic.length)
  const bytes = length <= headerBytesMax ? readExactly(file, length) : null
  if (!bytes) return fail('vault.backup-damaged', {})
  const parsed = v.safeParse(BackupHeader, parseJson(bytes))
  return parsed.success ? { header: parsed.output, bytes } : fail('vault.backup-damaged', {})
}

/**
 * Gives every file's bytes in turn, each piece verified before it is given. Fails with
 * `vault.backup-damaged` for another key, or any byte that is not what was written.
 */
export function readBackup(
  file: number,
  key: Uint8Array,
  onFile: (name: string) => {
    readonly write: (piece: Uint8Array) => void
    readonly end: () => void
  },
): void {
  const { header, bytes } = readBackupHeader(file)
  const mac = readExactly(file, 32)
  if (!mac || !timingSafeEqual(mac, headerMac(key, header.salt, bytes)))
    fail('vault.backup-damaged', {})
  const content = chunkReader(file, derive(key, header.salt, 'payload'))
  for (let start = content.take(2); start; start = content.take(2)) {
    const rest = content.take(start.readUInt16BE(0) + 8) ?? fail('vault.backup-damaged', {})
    const name = rest.subarray(0, -8).toString('utf8')
    if (!nameRule.test(name)) fail('vault.backup-damaged', {})
    let left = Number(rest.readBigUInt64BE(rest.length - 8))
    const target = onFile(name)
    try {
      while (left > 0) {
        const piece = content.take(Math.min(left, chunkBytes)) ?? fail('vault.backup-damaged', {})
        target.write(piece)
        left -= piece.length
      }
    } finally {
      target.end()
    }
  }
}

function copyFile({ path, sizeBytes }: BackupSource, write: (piece: Uint8Array) => void): void {
  const file = openSync(path, 'r')
  try {
    for (let left = sizeBytes; left > 0; ) {
      const piece = readExactly(file, Math.min(left, chunkBytes))
      if (!piece) throw new Error('a file of the backup became shorter')
      write(piece)
      left -= piece.length
    }
  } finally {
    closeSync(file)
  }
}

function chunkWriter(file: number, key: Uint8Array) {
  const pending = Buffer.alloc(chunkBytes)
  let filled = 0
  let index = 0
  const flush = (isLast: boolean) => {
    writeAll(file, encryptAead(key, chunkNonce(index, isLast), pending.subarray(0, filled)))
    index += 1
    filled = 0
  }
  return {
    write(bytes: Uint8Array) {
      for (let at = 0; at < bytes.length; ) {
        // Only when more follows: a full chunk may be the last.
        if (filled === chunkBytes) flush(false)
        const piece = bytes.subarray(at, at + chunkBytes - filled)
        pending.set(piece, filled)
        filled += piece.length
        at += piece.length
      }
    },
    end: () => flush(true),
  }
}

/** take(n): exactly n bytes; null at the end between two files; a failure anywhere else. */
function chunkReader(file: number, key: Uint8Array) {
  let held = Buffer.alloc(0)
  let next = readSome(file, chunkBytes + tagBytes)
  let index = 0
  const more = () => {
    const sealed = next
    next = readSome(file, chunkBytes + tagBytes)
    const isLast = next.length === 0
    const plaintext = decryptAead(key, chunkNonce(index, isLast), sealed)
    if (!plaintext) return fail('vault.backup-damaged', {})
    index += 1
    held = Buffer.concat([held, plaintext])
  }
  more()
  return {
    take(count: number): Buffer | null {
      while (held.length < count && next.length > 0) more()
      if (held.length === 0 && count > 0) return null
      if (held.length < count) return fail('vault.backup-damaged', {})
      const taken = held.subarray(0, count)
      held = held.subarray(count)
      return taken
    },
  }
}

function derive(key: Uint8Array, salt: string, purpose: string): Uint8Array {
  const info = Buffer.from(`sekisho/v1/backup/${purpose}`, 'utf8')
  return new Uint8Array(hkdfSync('sha256', key, Buffer.from(salt, 'hex'), info, 32))
}

function headerMac(key: Uint8Array, salt: string, header: Uint8Array): Buffer {
  return createHmac('sha256', derive(key, salt, 'header'))
    .update(header)
    .digest()
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

function readSome(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const count = readSync(file, bytes, filled, length - filled, null)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}

function readExactly(file: number, length: number): Buffer | null {
  const bytes = readSome(file, length)
  return bytes.length === length ? bytes : null
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
