import type { Transition } from './delivery-state.ts'

/**
 * Moves on their way to the disk. All that come together share one sync: while one commit runs, the
 * next collects. A caller that must not go on before its move is safe waits for `durable`. Moves
 * that nothing depends on, a lease or an attempt begun, wait until their row moves on, and then
 * become part of that move: only where a row ends up can be seen anyway.
 */
export interface MoveQueue {
  /** Throws what a commit before it failed with: after that nothing is written any more. */
  readonly add: (transition: Transition) => void
  /** Resolves once everything added before that something depends on is on disk. */
  readonly durable: () => Promise<void>
  /** Resolves once everything added before is on disk. */
  readonly flush: () => Promise<void>
}

export interface MoveQueueOptions {
  /** Puts all of them on disk, or none and rejects. Called again only after it has settled. */
  readonly commit: (transitions: readonly Transition[]) => Promise<void>
}

/**
 * A dot that comes alone goes at once; right behind a commit it waits for others, since a commit costs
 * the processor more than a move does. While a commit runs the next collects in any case.
 */
const gapMs = 1
/** Outcomes that nobody waits for. */
const outcomeMsMax = 20
/** Leases and attempts begun, unless their row has moved on. */
const passingMsMax = 500

export function createMoveQueue(options: MoveQueueOptions): MoveQueue {
  let urgent = new Map<number, Transition>()
  let passing = new Map<number, Transition>()
  let waiters = 0
  let isCommitting = false
  let isPassingDue = false
  let failure: { readonly error: unknown } | null = null
  let next = createPromise()
  let timer: { readonly handle: NodeJS.Timeout | NodeJS.Immediate; readonly ms: number } | null =
    null
  let isPassingTimed = false
  let committedAt = Number.NEGATIVE_INFINITY

  function add(move: Transition): void {
    if (failure) throw failure.error
    const { index } = move
    const isBehind = urgent.has(index)
    const before = urgent.get(index) ?? passing.get(index)
    const joined = before ? { ...move, from: before.from, begun: before.begun + move.begun } : move
    if (isPassing(move) && !isBehind) passing.set(index, joined)
    else {
      passing.delete(index)
      urgent.set(index, joined)
    }
    schedule()
  }

  function schedule(): void {
    if (passing.size > 0 && !isPassingTimed) {
      isPassingTimed = true
      setTimeout(() => {
        isPassingTimed = false
        isPassingDue = true
        schedule()
      }, passingMsMax)
    }
    if (isCommitting || failure) return
    const ms = dueInMs()
    if (ms === null || (timer && timer.ms <= ms)) return
    disarm()
    // One turn later, so that whatever else has just arrived shares the sync.
    const handle = ms === 0 ? setImmediate(commit) : setTimeout(commit, ms)
    timer = { handle, ms }
  }

  function dueInMs(): number | null {
    if (waiters > 0) return performance.now() - committedAt < gapMs ? gapMs : 0
    if (isPassingDue && passing.size > 0) return 0
    return urgent.size > 0 ? outcomeMsMax : null
  }

  function disarm(): void {
    if (timer === null) return
    clearTimeout(timer.handle as NodeJS.Timeout)
    clearImmediate(timer.handle as NodeJS.Immediate)
    timer = null
  }

  function commit(): void {
    timer = null
    const batch = [...urgent.values()]
    urgent = new Map()
    if (isPassingDue) {
      batch.push(...passing.values())
      passing = new Map()
      isPassingDue = false
    }
    const done = next
    next = createPromise()
    waiters = 0
    isCommitting = true
    const written = batch.length === 0 ? Promise.resolve() : options.commit(batch)
    written.then(
      () => {
        isCommitting = false
        committedAt = performance.now()
        done.resolve()
        schedule()
      },
      (error: unknown) => {
        isCommitting = false
        failure = { error }
        done.reject(error)
        next.reject(error)
      },
    )
  }

  function durable(): Promise<void> {
    if (failure) return Promise.reject(failure.error)
    waiters += 1
    schedule()
    return next.promise
  }

  return {
    add,
    durable,
    async flush() {
      isPassingDue = true
      await durable()
    },
  }
}

function isPassing({ to }: Transition): boolean {
  return to === 'leased' || to === 'sending'
}

interface OpenPromise {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

function createPromise(): OpenPromise {
  const made = Promise.withResolvers<void>()
  // Whether somebody waits or not: the failure is kept and told to whoever asks next.
  made.promise.catch(() => {})
  return made
}
