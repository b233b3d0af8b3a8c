import { fail } from '../../preload/problem.ts'
import type { MachinePolicy, SettingName } from '../policy/policy.ts'

/** Fails with `policy.setting-unreadable` where IT meant to say something that cannot be read. */
function requireReadable(policy: MachinePolicy, name: SettingName): void {
  const setting = policy.settings.find((each) => each.name === name)
  if (setting?.isReplaced === true) fail('policy.setting-unreadable', { setting: name })
}

/** Fails with `policy.other-store` for a store that is not the one that IT has fixed. */
export function requireStorePlace(policy: MachinePolicy, place: string): void {
  requireReadable(policy, 'SharedStore')
  const fixed = fixedPlace(policy)
  if (fixed !== null && !isSamePlace(fixed, place)) fail('policy.other-store', { place: fixed })
}

/** Fails with `policy.other-organization` for any but the one that IT has pinned. */
export function requireOrganization(policy: MachinePolicy, fingerprint: string): void {
  requireReadable(policy, 'RootFingerprint')
  const pinned = policy.values.RootFingerprint
  if (pinned !== undefined && pinned !== fingerprint) fail('policy.other-organization', {})
}

/** A new organization has a new fingerprint. Fails with `policy.other-organization` where one is pinned. */
export function requireMayFound(policy: MachinePolicy): void {
  requireReadable(policy, 'RootFingerprint')
  if (policy.values.RootFingerprint !== undefined) fail('policy.other-organization', {})
}

/**
 * Where a workstation that knows a place finds its store: where IT says, so that a store can be moved
 * for all PCs at once. A database needs a login that only the person can give, and stays.
 */
export function storePlaceOf(policy: MachinePolicy, known: string): string {
  const fixed = fixedPlace(policy)
  return fixed === null || isDatabase(fixed) || isDatabase(known) ? known : fixed
}

function fixedPlace({ settings, values }: MachinePolicy): string | null {
  const isFixed = settings.some(({ name, isLocked }) => name === 'SharedStore' && isLocked)
  return isFixed ? (values.SharedStore ?? null) : null
}

function isDatabase(place: string): boolean {
  return place.startsWith('postgres://')
}

/** Names of Windows do not tell capitals, nor a separator at the end. */
function isSamePlace(a: string, b: string): boolean {
  const plain = (place: string) => {
    const trimmed = place.replace(/(?<=.)[\\/]+$/, '')
    return /^(?:[A-Za-z]:|\\)/.test(trimmed) ? trimmed.toLowerCase() : trimmed
  }
  return plain(a) === plain(b)
}
