import {
  type MachineValues,
  networksInBoth,
  type SettingName,
  settingNames,
  settingOf,
} from '../policy/policy.ts'
import { maskingNames, type PolicyRules, unmaskNames } from './policy-rules.ts'

/** Rules of the signed policy that a machine's policy can speak about. */
export type MachineRuleName =
  | 'quorumMin'
  | 'holdMinutes'
  | 'coolingOffHours'
  | 'approvalHoursMax'
  | 'executionHoursMax'
  | 'storeGraceMinutes'
  | 'idleMinutesMax'
  | 'sessionHoursMax'
  | 'storelessMinutesMax'
  | 'routeCoolingOffHours'
  | 'parcelsAllowed'
  | 'passwordFor'
  | 'passwordGraceMinutes'
  | 'delegationHoursMax'
  | 'typeCountFrom'
  | 'looks'
  | 'loginNetworks'
  | 'releaseNetworks'
  | 'masking'
  | 'unmask'
  | 'exportQuorum'
  | 'suppressionLiftNeedsSecond'

/** The stricter of two values of each. Commutative, associative, and the same for equals. */
export const stricter: {
  readonly [K in MachineRuleName]: (a: PolicyRules[K], b: PolicyRules[K]) => PolicyRules[K]
} = {
  quorumMin: Math.max,
  holdMinutes: Math.max,
  coolingOffHours: Math.max,
  approvalHoursMax: Math.min,
  executionHoursMax: Math.min,
  storeGraceMinutes: Math.min,
  idleMinutesMax: Math.min,
  sessionHoursMax: Math.min,
  // Null: not at all.
  delegationHoursMax: (a, b) => (a === null || b === null ? null : Math.min(a, b)),
  // Null: only with the store in reach.
  storelessMinutesMax: (a, b) => (a === null || b === null ? null : Math.min(a, b)),
  routeCoolingOffHours: Math.max,
  parcelsAllowed: (a, b) => a && b,
  passwordFor: (a, b) => [...new Set([...a, ...b])].sort(),
  passwordGraceMinutes: Math.min,
  // Null: never asked for.
  typeCountFrom: (a, b) => (a === null ? b : b === null ? a : Math.min(a, b)),
  looks: (a, b) => [...new Set([...a, ...b])].sort(),
  loginNetworks: networksInEither,
  releaseNetworks: networksInEither,
  masking: (a, b) => laterOf(maskingNames, a, b),
  unmask: (a, b) => (unmaskNames.indexOf(a) <= unmaskNames.indexOf(b) ? a : b),
  // None: none may be made.
  exportQuorum: (a, b) => (a === 0 || b === 0 ? 0 : Math.max(a, b)),
  suppressionLiftNeedsSecond: (a, b) => a || b,
}

type MachineRules = { readonly [K in MachineRuleName]?: PolicyRules[K] | undefined }

/** What the machine's policy says, in the terms of the signed one. */
function rulesOf(machine: MachineValues): MachineRules {
  const { DelegationHoursMax: hours, StorelessMinutesMax: storeless } = machine
  return {
    quorumMin: machine.QuorumMin,
    holdMinutes: machine.HoldMinutes,
    coolingOffHours: machine.CoolingOffHours,
    approvalHoursMax: machine.ApprovalHoursMax,
    executionHoursMax: machine.ExecutionHoursMax,
    storeGraceMinutes: machine.StoreGraceMinutes,
    idleMinutesMax: machine.IdleMinutesMax,
    sessionHoursMax: machine.SessionHoursMax,
    delegationHoursMax: hours === 0 ? null : hours,
    storelessMinutesMax: storeless === 0 ? null : storeless,
    routeCoolingOffHours: machine.RouteCoolingOffHours,
    parcelsAllowed: machine.AllowDecisionFiles,
    passwordFor: machine.PasswordFor === undefined ? undefined : [...machine.PasswordFor],
    passwordGraceMinutes: machine.PasswordGraceMinutes,
    typeCountFrom: machine.TypeCountFrom,
    looks: machine.Looks === undefined ? undefined : [...machine.Looks],
    loginNetworks: machine.LoginNetworks === undefined ? undefined : [...machine.LoginNetworks],
    releaseNetworks:
      machine.ReleaseNetworks === undefined ? undefined : [...machine.ReleaseNetworks],
    masking: machine.Masking,
    unmask: machine.Unmask,
    exportQuorum: machine.ExportQuorum,
    suppressionLiftNeedsSecond: machine.SuppressionLiftNeedsSecond,
  }
}

/**
 * The signed policy's rules as they hold on this machine: rule by rule the stricter of the two. What
 * only the signed policy knows stays, except that an urgent request is spared neither the machine's
 * quorum nor its hold. Pure.
 */
export function rulesOnMachine(rules: PolicyRules, machine: MachineValues): PolicyRules {
  const own = rulesOf(machine)
  const combined = ruleNames.reduce((so, name) => withRule(so, name, own), rules)
  if (combined.urgent === null) return combined
  const { quorum, holdMinutes } = combined.urgent
  return {
    ...combined,
    urgent: {
      quorum: Math.max(quorum, own.quorumMin ?? 1),
      holdMinutes: Math.max(holdMinutes, own.holdMinutes ?? 0),
    },
  }
}

function withRule<K extends MachineRuleName>(
  rules: PolicyRules,
  name: K,
  machine: MachineRules,
): PolicyRules {
  const value = machine[name]
  return value === undefined ? rules : { ...rules, [name]: stricter[name](rules[name], value) }
}

const ruleNames = Object.keys(stricter) as readonly MachineRuleName[]

/** Which rules the machine speaks about, and by which setting: nobody changes those on it. */
export function rulesLockedBy(machine: MachineValues): ReadonlyMap<string, SettingName> {
  return new Map(
    settingNames
      .filter((name) => machine[name] !== undefined)
      .flatMap((name) => {
        const { rule } = settingOf(name)
        return rule === undefined ? [] : [[rule, name]]
      }),
  )
}

function networksInEither(a: readonly string[], b: readonly string[]): string[] {
  return [...networksInBoth(a, b)]
}

function laterOf<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}
