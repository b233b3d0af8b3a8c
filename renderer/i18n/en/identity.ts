import type { identity as ja } from '../ja/identity.ts'

export const identity = {} satisfies Record<keyof typeof ja, string>
