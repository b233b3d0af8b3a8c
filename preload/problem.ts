import { approvalProblems } from './problem/approval.ts'
import { checksProblems } from './problem/checks.ts'
import { deliverabilityProblems } from './problem/deliverability.ts'
import { identityProblems } from './problem/identity.ts'
import { ipcProblems } from './problem/ipc.ts'
import { journalProblems } from './problem/journal.ts'
import { listsProblems } from './problem/lists.ts'
import { messageProblems } from './problem/message.ts'
import { permitsProblems } from './problem/permits.ts'
import { policyProblems } from './problem/policy.ts'
import { sampleProblems } from './problem/sample.ts'
import { sendingProblems } from './problem/sending.ts'
import { vaultProblems } from './problem/vault.ts'

/** Every problem code of the product with the names of its parameters. One table, one place. */
export const problemParams = {
  ...ipcProblems,
  ...vaultProblems,
  ...journalProblems,
  ...identityProblems,
  ...listsProblems,
  ...messageProblems,
  ...checksProblems,
  ...deliverabilityProblems,
  ...approvalProblems,
  ...permitsProblems,
  ...policyProblems,
  ...sendingProblems,
  ...sampleProblems,
} as const

export type ProblemCode = keyof typeof problemParams
export type ProblemParams<C extends ProblemCode> = Readonly<
  Record<(typeof problemParams)[C][number], string | number>
>

/**
 * A failure that a person sees: a code from the table and the facts its sentence needs.
 * The sentence itself, in both languages, stands in renderer/i18n/*\/problem.
 */
export interface Problem {
  readonly code: ProblemCode
  readonly params: Readonly<Record<string, string | number>>
}

/** The capability a code belongs to: the part before its first dot. */
export type ProblemFamily = ProblemCode extends `${infer F}.${string}` ? F : never

/** An expected failure on its way to the edge, where it becomes a plain Problem value. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** The only maker of a Problem: the compiler checks its parameters against the table. */
export function toProblem<C extends ProblemCode>(code: C, params: ProblemParams<C>): Problem {
  return { code, params }
}

/** Ends the current act with a problem that a person can do something about. */
export function fail<C extends ProblemCode>(code: C, params: ProblemParams<C>): never {
  throw new ProblemError(toProblem(code, params))
}

export function familyOf(code: ProblemCode): ProblemFamily {
  return code.slice(0, code.indexOf('.')) as ProblemFamily
}
