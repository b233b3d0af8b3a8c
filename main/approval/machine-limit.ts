import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Route } from '../journal/journal.ts'
import { isRelayAllowed, type MachineValues, severityFloor } from '../policy/policy.ts'
import { directPlace } from './direct-rule.ts'
import type { Manifest } from './manifest.ts'

/** Why this machine's policy lets nothing be sent over these relays, or null. */
export function relayProblem(
  route: Pick<Route, 'host' | 'port' | 'tls' | 'transport'>,
  { AllowedRelays: allowed }: MachineValues,
): Problem | null {
  if (allowed === undefined) return null
  const refused = relaysOf(route).find((each) => !isRelayAllowed(allowed, each))
  return refused === undefined
    ? null
    : toProblem('policy.relay-not-allowed', { relay: `${refused.host}:${refused.port}` })
}

/** Every relay of the route as the machine's policy names it; without a relay, what stands for that. */
function relaysOf(route: Pick<Route, 'host' | 'port' | 'tls' | 'transport'>) {
  const { pins = [], fallbacks = [], direct } = route.transport ?? {}
  return direct === undefined ? [{ ...route, pins }, ...fallbacks] : [directPlace]
}

/** Why a request may not be sent from here, although the organization allows it. Null: it may. */
export function machineProblem(
  { route, checks }: Pick<Manifest, 'route' | 'checks'>,
  machine: MachineValues,
): Problem | null {
  const stopped = checks.find(({ check, findings, verdict, waived }) => {
    const floor = findings.length === 0 ? null : severityFloor(machine, check)
    return floor === 'stop' || (floor === 'warning' && verdict === 'pass' && waived === null)
  })
  return stopped === undefined
    ? relayProblem(route, machine)
    : toProblem('policy.check-stopped', { check: stopped.check })
}
