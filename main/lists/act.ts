import type { WritableDb } from '../sqlite/sqlite.ts'

/** Whose act a change is; the tables note it with each change (book-schema/0050). */
export interface Act {
  /** Empty where nobody was noted. */
  readonly member: string
  /** ISO instant. */
  readonly at: string
  readonly source: '' | 'hand' | 'bulk' | 'undo' | 'merge' | 'import'
  /** The bulk edit that it is, by its number in the book. */
  readonly edit?: number
}

/** From now on every change on this connection is this act's. */
export function beginAct(book: WritableDb, { member, at, source, edit }: Act): void {
  book
    .prepare('UPDATE act SET member = ?, at = ?, source = ?, edit = ?')
    .run(member, at, source, edit ?? null)
}
