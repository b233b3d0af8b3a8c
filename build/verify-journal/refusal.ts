import { createHash } from 'node:crypto'

/** Why something does not hold, in words for a person. */
export class Refusal extends Error {}

export function refuse(why: string): never {
  throw new Refusal(why)
}

/** The sentence of a refusal; null when the act succeeds. */
export function refusalOf(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
