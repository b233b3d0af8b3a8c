import { type Problem, ProblemError } from '../../preload/problem.ts'
import { problemOf } from './engine-channel.ts'

export interface RunWatchOptions {
  /** Exchanges records with the store. */
  readonly sync: () => Promise<void>
  /** Throws the reason why the run may not go on, by what is on record now. */
  readonly verify: () => void
  /** Somebody has signed a stop. */
  readonly onStop: () => void
  readonly now: () => number
  /** The PC has slept, or its clock has jumped. */
  readonly onWoke: () => void
  /** Its approval has fallen: a rejection, a withdrawal, a right that was taken away. */
  readonly onFallen: (problem: Problem) => void
}

/** Between two looks lies a second; more than this, and the PC has slept or its clock has jumped. */
export const gapMsMax = 30_000

export interface RunWatch {
  readonly end: () => void
}

/** What is on record is judged every second, and what lies in the store fetched every other. */
const tickMs = 1_000
const ticksPerSync = 2
/** They pass by themselves: the next gate holds the run, or ends it. */
const passing: ReadonlySet<string> = new Set([
  'approval.store-out-of-reach',
  'approval.outside-window',
])

/**
 * Watches a run besides its gates: between two of them lie up to 500 messages or a minute, and whoever
 * takes back a word must not wait for that.
 */
export function watchRun(options: RunWatchOptions): RunWatch {
  let ticks = 0
  let isBusy = false
  let isOver = false
  let lookedAt = options.now()
  const look = async () => {
    ticks += 1
    if (ticks % ticksPerSync === 0) await options.sync()
    if (isOver) return
    const problem = refusalOf(options.verify)
    if (problem === null) return
    if (problem.code === 'approval.stopped') options.onStop()
    else if (problem.code.startsWith('approval.') && !passing.has(problem.code))
      options.onFallen(problem)
  }
  const timer = setInterval(() => {
    const before = lookedAt
    lookedAt = options.now()
    if (Math.abs(lookedAt - before) > gapMsMax) options.onWoke()
    if (isBusy) return
    isBusy = true
    look()
      // Locked, or the store is out of reach: what that means is for the gate to say.
      .catch((error: unknown) => {
        if (!(error instanceof ProblemError || isOver)) throw error
      })
      .finally(() => {
        isBusy = false
      })
  }, tickMs)
  return {
    end() {
      isOver = true
      clearInterval(timer)
    },
  }
}

function refusalOf(verify: () => void): Problem | null {
  try {
    verify()
    return null
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
}

/** A stop ends the run in order; every other refusal is the engine's to name. */
export function isStopped(verify: () => unknown): boolean {
  try {
    verify()
    return false
  } catch (error) {
    const problem = problemOf(error)
    if (problem === null) throw error
    return problem.code === 'approval.stopped'
  }
}
