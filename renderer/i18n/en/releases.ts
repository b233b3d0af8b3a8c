import type { releases as ja } from '../ja/releases.ts'

export const releases = {} satisfies Record<keyof typeof ja, string>
