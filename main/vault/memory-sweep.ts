import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Collects what nothing refers to any more. Key objects overwrite themselves when they are collected
 * (OpenSSL and BoringSSL clear a private key that they free), but V8 does that when it likes: after
 * a lock, that is now. Strings such as a typed password cannot be overwritten, only left behind.
 */
export function sweepMemory(): void {
  // Once the calls that led here, and their variables, are over.
  setImmediate(() => {
    collect()
    // The first round runs finalizers, whose own leavings the second takes.
    setImmediate(collect)
  })
}

let collector: (() => void) | null = null

function collect(): void {
  collector ??= findCollector()
  collector()
}

/** V8's own collector: there is no other name for it without a switch on the command line. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('gc')
  setFlagsFromString('--no-expose-gc')
  return typeof found === 'function'
    ? () => void Reflect.apply(found, undefined, [])
    : () => undefined
}
