/** Where the process stands between start and end; the one mutable fact that many modules share. */
const state = { ready: false, quitting: false, ended: false }

export function isReady(): boolean {
  return state.ready
}

export function isQuitting(): boolean {
  return state.quitting
}

export function hasEnded(): boolean {
  return state.ended
}

export function markReady(): void {
  state.ready = true
}

export function markQuitting(quitting: boolean): void {
  state.quitting = quitting
}

export function markEnded(): void {
  state.ended = true
}
