import type { policyProblems } from '../../../../preload/problem/policy.ts'

export const policy: Record<keyof typeof policyProblems, string> = {
  'policy.setting-locked':
    'IT has fixed “{setting}” on this PC, so it cannot be changed here. Ask IT when it has to change.',
  'policy.setting-unreadable':
    'The value of this PC’s policy “{setting}” cannot be read, so this cannot go on. Ask IT to mend the setting.',
  'policy.not-understood':
    'Something in the policy of this PC cannot be understood, so nothing is released or exported: {what}. Tell IT; the details stand under Display settings > Policy of this PC.',
  'policy.other-store': 'IT has fixed the shared store of this PC to “{place}”. Use that place.',
  'policy.other-organization':
    'IT lets this PC be used for one organization only, and the fingerprint of the one in the chosen shared store or on this PC is another. Ask IT.',
  'policy.relay-not-allowed':
    'The relay “{relay}” is not allowed on this PC. Use an allowed relay, TLS rule and pinned key, or ask IT to allow it.',
  'policy.copying-forbidden':
    'IT lets nobody copy from this PC’s window. Write the text down by hand, or ask IT.',
  'policy.check-stopped':
    'By the policy of this PC, what “{check}” has found cannot be waived. Correct it and file the request again.',
}
