/**
 * One half of contextBridge. The page's world and the isolated world share only the DOM, so values
 * cross as CustomEvent.detail, which Chromium clones between worlds, synchronously; functions and
 * promises cross by number. Self-contained: its source text is evaluated in both worlds.
 */
export interface WorldBridge {
  /** Puts a frozen copy of the object on the other world's window. */
  readonly expose: (key: string, api: unknown) => void
}

interface WorldNames {
  /** Unguessable prefix of the event names. */
  readonly nonce: string
  readonly mine: string
  readonly theirs: string
}

export function createBridge({ nonce, mine, theirs }: WorldNames): WorldBridge {
  type Wire =
    | { k: 'value'; v: unknown }
    | { k: 'function'; id: number }
    | { k: 'promise'; id: number }
    | { k: 'array'; v: Wire[] }
    | { k: 'error'; m: string }
    | { k: 'object'; v: [string, Wire][] }
  type Outcome = { ok: Wire } | { err: Wire }
  type Settle = { id: number } & Outcome

  const dispatch = globalThis.dispatchEvent.bind(globalThis)
  const listen = globalThis.addEventListener.bind(globalThis)
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const promises = new Map<number, [(v: unknown) => void, (e: unknown) => void]>()
  let lastId = 0
  let returned: Outcome | undefined

  const out = (v: unknown, depth = 0): Wire => {
    if (depth > 1000) throw new Error('Electron contextBridge recursion depth exceeded.')
    if (typeof v === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof v === 'function') {
      functions.set(++lastId, v as (...args: unknown[]) => unknown)
      return { k: 'function', id: lastId }
    }
    if (v === null || typeof v !== 'object') return { k: 'value', v }
    if (v instanceof Promise) return outPromise(v)
    if (Array.isArray(v)) return { k: 'array', v: v.map((x) => out(x, depth + 1)) }
    if (v instanceof Error) return { k: 'error', m: v.message }
    const prototype = Object.getPrototypeOf(v)
    if (prototype === null || Object.getPrototypeOf(prototype) === null)
      return { k: 'object', v: Object.entries(v).map(([key, x]) => [key, out(x, depth + 1)]) }
    return { k: 'value', v }
  }
  const outPromise = (promise: Promise<unknown>): Wire => {
    const id = ++lastId
    promise.then(
      (value) => send('settle', { id, ok: outSafely(value) }),
      (error) => send('settle', { id, err: outSafely(error) }),
    )
    return { k: 'promise', id }
  }
  const outSafely = (v: unknown): Wire => {
    try {
      return out(v)
    } catch (error) {
      return { k: 'error', m: error instanceof Error ? error.message : String(error) }
    }
  }
  const back = (wire: Wire, freeze: boolean): unknown => {
    switch (wire.k) {
      case 'function':
        return (...args: unknown[]) => call(wire.id, args)
      case 'promise':
        return new Promise((resolve, reject) => promises.set(wire.id, [resolve, reject]))
      case 'array': {
        const array = wire.v.map((x) => back(x, freeze))
        return freeze ? Object.freeze(array) : array
      }
      case 'error':
        return new Error(wire.m)
      case 'object': {
        const object = Object.fromEntries(wire.v.map(([key, x]) => [key, back(x, freeze)]))
        return freeze ? Object.freeze(object) : object
      }
      default:
        return wire.v
    }
  }
  const send = (type: string, detail: unknown) =>
    dispatch(new CustomEvent(`${nonce}:${theirs}:${type}`, { detail }))
  const receive = <T>(type: string, act: (detail: T) => void) =>
    listen(
      `${nonce}:${mine}:${type}`,
      (event) => {
        event.stopImmediatePropagation()
        act((event as CustomEvent<T>).detail)
      },
      true,
    )
  const call = (id: number, args: readonly unknown[]): unknown => {
    const outer = returned
    returned = undefined
    send('call', { id, args: args.map((arg) => out(arg)) })
    const outcome = returned as Outcome | undefined
    returned = outer
    if (outcome === undefined) throw new Error('contextBridge: the other world is gone')
    if ('err' in outcome) throw back(outcome.err, false)
    return back(outcome.ok, false)
  }

  receive<{ id: number; args: Wire[] }>('call', ({ id, args }) => {
    const outcome = (): Outcome => {
      try {
        return { ok: out(functions.get(id)?.(...args.map((arg) => back(arg, false)))) }
      } catch (error) {
        return { err: outSafely(error) }
      }
    }
    send('return', outcome())
  })
  receive<Outcome>('return', (outcome) => {
    returned = outcome
  })
  receive<Settle>('settle', (settled) => {
    const [resolve, reject] = promises.get(settled.id) ?? []
    promises.delete(settled.id)
    if ('ok' in settled) resolve?.(back(settled.ok, false))
    else reject?.(back(settled.err, false))
  })
  receive<{ key: string; api: Wire }>('expose', ({ key, api }) => {
    Object.defineProperty(globalThis, key, {
      value: back(api, true),
      writable: false,
      configurable: false,
      enumerable: true,
    })
  })
  return { expose: (key, api) => send('expose', { key, api: out(api) }) }
}
