import type { checksProblems } from '../../../../preload/problem/checks.ts'

export const checks: Record<keyof typeof checksProblems, string> = {
  'checks.stopped':
    'The check “{check}” stands in the way. Nothing was filed. Correct what it found, then ask for approval again.',
  'checks.warning-open':
    'The check “{check}” has a warning that nobody has dealt with. Nothing was filed. Correct it, or write why it is all right.',
  'checks.outdated':
    'The recipients or the message changed while the checks ran. Nothing was filed. Look at the results again, then ask for approval.',
  'checks.run-stopped':
    'The checks were stopped before they were through, so there are no results. Run them again to go on.',
  'checks.not-waivable': 'What the check “{check}” found cannot be waived. Correct it.',
  'checks.nothing-to-waive':
    'The check “{check}” has no warning to waive at the moment. Look at the results again.',
  'checks.reason-missing':
    'The reason for waiving the check “{check}” is missing. The approver will read it: please write one.',
}
