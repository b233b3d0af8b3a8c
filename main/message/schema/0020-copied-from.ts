/** The campaign that a draft was copied from: what is filed then is its next revision. */
export const copiedFrom0020 = {
  number: 20,
  sql: 'ALTER TABLE campaign ADD COLUMN copied_from TEXT REFERENCES campaign (id)',
} as const
