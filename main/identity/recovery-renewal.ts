import * as v from 'valibot'
import { Hash } from '../../preload/contract/channel.ts'
import { ProblemError } from '../../preload/problem.ts'
import type { Journal } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import { openSealed, type SealingKey, seal } from '../vault/vault.ts'
import type { Session } from './identity-context.ts'

const Hashes = v.pipe(v.array(Hash), v.maxLength(100))

/** The hashes of the member's new codes, for nobody but their own PCs. */
export async function recordRecoveryHashes(
  { journal, member, signing, sealing }: Session,
  hashes: readonly string[],
  random: Random,
): Promise<void> {
  const sealed = seal({
    readers: [sealing.publicKey],
    context: contextOf(journal, member),
    plaintext: Buffer.from(JSON.stringify(hashes), 'utf8'),
    random,
  })
  const body = { sealed: Buffer.from(sealed).toString('base64') }
  await journal.append({ kind: 'recovery-codes', body, signer: { member, signing } })
}

/** Of the newest codes that any PC of the member's has made; null while there are only the first. */
export function newestRecoveryHashes(
  journal: Journal,
  member: string,
  key: SealingKey,
): string[] | null {
  const newest = journal
    .recordsOf('recovery-codes')
    .findLast(({ header }) => header.member === member && header.at > recoveredAt(journal, member))
  if (!newest) return null
  try {
    const sealed = Buffer.from(newest.body.sealed, 'base64')
    const plaintext = openSealed({ key, context: contextOf(journal, member), sealed })
    const parsed = v.safeParse(Hashes, JSON.parse(Buffer.from(plaintext).toString('utf8')))
    return parsed.success ? parsed.output : null
  } catch (error) {
    // What the member's own keys have signed and nobody can read changes nothing here.
    if (error instanceof ProblemError || error instanceof SyntaxError) return null
    throw error
  }
}

/** Whoever got back in with the keepers' sheets got other codes with it. */
function recoveredAt(journal: Journal, member: string): string {
  const newest = journal.recordsOf('recovery').findLast(({ body }) => body.member === member)
  return newest?.header.at ?? ''
}

function contextOf(journal: Journal, member: string): string {
  return `sekisho recovery codes ${journal.trust().fingerprint} ${member}`
}
