import { type Problem, ProblemError } from '../../preload/problem.ts'

/** The problem that an act ends with; anything else it does is an error of the test. */
export function thrownProblem(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('the act succeeded')
}

export async function thrownProblemAsync(act: Promise<unknown>): Promise<Problem> {
  try {
    await act
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
  throw new Error('the act succeeded')
}
