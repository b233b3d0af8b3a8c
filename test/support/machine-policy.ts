import { resolvePolicy, type SourceName } from '../../main/policy/machine-policy.ts'
import type { MachinePolicy } from '../../main/policy/policy.ts'

/** A machine for which IT has laid down these settings, in JSON's terms. */
export function makeMachinePolicy(
  values: Readonly<Record<string, unknown>>,
  name: SourceName = 'group-policy',
): MachinePolicy {
  return resolvePolicy([{ name, place: name, values, fault: null }])
}
