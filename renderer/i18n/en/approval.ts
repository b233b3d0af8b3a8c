import type { approval as ja } from '../ja/approval.ts'

export const approval = {} satisfies Record<keyof typeof ja, string>
