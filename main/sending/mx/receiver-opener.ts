import type { BlockList } from 'node:net'
import type { Transport } from '../../../preload/contract/transport.ts'
import type { Problem } from '../../../preload/problem.ts'
import {
  beforeOurselves,
  type DnsClient,
  findMailHosts,
  inTurn,
  type MailExchange,
  type StsStanding,
  standingOfHost,
} from '../../deliverability/deliverability.ts'
import type { Clock, Random } from '../../ports.ts'
import type { Timeouts } from '../smtp/connection.ts'
import {
  openSession,
  type RelayHabits,
  type RelayTrouble,
  type Session,
  SessionRefused,
  type SessionStep,
  toHabits,
} from '../smtp/session.ts'
import {
  type DomainRefused,
  dnsUnsure,
  isAboutSecurity,
  leadsBack,
  noAddress,
  noHostTakes,
  noSuchDomain,
  takesNoMail,
} from './domain-refused.ts'
import { type HostDemand, toDemand } from './host-demand.ts'

/** What of a route bears on where it has no relay. */
export interface DirectRoute {
  /** By which name we greet. */
  readonly host: string
  readonly transport?: (Pick<Transport, 'direct'> & { readonly dsn?: boolean }) | undefined
}

export interface ReceiverOpenerOptions {
  readonly route: DirectRoute
  /** Where mail hosts listen, and what their certificates are checked against. */
  readonly port: number
  readonly ca: string | null
  /** A client that has not asked anything yet. */
  readonly dns: () => DnsClient
  readonly sts: (domain: string) => Promise<StsStanding>
  readonly random: Random
  readonly clock: Clock
  readonly timeouts: Timeouts
  /** This PC's own addresses, the loopback's among them. */
  readonly ownAddresses: BlockList
  readonly onTrouble?: (trouble: RelayTrouble) => void
  /** What is found out on the way, for whoever tries it. */
  readonly onNote?: (note: ReceiverNote) => void
}

export type ReceiverNote =
  | {
      readonly kind: 'hosts'
      readonly exchanges: readonly MailExchange[]
      readonly isAuthentic: boolean
    }
  | { readonly kind: 'sts'; readonly standing: StsStanding }
  | {
      readonly kind: 'demand'
      readonly host: string
      readonly demand: Pick<HostDemand, 'tls' | 'by'>
    }
  | { readonly kind: 'failed'; readonly host: string; readonly problem: Problem }
  | { readonly kind: 'step'; readonly step: SessionStep; readonly detail: string }

interface Plan {
  readonly dns: DnsClient
  readonly exchanges: readonly MailExchange[]
  readonly isAuthentic: boolean
  readonly sts: StsStanding
  readonly madeAt: number
}

/** What DNS said is asked again after so long, whatever its records allow. */
const planMsMax = 300_000
/** A host that could not be had stands back for so long, while another one of its domain can. */
const restMs = 60_000
/** A domain with more is asked for the best of them only. */
const hostsMax = 10
const addressesMax = 4
const domainsMax = 20_000

/**
 * Opens sessions to the mail hosts of a domain (RFC 5321 section 5.1), best first, each as its domain
 * demands it. Whatever is wrong with one host, its certificate too, sends us to the next, and at last
 * to a later attempt: never to less security. Rejects with DomainRefused.
 */
export function createReceiverOpener(
  options: ReceiverOpenerOptions,
): (domain: string) => Promise<Session> {
  const plans = new Map<string, Plan>()
  const resting = new Map<string, number>()
  const habits = new Map<string, RelayHabits>()

  async function planOf(domain: string): Promise<Plan> {
    const { clock } = options
    const known = plans.get(domain)
    if (known !== undefined && clock.now() - known.madeAt < planMsMax) return known
    const plan = await makePlan(options, domain)
    if (plans.size >= domainsMax) plans.clear()
    plans.set(domain, plan)
    return plan
  }

  return async (domain) => {
    const { clock, random } = options
    const plan = await planOf(domain)
    const hosts = inTurn(plan.exchanges, random).slice(0, hostsMax)
    const rests = (host: string) => (resting.get(host) ?? 0) > clock.now()
    const inOrder = [...hosts.filter((host) => !rests(host)), ...hosts.filter(rests)]
    const attempt = new HostAttempt(options, { domain, plan, habits })
    for (const host of inOrder) {
      const session = await attempt.open(host)
      if (session !== null) return session
      // Those behind ourselves would only hand it back (RFC 5321 section 5.1).
      if (attempt.isAtOurselves) break
      if (resting.size >= domainsMax) resting.clear()
      resting.set(host, clock.now() + restMs)
    }
    // What DNS said may be what was wrong.
    plans.delete(domain)
    throw attempt.refusal()
  }
}

