import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const pieceBytes = 1024 * 1024

/** How often each needle stands in the writable memory of a running process of ours (Linux). */
export function countInMemory(pid: number, needles: readonly Uint8Array[]): number[] {
  const counts = needles.map(() => 0)
  const overlap = Math.max(...needles.map((each) => each.length)) - 1
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  try {
    for (const { from, to } of writableRanges(pid))
      for (let at = from; at < to; at += pieceBytes) {
        const piece = readPiece(memory, at, Math.min(pieceBytes + overlap, to - at))
        for (const [index, needle] of needles.entries())
          counts[index] = (counts[index] ?? 0) + countIn(piece, needle, pieceBytes)
      }
  } finally {
    closeSync(memory)
  }
  return counts
}

function writableRanges(pid: number): { from: number; to: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from = '', to = '', rights = ''] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line) ?? []
      const isData = rights.startsWith('rw') && !/\[v(var|syscall)/.test(line)
      return isData ? [{ from: Number.parseInt(from, 16), to: Number.parseInt(to, 16) }] : []
    })
}

/** What cannot be read, such as a guard page, holds nothing. */
function readPiece(memory: number, at: number, length: number): Buffer {
  const piece = Buffer.alloc(length)
  try {
    return piece.subarray(0, readSync(memory, piece, 0, length, at))
  } catch {
    return Buffer.alloc(0)
  }
}

/** Those that begin before `end`: the rest is the next piece's. */
function countIn(piece: Buffer, needle: Uint8Array, end: number): number {
  let count = 0
  for (let at = piece.indexOf(needle); at >= 0 && at < end; at = piece.indexOf(needle, at + 1))
    count += 1
  return count
}
