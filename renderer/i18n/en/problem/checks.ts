import type { checksProblems } from '../../../../preload/problem/checks.ts'

export const checks: Record<keyof typeof checksProblems, string> = {
  'checks.stopped': 'checks.stopped {check}',
  'checks.not-waivable': 'checks.not-waivable {check}',
  'checks.reason-missing': 'checks.reason-missing {check}',
}
