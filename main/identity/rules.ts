import * as v from 'valibot'
import type { RuleView } from '../../preload/contract/governance.ts'
import { fail } from '../../preload/problem.ts'
import { PolicyRules, rulesLockedBy } from '../journal/journal.ts'
import { isNetwork } from '../policy/policy.ts'
import { requireAppVersion } from './app-version.ts'
import type { Session } from './identity-context.ts'
import { requireLoginNetwork } from './network-limit.ts'

export function toRuleViews({ journal }: Session): RuleView[] {
  const locked = rulesLockedBy(journal.machine)
  return Object.entries(journal.policy().rules).map(([name, value]) => ({
    name,
    value: JSON.stringify(value),
    lockedBy: locked.has(name) ? ('machine' as const) : null,
  }))
}

/**
 * Signs one rule's new value into the next policy. Fails with `identity.rule-invalid`,
 * `outside-login-networks`, or `policy.setting-locked` for a rule that IT has fixed on this PC.
 */
export async function changeRule(
  session: Session,
  input: {
    readonly name: string
    readonly value: string
    /** Of this PC: nobody signs away their own login. */
    readonly addresses: readonly string[]
    /** Of this Sekisho, for the same reason. */
    readonly version: string
  },
): Promise<void> {
  const { name } = input
  const { journal } = session
  if (!Object.hasOwn(journal.policy().rules, name)) fail('identity.rule-invalid', { rule: name })
  const setting = rulesLockedBy(journal.machine).get(name)
  if (setting !== undefined) fail('policy.setting-locked', { setting })
  const value = parseJson(input.value)
  // An absent value would mean the product's own, which nobody has asked for.
  if (value === undefined) fail('identity.rule-invalid', { rule: name })
  const parsed = (rules: PolicyRules) => {
    const changed = v.safeParse(PolicyRules, { ...rules, [name]: value })
    return changed.success ? changed.output : fail('identity.rule-invalid', { rule: name })
  }
  const { loginNetworks, releaseNetworks, appVersionMin } = parsed(journal.policy().rules)
  const networks = { loginNetworks, releaseNetworks }
  for (const [limit, each] of Object.entries(networks))
    if (limit === name && !each.every(isNetwork)) fail('identity.rule-invalid', { rule: name })
  if (name === 'loginNetworks') requireLoginNetwork(networks, input.addresses)
  if (name === 'appVersionMin') requireAppVersion({ appVersionMin }, input.version)
  await journal.publishPolicy(({ rules, ...rest }) => ({ ...rest, rules: parsed(rules) }), {
    member: session.member,
    signing: session.signing,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
