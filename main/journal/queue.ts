export type Queue = <T>(act: () => Promise<T>) => Promise<T>

/** One at a time, in the order of asking: what moves the chains must not meet itself. */
export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const mine = last.then(act)
    last = Promise.allSettled([mine])
    return mine
  }
}
