import type { journal as ja } from '../ja/journal.ts'

export const journal = {} satisfies Record<keyof typeof ja, string>
