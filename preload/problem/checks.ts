export const checksProblems = {
  'checks.stopped': ['check'],
  'checks.not-waivable': ['check'],
  'checks.reason-missing': ['check'],
} as const
