import * as v from 'valibot'
import type { Random } from '../ports.ts'
import type { SealingKey } from '../vault/vault.ts'
import { openSealed, seal } from '../vault/vault.ts'

/** What an applicant tells the administrators, and nobody else. */
export const EnrolmentNote = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  workstationName: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
})
export type EnrolmentNote = v.InferOutput<typeof EnrolmentNote>

interface Place {
  readonly fingerprint: string
  readonly member: string
}

export function sealNote(
  note: EnrolmentNote,
  place: Place,
  to: { readonly readers: readonly string[]; readonly random: Random },
): string {
  const plaintext = Buffer.from(JSON.stringify(note), 'utf8')
  return Buffer.from(seal({ ...to, context: contextOf(place), plaintext })).toString('base64')
}

/** Fails with `journal.envelope-not-for-us`; null when what is inside is no note. */
export function openNote(sealed: string, place: Place, key: SealingKey): EnrolmentNote | null {
  const bytes = Buffer.from(sealed, 'base64')
  const plaintext = openSealed({ key, context: contextOf(place), sealed: bytes })
  const parsed = v.safeParse(EnrolmentNote, parseJson(Buffer.from(plaintext).toString('utf8')))
  return parsed.success ? parsed.output : null
}

function contextOf({ fingerprint, member }: Place): string {
  return `sekisho enrolment ${fingerprint} ${member}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
