import { fail } from '../../preload/problem.ts'
import type { MachineValues } from '../policy/policy.ts'
import type { SealingKey } from '../vault/vault.ts'
import type { SignedDocument, Trust } from './directory.ts'
import type {
  DirectoryBody,
  DirectoryMember,
  DirectoryNames,
  DirectoryWorkstation,
  PolicyBody,
  PolicyDetail,
  PolicyEntry,
} from './document.ts'
import { rulesOnMachine } from './machine-rules.ts'
import type { PolicyRules } from './policy-rules.ts'
import { isNotForUs, openDetail, openNames } from './sealed-content.ts'

/** The newest directory as this workstation's member reads it. */
export interface Directory {
  readonly n: number
  readonly hash: string
  readonly at: string
  readonly expiresAt: string
  readonly members: readonly DirectoryMember[]
  readonly workstations: readonly DirectoryWorkstation[]
  /** The id itself for somebody without a name, and for everybody while we are not a reader. */
  readonly nameOf: (member: string) => string
  readonly workstationNameOf: (workstation: string) => string
  readonly departments: readonly { readonly id: string; readonly name: string }[]
}

/** The newest policy as this workstation's member reads it. */
export interface Policy {
  readonly n: number
  readonly hash: string
  readonly at: string
  readonly expiresAt: string
  /** As they hold on this machine: the stricter of what was signed and what IT has laid down. */
  readonly rules: PolicyRules
  readonly routeKeys: PolicyBody['routeKeys']
  readonly entries: readonly PolicyEntry[]
  /** Reading it fails with `journal.envelope-not-for-us` while we are not a reader. */
  readonly detail: PolicyDetail
}

/** Opens what is sealed once per version, and only when somebody asks for it. */
interface Effective {
  readonly directory: (trust: Trust) => Directory
  readonly policy: (trust: Trust) => Policy
}

export function createEffective(reader: SealingKey, machine: MachineValues): Effective {
  let directory: Directory | null = null
  let policy: Policy | null = null
  return {
    directory(trust) {
      if (trust.directory === null) fail('journal.chain-gap', { workstation: 'directory', seq: 1 })
      if (directory?.hash !== trust.directory.hash) directory = toDirectory(trust.directory, reader)
      return directory
    },
    policy(trust) {
      if (trust.policy === null) fail('journal.chain-gap', { workstation: 'policy', seq: 1 })
      if (policy?.hash !== trust.policy.hash) policy = toPolicy(trust.policy, reader, machine)
      return policy
    },
  }
}

function toDirectory(document: SignedDocument<DirectoryBody>, reader: SealingKey): Directory {
  const { n, at, expiresAt, members, workstations, departments = [] } = document.body
  let names: DirectoryNames | null = null
  const read = () => {
    names ??= openNamesOrNone(document, reader)
    return names
  }
  return {
    n,
    hash: document.hash,
    at,
    expiresAt,
    members,
    workstations,
    nameOf: (id) => ownValue(read().members, id) ?? id,
    workstationNameOf: (id) => ownValue(read().workstations, id) ?? id,
    get departments() {
      const named = read().departments ?? {}
      return departments.map((id) => ({ id, name: ownValue(named, id) ?? id }))
    },
  }
}

function openNamesOrNone(
  document: SignedDocument<DirectoryBody>,
  reader: SealingKey,
): DirectoryNames {
  try {
    return openNames(document, reader)
  } catch (error) {
    if (isNotForUs(error)) return { members: {}, workstations: {} }
    throw error
  }
}

function toPolicy(
  document: SignedDocument<PolicyBody>,
  reader: SealingKey,
  machine: MachineValues,
): Policy {
  const { n, at, expiresAt, rules, routeKeys, entries = [] } = document.body
  let detail: PolicyDetail | null = null
  return {
    n,
    hash: document.hash,
    at,
    expiresAt,
    rules: rulesOnMachine(rules, machine),
    routeKeys,
    entries,
    get detail() {
      detail ??= openDetail(document, reader)
      return detail
    },
  }
}

function ownValue(values: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(values, key) ? (values[key] ?? null) : null
}
