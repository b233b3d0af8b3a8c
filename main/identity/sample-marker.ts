import { fail } from '../../preload/problem.ts'
import type { Trust } from '../journal/journal.ts'
import type { Ports } from '../ports.ts'

/**
 * What is signed in a sample counts nowhere else, and a sample never opens anything real. root.1 says
 * which it is, so that the fingerprint does. Fails with `identity.sample-organization`.
 */
export function requireOwnKind({ isSample = false }: Pick<Ports, 'isSample'>, trust: Trust): void {
  const [first] = trust.roots
  if ((first?.body.sample === true) !== isSample) fail('identity.sample-organization', {})
}
