import type { ImportRun } from './import-run.ts'
import type { ToldConsent } from './told-consent.ts'

/**
 * What a consent that a file tells of means for a contact: `new` is worth recording, `known` stands
 * there, and `withdrawn` was ended by the person on that day or later, so that no old file may bring
 * it back.
 */
export type ConsentStanding =
  | { readonly kind: 'new' | 'known' }
  | { readonly kind: 'withdrawn'; readonly on: string }

/** contact: null for one that is new. */
export function consentStanding(
  { book }: ImportRun,
  contact: number | null,
  { way, givenOn }: ToldConsent,
): ConsentStanding {
  if (contact === null) return { kind: 'new' }
  const row = book
    .prepare<{ withdrawn: string | null; known: number | null }>(
      `SELECT max(withdrawn_at) AS withdrawn, max(way = ? AND given_at = ?) AS known
       FROM contact_consent WHERE contact_id = ?`,
    )
    .get(way, givenOn, contact)
  const withdrawn = row?.withdrawn ?? null
  if (withdrawn !== null && withdrawn >= givenOn) return { kind: 'withdrawn', on: withdrawn }
  return { kind: row?.known === 1 ? 'known' : 'new' }
}

export function recordConsent(run: ImportRun, contact: number, consent: ToldConsent): void {
  const { way, givenOn, wording, proof } = consent
  const { member, startedAtMs } = run.job
  run.consents += 1
  run.book
    .prepare(
      `INSERT INTO contact_consent
       (contact_id, way, given_at, wording, proof, member, at, import_number)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      ...[contact, way, givenOn, wording, JSON.stringify({ text: proof, file: null })],
      ...[member, new Date(startedAtMs).toISOString(), run.importNumber],
    )
}
