import { fail } from '../../preload/problem.ts'
import type { PolicyRules } from '../journal/journal.ts'

/**
 * Fails with `identity.app-too-old` where the policy asks for a newer Sekisho than this one: what was
 * mended in it must not be worked around by leaving an old one in place.
 */
export function requireAppVersion(
  { appVersionMin }: Pick<PolicyRules, 'appVersionMin'>,
  version: string,
): void {
  if (appVersionMin !== null && isOlder(version, appVersionMin))
    fail('identity.app-too-old', { version, versionMin: appVersionMin })
}

/** Of versions such as `1.2.3`; what follows the three numbers does not count. */
export function isOlder(version: string, than: string): boolean {
  const [ours, theirs] = [numbersOf(version), numbersOf(than)]
  const at = ours.findIndex((number, place) => number !== theirs[place])
  return at >= 0 && (ours[at] ?? 0) < (theirs[at] ?? 0)
}

function numbersOf(version: string): number[] {
  const parts = version.split('.')
  return [0, 1, 2].map((place) => Number.parseInt(parts[place] ?? '', 10) || 0)
}
