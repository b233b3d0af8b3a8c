import type { home as ja } from '../ja/home.ts'

export const home = {} satisfies Record<keyof typeof ja, string>
