/**
 * Collects small durable writes and puts many of them on disk with one sync. A caller that must not
 * go on before its write is safe waits for `durable`; the rest ride along.
 */
export interface GroupCommit<W> {
  readonly add: (write: W) => void
  /** Resolves once everything added before is on disk; rejects when it could not be. */
  readonly durable: () => Promise<void>
  /** Commits now. Throws what the commit throws. */
  readonly flush: () => void
  readonly close: () => void
}

export interface GroupCommitOptions<W> {
  /** Puts all of them on disk in their order, or none and throws. */
  readonly commit: (writes: readonly W[]) => void
  /** Longest wait of a write that somebody waits for, in ms. */
  readonly delayMsMax: number
  /** As many waiting callers end the wait at once. */
  readonly waitersMax: () => number
}

export function createGroupCommit<W>(options: GroupCommitOptions<W>): GroupCommit<W> {
  let writes: W[] = []
  let waiters: { resolve: () => void; reject: (error: unknown) => void }[] = []
  let timer: NodeJS.Timeout | null = null
  let isDue = false

  function flush(): void {
    if (timer) clearTimeout(timer)
    timer = null
    if (writes.length === 0 && waiters.length === 0) return
    const batch = writes
    const waiting = waiters
    writes = []
    waiters = []
    try {
      if (batch.length > 0) options.commit(batch)
    } catch (error) {
      for (const each of waiting) each.reject(error)
      throw error
    }
    for (const each of waiting) each.resolve()
  }

  /** Runs where nobody can catch: whoever waits has been told, and the next caller hears it again. */
  function flushLater(): void {
    isDue = false
    try {
      flush()
    } catch (error) {
      failure = { error }
    }
  }
  let failure: { error: unknown } | null = null

  function check(): void {
    if (failure) throw failure.error
  }

  return {
    add(write) {
      check()
      writes.push(write)
      timer ??= setTimeout(flushLater, options.delayMsMax)
    },
    durable() {
      if (failure) return Promise.reject(failure.error)
      const done = new Promise<void>((resolve, reject) => waiters.push({ resolve, reject }))
      if (waiters.length >= options.waitersMax() && !isDue) {
        isDue = true
        // One turn later, so that whatever else has just arrived shares the sync.
        setImmediate(flushLater)
      } else timer ??= setTimeout(flushLater, options.delayMsMax)
      return done
    },
    flush() {
      check()
      flush()
    },
    close() {
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
