import { fail } from '../../preload/problem.ts'
import type { FileReading } from './file-source.ts'
import { fileSource } from './file-source.ts'
import { type MachinePolicy, resolvePolicy, type SettingName } from './machine-policy.ts'
import {
  installerKey,
  installerSource,
  type KeyExport,
  policyKey,
  registrySource,
} from './registry-source.ts'

export { isProtected } from './access-list.ts'
export { type DnsServer, isOnThisPc, parseDnsServer, toDnsServerText } from './dns-server.ts'
/**
 * What IT has laid down for this machine (Microsoft's group policies, a file in a protected folder,
 * the installer), and what of it binds. Face of the folder. See docs/policies.md.
 */
export { changedNames, noteDrift, type PolicyChange, valuesOf } from './drift.ts'
export { explainAsJson, explainAsText } from './explain-text.ts'
export type { FileReading } from './file-source.ts'
export { type PolicyHandlerOptions, policyHandlers } from './handlers.ts'
export {
  type ExplainedSetting,
  type MachinePolicy,
  type MachineValues,
  noMachinePolicy,
  type PolicyProblem,
  type SettingName,
  type SourceFault,
  type SourceName,
  settingNames,
  settingOf,
} from './machine-policy.ts'
export { isNetwork, networksInBoth } from './network.ts'
export type { KeyExport } from './registry-source.ts'
export { isRelayAllowed, requireAllowedRelay } from './relay-limit.ts'
export { severityFloor } from './severity.ts'

/**
 * Refuses what leaves the building while something that IT laid down cannot be understood: it could
 * be a limit. A known setting with a bad value does not count: its strictest value is in force. Fails
 * with `policy.not-understood`.
 */
export function requireUnderstood({ problems }: MachinePolicy): void {
  const [first] = problems.filter(({ kind }) => kind !== 'malformed-value')
  if (first !== undefined)
    fail('policy.not-understood', { what: first.setting === '' ? first.place : first.setting })
}

/** Refuses to change what IT has fixed. Fails with `policy.setting-locked`. */
export function requireUnlocked(policy: MachinePolicy, name: SettingName): void {
  if (isLocked(policy, name)) fail('policy.setting-locked', { setting: name })
}

export function isLocked({ settings }: MachinePolicy, name: SettingName): boolean {
  return settings.some((each) => each.name === name && each.isLocked)
}

/** The machine, as far as policies can come from it. */
export interface PolicySources {
  /** A key of the registry with all under it, as `reg export` writes it. */
  readonly exportKey: (key: string) => KeyExport
  readonly readFile: (path: string) => FileReading
  /** Where the file is when nobody says where. */
  readonly defaultFile: string
}

export function readMachinePolicy(sources: PolicySources): MachinePolicy {
  const group = registrySource('group-policy', policyKey, sources.exportKey(policyKey))
  const installer = installerSource(sources.exportKey(installerKey))
  const { PolicyFile: named, ...preset } = installer?.values ?? {}
  const path = typeof named === 'string' && named !== '' ? named : sources.defaultFile
  const file = fileSource(path, sources.readFile(path), path !== sources.defaultFile)
  return resolvePolicy([
    ...(group === null ? [] : [group]),
    ...(file === null ? [] : [file]),
    ...(installer === null ? [] : [{ ...installer, values: preset }]),
  ])
}
