import { type Problem, toProblem } from '../../../preload/problem.ts'

/**
 * No mail host of a domain can be given a message. Codes are those that a server would say it by
 * (RFC 3463), so that results read as all others. `refuse`: never; `defer`: not now. Nothing was sent.
 */
export class DomainRefused extends Error {
  readonly move: 'refuse' | 'defer'
  /** `556 5.1.10`. */
  readonly code: string
  readonly problem: Problem

  constructor(move: DomainRefused['move'], code: string, problem: Problem) {
    super(problem.code)
    this.name = 'DomainRefused'
    this.move = move
    this.code = code
    this.problem = problem
  }

  /** What stands where a server's reply would. */
  get reply(): string {
    const { code, params } = this.problem
    return [code, ...Object.values(params)].join(' ')
  }
}

export const noSuchDomain = (domain: string) =>
  new DomainRefused('refuse', '550 5.1.2', toProblem('sending.domain-unknown', { domain }))

/** RFC 7505 section 4. */
export const takesNoMail = (domain: string) =>
  new DomainRefused('refuse', '556 5.1.10', toProblem('sending.domain-takes-no-mail', { domain }))

export const leadsBack = (domain: string) =>
  new DomainRefused('refuse', '554 5.4.6', toProblem('sending.domain-leads-back', { domain }))

export const noAddress = (domain: string) =>
  new DomainRefused('refuse', '550 5.4.4', toProblem('sending.domain-no-host', { domain }))

export const dnsUnsure = (domain: string, reason: string) =>
  new DomainRefused('defer', '451 4.4.3', toProblem('sending.domain-dns', { domain, reason }))

/** The last host's reason; one that is about security before one about reach. */
export const noHostTakes = (problem: Problem) =>
  new DomainRefused('defer', isAboutSecurity(problem) ? '454 4.7.5' : '451 4.4.1', problem)

export function isAboutSecurity({ code }: Problem): boolean {
  return /^sending\.(starttls|certificate|tls|dane|sts)-/.test(code)
}

/** It was reached, and hung up before it had taken anything. */
export const connectionLost = ({ host, port }: { readonly host: string; readonly port: number }) =>
  new DomainRefused(
    'defer',
    '421 4.4.2',
    toProblem('sending.relay-unreachable', { host, port, detail: 'closed' }),
  )
