import type { campaigns as ja } from '../ja/campaigns.ts'

export const campaigns = {} satisfies Record<keyof typeof ja, string>
