export const checksProblems = {
  'checks.stopped': ['check'],
  /** A warning that nobody has waived yet, or whose findings have changed since. */
  'checks.warning-open': ['check'],
  /** Filing met other recipients or another text than the checks had seen. */
  'checks.outdated': [],
  /** A person has ended the run, or the vault was closed under it. */
  'checks.run-stopped': [],
  'checks.not-waivable': ['check'],
  'checks.nothing-to-waive': ['check'],
  'checks.reason-missing': ['check'],
} as const
