import type { administration as ja } from '../ja/administration.ts'

export const administration = {} satisfies Record<keyof typeof ja, string>
