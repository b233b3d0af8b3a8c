/** When which row is due, the earliest first: a binary heap that forgets what was taken out late. */
export interface DueHeap {
  /** A row has one moment; the newest counts. */
  readonly set: (index: number, at: number) => void
  readonly delete: (index: number) => void
  readonly nextAt: () => number | null
  /** Rows due at `now`, the longest due first. They stay until they are deleted. */
  readonly findDue: (now: number, limit: number) => number[]
}

export function createDueHeap(): DueHeap {
  const at = new Map<number, number>()
  let heap: { readonly index: number; readonly at: number }[] = []

  const isCurrent = (place: number) => {
    const entry = heap[place]
    return entry !== undefined && at.get(entry.index) === entry.at
  }
  const timeOf = (place: number) => heap[place]?.at ?? Number.POSITIVE_INFINITY

  function swap(one: number, other: number): void {
    const [a, b] = [heap[one], heap[other]]
    if (a === undefined || b === undefined) return
    heap[one] = b
    heap[other] = a
  }

  function rise(from: number): void {
    for (let place = from; place > 0; ) {
      const parent = (place - 1) >> 1
      if (timeOf(parent) <= timeOf(place)) return
      swap(parent, place)
      place = parent
    }
  }

  function sink(): void {
    for (let place = 0; ; ) {
      const left = 2 * place + 1
      const least = timeOf(left + 1) < timeOf(left) ? left + 1 : left
      if (timeOf(least) >= timeOf(place)) return
      swap(place, least)
      place = least
    }
  }

  function dropFirst(): void {
    swap(0, heap.length - 1)
    heap.pop()
    sink()
  }

  function prune(): void {
    while (heap.length > 0 && !isCurrent(0)) dropFirst()
  }

  return {
    set(index, moment) {
      at.set(index, moment)
      heap.push({ index, at: moment })
      rise(heap.length - 1)
      if (heap.length > 64 && heap.length > 4 * at.size) {
        heap = [...at].map(([each, due]) => ({ index: each, at: due })).sort((a, b) => a.at - b.at)
      }
    },
    delete: (index) => void at.delete(index),
    nextAt() {
      prune()
      return heap[0]?.at ?? null
    },
    findDue(now, limit) {
      const taken = new Map<number, number>()
      for (prune(); taken.size < limit && timeOf(0) <= now; prune()) {
        const [first] = heap
        if (first === undefined) break
        dropFirst()
        taken.set(first.index, first.at)
      }
      for (const [index, moment] of taken) {
        heap.push({ index, at: moment })
        rise(heap.length - 1)
      }
      return [...taken.keys()]
    },
  }
}
