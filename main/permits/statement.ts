import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { Statement } from '../../preload/contract/permits.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import { covers, grantOf, type VerifiedRecord } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import { openSealed, seal } from '../vault/vault.ts'

const context = (digest: string) => `petition:${digest}`

/** Seals what is asked for to the petitioner and to everybody who may decide. */
export function sealStatement(
  session: Session,
  random: Random,
  statement: Statement,
  department: string | null,
): { readonly digest: string; readonly sealed: string } {
  const plaintext = Buffer.from(JSON.stringify(statement))
  const digest = createHash('sha256').update(plaintext).digest('hex')
  const sealed = seal({
    ...{ readers: readersOf(session, department), context: context(digest) },
    ...{ plaintext, random },
  })
  return { digest, sealed: Buffer.from(sealed).toString('base64') }
}

/** The statement, compared with its digest; null for whoever it was not sealed to. */
export function openStatement(
  { sealing }: Pick<Session, 'sealing'>,
  { body }: VerifiedRecord<'petition'>,
): Statement | null {
  try {
    const sealed = new Uint8Array(Buffer.from(body.sealed, 'base64'))
    const plaintext = openSealed({ key: sealing, context: context(body.statement), sealed })
    const digest = createHash('sha256').update(plaintext).digest('hex')
    if (digest !== body.statement) return null
    const parsed = v.safeParse(Statement, JSON.parse(Buffer.from(plaintext).toString('utf8')))
    // Somebody signed for something else than the record says.
    return parsed.success && parsed.output.act === body.act ? parsed.output : null
  } catch (error) {
    const code = error instanceof ProblemError ? error.problem.code : null
    if (code === 'journal.envelope-not-for-us' || code === 'journal.blob-altered') return null
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** A note beside a record of ours: a reason, and whom it is about, for the approvers and for us. */
export function sealNote(
  session: Session,
  random: Random,
  { kind, note }: { readonly kind: string; readonly note: unknown },
): string {
  const plaintext = Buffer.from(JSON.stringify(note))
  const sealed = seal({ readers: readersOf(session), context: `note:${kind}`, plaintext, random })
  return Buffer.from(sealed).toString('base64')
}

/** Approvers of that department and ourselves. */
function readersOf({ journal, sealing }: Session, department: string | null = null): string[] {
  const scope = { department, route: null, recipientCount: null }
  const approvers = journal.directory().members.filter((each) => {
    const grant = each.status === 'active' ? grantOf(each, 'approver') : null
    return grant !== null && covers(grant, scope)
  })
  return [sealing.publicKey, ...approvers.map((each) => each.sealKey)]
}

/** Fails with `permits.nobody-to-ask` when no other active member is an approver. */
export function requireDeciders({ journal, member }: Session): void {
  const others = journal
    .directory()
    .members.filter(
      (each) => each.id !== member && each.status === 'active' && each.roles.includes('approver'),
    )
  if (others.length === 0) fail('permits.nobody-to-ask', {})
}
