import type { Random } from '../ports.ts'

/** 128 bits that nobody can guess or meet twice. */
export function newId(random: Random): string {
  return Buffer.from(random.bytes(16)).toString('hex')
}
