import * as v from 'valibot'
import { ProblemError } from '../../preload/problem.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import { type SealingKey, seal } from '../vault/vault.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { openForUs } from './sealed-content.ts'

const Comment = v.strictObject({ comment: v.string() })

type Spoken = VerifiedRecord<'decision' | 'comment'>

const contextOf = (kind: Spoken['kind'], request: string, member: string) =>
  `${kind === 'decision' ? 'decision-comment' : 'request-comment'}:${request}:${member}`

export function sealComment(o: {
  readonly kind: Spoken['kind']
  readonly comment: string
  readonly request: string
  readonly member: string
  readonly readers: readonly string[]
  readonly random: Random
}): string {
  const plaintext = Buffer.from(JSON.stringify({ comment: o.comment }))
  const context = contextOf(o.kind, o.request, o.member)
  return toBase64(seal({ readers: o.readers, context, plaintext, random: o.random }))
}

/**
 * What was said with a decision or by itself; empty for whoever it was not sealed to, and when
 * something else was sealed: one bad comment must not hide what others have said.
 */
export function openComment({ kind, body, header }: Spoken, keys: readonly SealingKey[]): string {
  const context = contextOf(kind, body.request, header.member ?? '')
  try {
    const plaintext = openForUs(keys, { context, sealed: fromBase64(body.sealed) })
    if (plaintext === null) return ''
    return v.parse(Comment, JSON.parse(Buffer.from(plaintext).toString('utf8'))).comment
  } catch (error) {
    const isAltered = error instanceof ProblemError && error.problem.code === 'journal.blob-altered'
    if (isAltered || error instanceof SyntaxError || v.isValiError(error)) return ''
    throw error
  }
}
