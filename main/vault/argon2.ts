import { argon2id, hash } from 'argon2'

/** Cost of one derivation. Memory in KiB, passes over it, lanes. */
export interface KdfCost {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

export interface Argon2Input {
  readonly password: Uint8Array
  readonly salt: Uint8Array
  readonly cost: KdfCost
  /** The K and X of RFC 9106; only its test vector uses them. */
  readonly secret?: Uint8Array
  readonly associatedData?: Uint8Array
}

/** Argon2id (RFC 9106), version 0x13, 32 bytes. Runs in the thread pool, not on the caller's thread. */
export function deriveArgon2id(input: Argon2Input): Promise<Uint8Array> {
  // The same bytes, not a copy of them: the caller overwrites what it gave.
  const { buffer, byteOffset, byteLength } = input.password
  return hash(Buffer.from(buffer, byteOffset, byteLength), {
    raw: true,
    type: argon2id,
    version: 0x13,
    hashLength: 32,
    salt: Buffer.from(input.salt),
    memoryCost: input.cost.memoryKiB,
    timeCost: input.cost.passes,
    parallelism: input.cost.lanes,
    ...(input.secret && { secret: Buffer.from(input.secret) }),
    ...(input.associatedData && { associatedData: Buffer.from(input.associatedData) }),
  })
}
