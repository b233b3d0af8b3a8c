import { ProblemError } from '../../preload/problem.ts'
import type { Log } from '../ports.ts'

/**
 * One look after the other while somebody is signed in; what is asked for while one waits is that one.
 * A look that fails is a line in the log, and the next one is made all the same.
 */
export function inTurns(
  look: () => Promise<void>,
  o: {
    readonly isSignedIn: () => boolean
    /** A lock in the middle must not close the database under it. */
    readonly keepVaultOpen: () => () => void
    readonly log: Log
    /** The event that a failure is logged as. */
    readonly failure: string
  },
): () => void {
  let turn: Promise<void> = Promise.resolve()
  let isWaiting = false
  const lookOnce = async () => {
    isWaiting = false
    if (!o.isSignedIn()) return
    const letGo = o.keepVaultOpen()
    try {
      await look()
    } catch (error) {
      const code = error instanceof ProblemError ? error.problem.code : 'unexpected'
      if (code !== 'ipc.locked') o.log.write('warning', o.failure, { code })
    } finally {
      letGo()
    }
  }
  return () => {
    if (isWaiting) return
    isWaiting = true
    turn = turn.then(lookOnce)
  }
}
