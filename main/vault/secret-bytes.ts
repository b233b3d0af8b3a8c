/**
 * Room for a secret, outside of V8's own heap: small arrays that live in there are moved about by its
 * collector and leave copies of themselves behind, which nobody can overwrite.
 */
function secretBytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length))
}

/** All parts in one. The parts are the caller's to overwrite. */
export function joinSecret(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = secretBytes(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
