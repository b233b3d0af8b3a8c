import type { Ports } from '../ports.ts'
import type { ImportStep } from './import.ts'

const progressEveryMs = 200

/**
 * Tells where an import is, five times a second from its first step to its end, whatever its
 * worker does meanwhile: a commit of a million rows has no steps of its own.
 */
export function startProgress(
  { clock }: Pick<Ports, 'clock'>,
  emit: (progress: ImportStep & { rowsPerSecond: number }) => void,
): { readonly step: (step: ImportStep) => void; readonly end: () => void } {
  let last: ImportStep | null = null
  let startedAtMs = 0
  let timer: NodeJS.Timeout | null = null
  const tell = () => {
    const seconds = Math.max(0.001, (clock.now() - startedAtMs) / 1000)
    if (last !== null) emit({ ...last, rowsPerSecond: Math.round(last.rowCount / seconds) })
  }
  return {
    step(step) {
      last = step
      if (timer !== null) return
      startedAtMs = clock.now()
      timer = setInterval(tell, progressEveryMs)
      tell()
    },
    end() {
      if (timer !== null) clearInterval(timer)
      tell()
    },
  }
}
