/**
 * Null: the plain text is made from the HTML. Else a person wrote it, and this is the SHA-256 of the
 * text that the HTML made at that moment; '' for the texts that were there before.
 */
export const textBasis0060 = {
  number: 60,
  sql: `ALTER TABLE campaign ADD COLUMN text_basis TEXT;
UPDATE campaign SET text_basis = '';`,
} as const
