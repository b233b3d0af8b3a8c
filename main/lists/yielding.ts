/**
 * Whether work in another thread has to leave the processor to something more urgent: the thread that
 * knows says so in memory that both see, since the one that works listens to nobody meanwhile.
 */
export interface YieldingSign {
  /** Structured-clone: for workerData. */
  readonly memory: SharedArrayBuffer
  /** Stops looking. */
  readonly end: () => void
}

const lookEveryMs = 200

export function signYielding(isUrgent: () => boolean): YieldingSign {
  const memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const sign = new Int32Array(memory)
  const look = () => void Atomics.store(sign, 0, isUrgent() ? 1 : 0)
  look()
  const timer = setInterval(look, lookEveryMs)
  return { memory, end: () => clearInterval(timer) }
}

/**
 * Sleeps as long as was worked, while something is more urgent: half of a processor is left to it. Blocks
 * its thread. True when it slept.
 */
export function yieldAfter(memory: SharedArrayBuffer, workedMs: number): boolean {
  const sign = new Int32Array(memory)
  if (Atomics.load(sign, 0) === 0) return false
  // Nobody ever notifies: this is a sleep that ends early only where nothing is urgent any more.
  Atomics.wait(sign, 0, 1, Math.min(workedMs, pauseMsMax))
  return true
}

const pauseMsMax = 500
