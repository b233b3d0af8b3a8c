import type { Input } from '../../../preload/contract/channel.ts'
import type { DirectTestStep, routesChannels } from '../../../preload/contract/routes.ts'
import { type Problem, ProblemError } from '../../../preload/problem.ts'
import { directPlace, directProblem } from '../../approval/approval.ts'
import {
  createDnsClient,
  type StsStanding,
  stsBookOf,
} from '../../deliverability/deliverability.ts'
import { requireAllowedRelay } from '../../policy/policy.ts'
import type { SendingOptions } from '../sending-options.ts'
import type { Timeouts } from '../smtp/connection.ts'
import { endSession } from '../smtp/session.ts'
import { ownAddressesOf, placeOf } from './direct-place.ts'
import { DomainRefused } from './domain-refused.ts'
import { createReceiverOpener, type ReceiverNote } from './receiver-opener.ts'

type Given = Input<(typeof routesChannels)['routes.test-direct']>

/**
 * Finds a domain's mail hosts and goes to the first that can be had as a run would, up to encryption,
 * and sends nothing. Fails where the policy or IT does not allow that way.
 */
export async function testDirect(
  { domain, host, tls }: Given,
  { ports, session }: Pick<SendingOptions, 'ports' | 'session'>,
  timeouts: Timeouts,
): Promise<DirectTestStep[]> {
  const { journal, db } = session()
  const route = { host, transport: { direct: { tls } } }
  const problem = directProblem(route, journal.policy().rules)
  if (problem !== null) throw new ProblemError(problem)
  requireAllowedRelay(directPlace, ports.machinePolicy.values)
  const place = placeOf(ports)
  const { port, ca, servers, trustsDnssec } = place
  const { random, clock } = ports
  const book = stsBookOf(ports)
  const steps: DirectTestStep[] = []
  const open = createReceiverOpener({
    ...{ route, port, ca, random, clock, timeouts },
    dns: () => createDnsClient({ servers, trustsDnssec, random }),
    sts: (name) => book.standingOf(db, name),
    ownAddresses: ownAddressesOf(place),
    onNote: (note) => steps.push(...toSteps(note)),
  })
  try {
    const { connection, peer, ...rest } = await open(domain)
    if (peer === null) steps.push({ ...passed('tls', rest.host), said: 'clear' })
    await endSession({ connection, peer, ...rest })
  } catch (error) {
    if (!(error instanceof DomainRefused)) throw error
    if (steps.every(({ problem: told }) => told?.code !== error.problem.code))
      steps.push({ ...passed('hosts', ''), ok: false, problem: toPlain(error.problem) })
  }
  return steps
}

function toSteps(note: ReceiverNote): DirectTestStep[] {
  switch (note.kind) {
    case 'hosts': {
      const hosts = note.exchanges.map(({ preference, exchange }) => `${preference} ${exchange}`)
      return [passed('hosts', [...hosts, ...(note.isAuthentic ? ['DNSSEC'] : [])].join(', '))]
    }
    case 'sts':
      return [{ ...passed('sts', detailOf(note.standing)), said: saidOf(note.standing) }]
    case 'demand':
      return [{ ...passed('dane', note.host), said: `by-${note.demand.by}` }]
    case 'failed':
      return [{ ...passed('connect', note.host), ok: false, problem: toPlain(note.problem) }]
    case 'step':
      return note.step === 'auth' || note.detail === '' ? [] : [passed(note.step, note.detail)]
  }
}

function passed(step: DirectTestStep['step'], detail: string): DirectTestStep {
  return { step, ok: true, said: null, detail, problem: null }
}

function saidOf(standing: StsStanding): DirectTestStep['said'] {
  return standing.kind === 'policy' ? standing.policy.mode : standing.kind
}

function detailOf(standing: StsStanding): string {
  if (standing.kind === 'policy') return standing.policy.mx.join(', ')
  return standing.kind === 'unreadable' ? standing.reason : ''
}

function toPlain({ code, params }: Problem): NonNullable<DirectTestStep['problem']> {
  return { code, params: { ...params } }
}
