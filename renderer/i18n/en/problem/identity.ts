import type { identityProblems } from '../../../../preload/problem/identity.ts'

export const identity: Record<keyof typeof identityProblems, string> = {
  'identity.wrong-password': 'identity.wrong-password {attemptsLeft}',
  'identity.wrong-code': 'identity.wrong-code {attemptsLeft}',
  'identity.code-spent': 'identity.code-spent ',
  'identity.locked-out': 'identity.locked-out {untilAt}',
  'identity.suspended': 'identity.suspended ',
  'identity.password-too-short': 'identity.password-too-short {lengthMin}',
  'identity.password-too-common': 'identity.password-too-common ',
  'identity.password-contains-name': 'identity.password-contains-name ',
  'identity.no-such-member': 'identity.no-such-member ',
  'identity.not-admitted': 'identity.not-admitted ',
  'identity.nothing-begun': 'identity.nothing-begun ',
  'identity.word-mismatch': 'identity.word-mismatch {position}',
  'identity.clock-behind': 'identity.clock-behind {floorAt}',
  'identity.last-administrator': 'identity.last-administrator ',
  'identity.organization-exists': 'identity.organization-exists ',
}
