import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { Session } from './identity/identity.ts'
import { changedNames, type MachinePolicy, valuesOf } from './policy/policy.ts'
import type { Vault } from './vault/vault.ts'

const settingName = 'policy.recorded'
const Recorded = v.strictObject({
  digest: v.string(),
  values: v.record(v.string(), v.string()),
})

/**
 * Tells the journal once what this machine's policy has become since it was told last: for auditors of
 * all workstations, by the names of settings. To be called when somebody has signed in.
 */
export async function recordPolicy(
  { journal }: Pick<Session, 'journal'>,
  vault: Pick<Vault, 'setting' | 'setSetting'>,
  policy: MachinePolicy,
): Promise<void> {
  const values = valuesOf(policy)
  const problems = policy.problems.map(({ kind, setting }) => [kind, setting])
  const state = JSON.stringify([values, problems])
  const digest = createHash('sha256').update(state).digest('hex')
  const known = vault.setting(settingName)
  const before = known === null ? { digest: '', values: {} } : v.parse(Recorded, JSON.parse(known))
  const isUntouched = known === null && Object.keys(values).length === 0 && problems.length === 0
  if (before.digest === digest || isUntouched) return
  await journal.append({
    kind: 'machine-policy',
    body: {
      digest,
      changed: changedNames(before.values, values),
      problemCount: problems.length,
    },
    signer: null,
  })
  vault.setSetting(settingName, JSON.stringify({ digest, values }))
}
