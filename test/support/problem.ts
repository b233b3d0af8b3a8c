import { ProblemError } from '../../preload/problem.ts'

/** The code an act fails with; null when it succeeds. Anything but a ProblemError goes on. */
export function problemOf(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
}

/** The same for an act that takes time. */
export async function problemOfAsync(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
}
