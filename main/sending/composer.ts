import { availableParallelism } from 'node:os'
import type { Clock } from '../ports.ts'
import type { ComposerAnswer, ComposerQuestion, ComposerStart } from './composer-thread.ts'
import type { LateSuppression } from './late-suppression.ts'
import type { Composed } from './supply.ts'
import { startThread, type Thread } from './thread.ts'

/** Makes messages of rows, in as many threads as there are processors. */
export interface Composer {
  /** Compositions that can go on at once. */
  readonly atOnce: number
  /** Fails with `approval.recipients-altered` unless all of these rows are what was approved. */
  readonly check: (indexes: readonly number[]) => Promise<void>
  /** Whom everything composed from now on leaves out. */
  readonly suppress: (entries: readonly LateSuppression[]) => Promise<void>
  /**
   * These rows as messages, or as many of them from the first as fit into one answer. `isFirst`:
   * the first of them is verified by a second reader as well before any is handed out.
   */
  readonly compose: (indexes: readonly number[], isFirst: boolean) => Promise<readonly Composed[]>
  readonly close: () => Promise<void>
}

const threadsMax = 4
/** Questions under way in each thread, so that none waits for this one. */
const aheadMax = 2

export function createComposer(start: ComposerStart, clock: Clock): Composer {
  const threads = Array.from({ length: Math.min(threadsMax, availableParallelism()) }, () => ({
    thread: startThread<ComposerQuestion, ComposerAnswer>('composer-thread', start),
    asked: 0,
  }))
  const { envelopeSender } = start.manifest.headers
  let suppressed = '[]'

  async function ask(question: ComposerQuestion): Promise<ComposerAnswer> {
    const idlest = threads.reduce((best, each) => (each.asked < best.asked ? each : best))
    const [reader = idlest] = threads
    const chosen = question.kind === 'compose' && question.isFirst ? reader : idlest
    chosen.asked += 1
    try {
      return await chosen.thread.ask(question)
    } finally {
      chosen.asked -= 1
    }
  }

  return {
    atOnce: threads.length * aheadMax,
    async check(indexes) {
      await ask({ kind: 'check', indexes })
    },
    async suppress(entries) {
      const text = JSON.stringify(entries)
      if (text === suppressed) return
      suppressed = text
      await Promise.all(threads.map(({ thread }) => thread.ask({ kind: 'suppress', entries })))
    },
    async compose(indexes, isFirst) {
      const made = await ask({ kind: 'compose', indexes, isFirst, now: clock.now() })
      if (made === null) throw new Error('a composition without an answer')
      let at = 0
      return made.rows.map((row) => {
        if (!('sizeBytes' in row)) return row
        const content = made.bytes.subarray(at, at + row.sizeBytes)
        at += row.sizeBytes
        const { index, recipient } = row
        const envelopeId = `${start.request.slice(0, 32)}.${index}`
        return { index, sender: envelopeSender, recipient, envelopeId, content }
      })
    },
    async close() {
      await Promise.all(
        threads.map(({ thread }: { thread: Thread<never, unknown> }) => thread.close()),
      )
    },
  }
}
