import type { lists as ja } from '../ja/lists.ts'

export const lists = {} satisfies Record<keyof typeof ja, string>
