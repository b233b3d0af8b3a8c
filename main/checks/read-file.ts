/** Why something of a file could not be looked at. */
export type UnreadReason = 'encrypted' | 'picture' | 'damaged' | 'too-large' | 'unknown-kind'

/** An attachment as the checks see it: its text, and what they could not see. Structured-clone. */
export interface ReadFile {
  readonly name: string
  readonly sizeBytes: number
  /** In compatibility form (NFKC); cells are set apart by tabs or line feeds. */
  readonly text: string
  readonly unread: readonly UnreadReason[]
  /** How many different addresses of the address book stand in it. */
  readonly knownAddresses: number
  /** How many different names of the address book stand in it. */
  readonly knownNames: number
}
