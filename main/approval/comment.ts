import * as v from 'valibot'
import { ProblemError } from '../../preload/problem.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import { type SealingKey, seal } from '../vault/vault.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { openForUs } from './sealed-content.ts'

const Comment = v.strictObject({ comment: v.string() })

const contextOf = (request: string, member: string) => `decision-comment:${request}:${member}`

export function sealComment(o: {
  readonly comment: string
  readonly request: string
  readonly member: string
  readonly readers: readonly string[]
  readonly random: Random
}): string {
  const plaintext = Buffer.from(JSON.stringify({ comment: o.comment }))
  const context = contextOf(o.request, o.member)
  return toBase64(seal({ readers: o.readers, context, plaintext, random: o.random }))
}

/**
 * The comment of a decision; empty for whoever it was not sealed to, and when the approver sealed
 * something else: one bad comment must not hide the decisions of others.
 */
export function openComment(
  { body, header }: VerifiedRecord<'decision'>,
  keys: readonly SealingKey[],
): string {
  const context = contextOf(body.request, header.member ?? '')
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
