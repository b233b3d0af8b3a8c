import { useEffect } from 'react'
import { ProblemError } from '../../preload/problem.ts'
import { call } from '../ipc.ts'

/** The core locks after ten minutes without a sign of life: one every half minute is plenty. */
export const reportEveryMs = 30_000
const signs = ['pointerdown', 'pointermove', 'wheel', 'keydown'] as const

/** Tells the core that the person is at work, for as long as the component is shown. */
export function useActivity(): void {
  useEffect(() => watchActivity(window, reportActivity, () => performance.now()), [])
}

/**
 * Calls `report` at the first sign of life and then at most every 30 s; `nowMs` never runs
 * backwards. Returns the function that ends it.
 */
export function watchActivity(
  target: EventTarget,
  report: () => void,
  nowMs: () => number,
): () => void {
  let reportedAtMs = Number.NEGATIVE_INFINITY
  const note = () => {
    const now = nowMs()
    if (now - reportedAtMs < reportEveryMs) {
      return
    }
    reportedAtMs = now
    report()
  }
  for (const sign of signs) {
    target.addEventListener(sign, note, { passive: true, capture: true })
  }
  return () => {
    for (const sign of signs) {
      target.removeEventListener(sign, note, { capture: true })
    }
  }
}

function reportActivity(): void {
  call('identity.note-activity', {}).catch((error: unknown) => {
    // Locked meanwhile: the frame goes away by itself.
    if (!(error instanceof ProblemError)) {
      throw error
    }
  })
}