async function makePlan(options: ReceiverOpenerOptions, domain: string): Promise<Plan> {
  const { clock, onNote } = options
  const dns = options.dns()
  const found = await findMailHosts(dns, domain)
  switch (found.kind) {
    case 'none':
      throw noSuchDomain(domain)
    case 'null-mx':
      throw takesNoMail(domain)
    case 'unsure':
      throw dnsUnsure(domain, found.reason)
  }
  const { isAuthentic } = found
  const ourName = options.route.host.toLowerCase()
  const exchanges = beforeOurselves(found.exchanges, (host) => host === ourName)
  onNote?.({ kind: 'hosts', exchanges: found.exchanges, isAuthentic })
  if (exchanges.length === 0) throw leadsBack(domain)
  const sts = await options.sts(domain)
  onNote?.({ kind: 'sts', standing: sts })
  return { dns, exchanges, isAuthentic, sts, madeAt: clock.now() }
}

interface AttemptFacts {
  readonly domain: string
  readonly plan: Plan
  readonly habits: Map<string, RelayHabits>
}

/** One round through a domain's hosts, and what stood against each. */
class HostAttempt {
  readonly #options: ReceiverOpenerOptions
  readonly #facts: AttemptFacts
  isAtOurselves = false
  #unsure: string | null = null
  #problems: Problem[] = []

  constructor(options: ReceiverOpenerOptions, facts: AttemptFacts) {
    this.#options = options
    this.#facts = facts
  }

  /** Null: not to this one. */
  async open(host: string): Promise<Session | null> {
    const { route, port, onNote } = this.#options
    const { plan, domain } = this.#facts
    const standing = await standingOfHost(plan.dns, host, {
      port,
      isNameAuthentic: plan.isAuthentic,
    })
    if (standing.kind === 'unsure') {
      this.#unsure = `${host}: ${standing.reason}`
      return null
    }
    const addresses = standing.addresses.filter((address) => !this.#isOurs(address))
    if (addresses.length === 0) {
      this.isAtOurselves = standing.addresses.length > 0
      return null
    }
    const demand = toDemand({
      ...{ domain, host, dane: standing.dane, sts: plan.sts },
      tls: route.transport?.direct?.tls ?? 'encrypted',
      isMxAuthentic: plan.isAuthentic,
      now: () => this.#options.clock.now(),
    })
    if ('refused' in demand) {
      this.#note(host, demand.refused)
      return null
    }
    onNote?.({ kind: 'demand', host, demand })
    for (const address of addresses.slice(0, addressesMax)) {
      const session = await this.#dial(host, address, demand)
      if (session !== null) return session
    }
    return null
  }

  /** Why none of them was to be had. */
  refusal(): DomainRefused {
    const { domain } = this.#facts
    const told = this.#problems.find(isAboutSecurity) ?? this.#problems.at(-1)
    if (told !== undefined) return noHostTakes(told)
    if (this.#unsure !== null) return dnsUnsure(domain, this.#unsure)
    return this.isAtOurselves ? leadsBack(domain) : noAddress(domain)
  }

  async #dial(host: string, address: string, demand: HostDemand): Promise<Session | null> {
    try {
      return await this.#session(host, address, demand)
    } catch (error) {
      if (!(error instanceof SessionRefused)) throw error
      this.#note(host, error.problem)
      // Only where nothing is demanded: what breaks TLS must not cost the mail (RFC 7435).
      if (demand.tls !== 'if-offered' || error.step !== 'tls') return null
    }
    try {
      return await this.#session(host, address, { ...demand, tls: 'clear' })
    } catch (error) {
      if (!(error instanceof SessionRefused)) throw error
      this.#note(host, error.problem)
      return null
    }
  }

  #session(
    host: string,
    address: string,
    {
      tls,
      proof,
    }: { readonly tls: 'required' | 'if-offered' | 'clear' } & Pick<HostDemand, 'proof'>,
  ): Promise<Session> {
    const { route, port, ca, timeouts, onTrouble, onNote } = this.#options
    const { transport } = route
    const target = {
      ...{ host, port, tls: 'starttls' as const, ca, pins: [], credentials: null },
      receiver: { address, clientName: route.host, tls, proof },
    }
    const known = this.#facts.habits.get(host)
    const habits = known ?? toHabits({ chunking: false, dsn: transport?.dsn ?? false })
    this.#facts.habits.set(host, habits)
    return openSession({
      ...{ target, timeouts, habits },
      ...(onTrouble ? { onTrouble } : {}),
      ...(onNote ? { onStep: (step, detail) => onNote({ kind: 'step', step, detail }) } : {}),
    })
  }

  #note(host: string, problem: Problem): void {
    this.#problems.push(problem)
    this.#options.onNote?.({ kind: 'failed', host, problem })
  }

  #isOurs(address: string): boolean {
    const { ownAddresses } = this.#options
    return ownAddresses.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
  }
}
