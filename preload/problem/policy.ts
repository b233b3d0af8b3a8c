export const policyProblems = {
  'policy.setting-locked': ['setting'],
  'policy.setting-unreadable': ['setting'],
  'policy.not-understood': ['what'],
  'policy.other-store': ['place'],
  'policy.other-organization': [],
  'policy.relay-not-allowed': ['relay'],
  'policy.check-stopped': ['check'],
  'policy.copying-forbidden': [],
} as const
