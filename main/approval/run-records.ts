import type { Journal, VerifiedRecord } from '../journal/journal.ts'

/** Everything on record that bears on whether a request may be sent, or says how it was. */
export function recordsOfRun(
  journal: Journal,
  { hash, body }: VerifiedRecord<'request'>,
): VerifiedRecord[] {
  return [
    ...journal.recordsAbout(hash).filter((each) => each.hash !== hash),
    ...journal
      .recordsOf('request')
      .filter((each) => each.body.campaign === body.campaign && each.hash !== hash),
    ...journal.recordsOf('suspend'),
    ...journal.recordsOf('unlock'),
    ...journal.recordsOf('delegation'),
    ...journal.recordsOf('delegation-ended'),
  ]
}
