import { randomInt } from 'node:crypto'
import type { SmtpPeer } from './smtp-peer.ts'

export interface Death {
  /** A gate has been asked. */
  readonly gate: () => void
  /** It has ended by itself. */
  readonly cancel: () => void
}

/** Kills at a random instant: one in four soon after its first gate, the others while mail arrives. */
export function planDeath(peer: SmtpPeer, kill: () => void): Death {
  const before = peer.accepted.length
  const isEarly = randomInt(4) === 0
  let timer: NodeJS.Timeout | null = null
  const watch = setInterval(() => {
    if (!isEarly && peer.accepted.length > before) timer ??= setTimeout(kill, randomInt(250))
  }, 5)
  return {
    gate() {
      if (isEarly) timer ??= setTimeout(kill, randomInt(20, 700))
    },
    cancel() {
      clearInterval(watch)
      if (timer) clearTimeout(timer)
    },
  }
}
