import type {
  DeliverabilityFinding,
  FindingCode,
  FindingSubject,
  findingParams,
  Publication,
} from '../../preload/contract/deliverability.ts'
import type { DnsAnswer, DnsClient } from './dns-client.ts'
import type { DnsType } from './dns-message.ts'

/** A code with exactly the parameters of its sentence. */
export type Sentence = {
  readonly [C in FindingCode]: readonly [
    code: C,
    params: Readonly<Record<(typeof findingParams)[C][number], string | number>>,
  ]
}[FindingCode]

export interface Evidence {
  readonly name: string
  readonly found?: readonly string[]
  readonly publish?: readonly Publication[]
}

/** The only maker of a finding: the compiler checks its parameters against the table. */
export function finding(
  subject: FindingSubject,
  verdict: DeliverabilityFinding['verdict'],
  [code, params]: Sentence,
  { name, found = [], publish = [] }: Evidence,
): DeliverabilityFinding {
  return { subject, verdict, code, params, name, found: [...found], publish: [...publish] }
}

/** DNS has not said whether there is a record, so nothing can be said of it. */
export class LookupFailed extends Error {
  readonly lookup: { readonly name: string; readonly reason: string }

  constructor(name: string, reason: string) {
    super(`${name}: ${reason}`)
    this.name = 'LookupFailed'
    this.lookup = { name, reason }
  }
}

export type Said<T extends DnsType> = Extract<
  DnsAnswer<T>,
  { readonly outcome: 'found' | 'no-name' | 'no-records' }
>

/** What DNS says. Throws a LookupFailed where it says nothing. */
export async function ask<T extends DnsType>(
  dns: DnsClient,
  name: string,
  type: T,
): Promise<Said<T>> {
  const answer = await dns.lookup(name, type)
  if (answer.outcome === 'failed') throw new LookupFailed(name, answer.rcode)
  if (answer.outcome === 'unreachable') throw new LookupFailed(name, 'timeout')
  return answer
}

export async function recordsOf<T extends DnsType>(dns: DnsClient, name: string, type: T) {
  const answer = await ask(dns, name, type)
  return answer.outcome === 'found' ? answer.records : []
}

/** One rule's finding, and whether DMARC can build on it. */
export interface Judged {
  readonly finding: DeliverabilityFinding
  readonly passes: boolean | 'unknown'
}

/** What one rule finds, or that DNS did not say. */
export async function judgedOrFailed(
  subject: FindingSubject,
  judge: () => Promise<Judged>,
): Promise<Judged> {
  try {
    return await judge()
  } catch (error) {
    return { finding: failedFinding(subject, error), passes: 'unknown' }
  }
}

/** A subject's findings, or that DNS did not say. */
export async function orFailed(
  subject: FindingSubject,
  examine: () => Promise<readonly DeliverabilityFinding[]>,
): Promise<readonly DeliverabilityFinding[]> {
  try {
    return await examine()
  } catch (error) {
    return [failedFinding(subject, error)]
  }
}

/** Throws on what is no failed lookup. */
export function failedFinding(subject: FindingSubject, error: unknown): DeliverabilityFinding {
  if (!(error instanceof LookupFailed)) throw error
  const { lookup } = error
  return finding(subject, 'unknown', ['lookup-failed', lookup], { name: lookup.name })
}
