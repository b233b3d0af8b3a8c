/** Writes a structured-clone value as text and reads it back. */
export interface Codec {
  readonly encode: (value: unknown) => string
  readonly decode: (text: string) => unknown
}

/**
 * Tagged JSON for everything that crosses Electron's IPC, shared references and cycles included.
 * Self-contained: its source text is also evaluated in the page's isolated world.
 */
export function createCodec(): Codec {
  type Leaf = null | string | boolean | number | readonly [string, (string | number)?]
  type Pair = readonly [string, Leaf]
  type Cell =
    | readonly ['array', number, readonly Pair[]]
    | readonly ['date', Leaf]
    | readonly ['regexp', string, string]
    | readonly ['map', readonly (readonly [Leaf, Leaf])[]]
    | readonly ['set', readonly Leaf[]]
    | readonly ['buffer', string]
    | readonly ['view', keyof typeof viewTypes, string]
    | readonly ['error', string, string, string]
    | readonly ['boxed', Leaf]
    | readonly ['object', readonly Pair[]]

  const viewTypes = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  }
  const errorTypes = [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError]

  const toText = (bytes: Uint8Array): string => {
    let text = ''
    for (let i = 0; i < bytes.length; i += 8192)
      text += String.fromCharCode(...bytes.subarray(i, i + 8192))
    return btoa(text)
  }
  const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0))

  const encode = (value: unknown): string => {
    const seen = new Map<object, number>()
    const heap: (Cell | null)[] = []

    const leaf = (v: unknown): Leaf => {
      if (v === null || typeof v === 'string' || typeof v === 'boolean') return v
      if (typeof v === 'number') {
        if (Object.is(v, -0)) return ['n', '-0']
        return Number.isFinite(v) ? v : ['n', String(v)]
      }
      if (v === undefined) return ['u']
      if (typeof v === 'bigint') return ['b', String(v)]
      if (typeof v !== 'object') throw new Error('An object could not be cloned.')
      let index = seen.get(v)
      if (index === undefined) {
        index = heap.push(null) - 1
        seen.set(v, index)
        heap[index] = cell(v)
      }
      return ['r', index]
    }
    const entries = (v: object): Pair[] => Object.entries(v).map(([key, x]) => [key, leaf(x)])
    const cell = (v: object): Cell => {
      if (Array.isArray(v)) return ['array', v.length, entries(v)]
      if (v instanceof Date) return ['date', leaf(v.getTime())]
      if (v instanceof RegExp) return ['regexp', v.source, v.flags]
      if (v instanceof Map) return ['map', [...v].map(([key, x]) => [leaf(key), leaf(x)])]
      if (v instanceof Set) return ['set', [...v].map(leaf)]
      if (v instanceof ArrayBuffer) return ['buffer', toText(new Uint8Array(v))]
      if (ArrayBuffer.isView(v)) {
        const tag = Object.prototype.toString.call(v).slice(8, -1) as keyof typeof viewTypes
        return ['view', tag, toText(new Uint8Array(v.buffer, v.byteOffset, v.byteLength))]
      }
      if (v instanceof Error) return ['error', v.name, v.message, v.stack ?? '']
      if (v instanceof Boolean || v instanceof Number || v instanceof String)
        return ['boxed', leaf(v.valueOf())]
      return ['object', entries(v)]
    }
    const root = leaf(value)
    return JSON.stringify([root, heap])
  }

  const decode = (text: string): unknown => {
    const [root, heap] = JSON.parse(text) as [Leaf, Cell[]]
    const made: unknown[] = []

    const keep = <T>(index: number, value: T): T => {
      made[index] = value
      return value
    }
    const leaf = (encoded: Leaf): unknown => {
      if (encoded === null || typeof encoded !== 'object') return encoded
      const [tag, body = 0] = encoded
      if (tag === 'u') return undefined
      if (tag === 'n') return body === '-0' ? -0 : Number(body)
      if (tag === 'b') return BigInt(body)
      const index = Number(body)
      return index in made ? made[index] : cell(index)
    }
    const fill = (target: object, pairs: readonly Pair[]): object => {
      for (const [key, x] of pairs) {
        const field = { writable: true, enumerable: true, configurable: true, value: leaf(x) }
        Object.defineProperty(target, key, field)
      }
      return target
    }
    const fillMap = (map: Map<unknown, unknown>, pairs: readonly (readonly [Leaf, Leaf])[]) => {
      for (const [key, x] of pairs) map.set(leaf(key), leaf(x))
      return map
    }
    const fillSet = (set: Set<unknown>, items: readonly Leaf[]) => {
      for (const x of items) set.add(leaf(x))
      return set
    }
    const cell = (index: number): unknown => {
      const body = heap[index]
      if (body === undefined) throw new Error('a reference leads nowhere')
      switch (body[0]) {
        case 'array':
          return fill(keep(index, new Array(body[1])), body[2])
        case 'date':
          return keep(index, new Date(Number(leaf(body[1]))))
        case 'regexp':
          return keep(index, new RegExp(body[1], body[2]))
        case 'map':
          return fillMap(keep(index, new Map()), body[1])
        case 'set':
          return fillSet(keep(index, new Set()), body[1])
        case 'buffer':
          return keep(index, toBytes(body[1]).buffer)
        case 'view':
          return keep(index, new viewTypes[body[1]](toBytes(body[2]).buffer))
        case 'error': {
          const type = errorTypes.find(({ name }) => name === body[1]) ?? Error
          return keep(index, Object.assign(new type(body[2]), { stack: body[3] }))
        }
        case 'boxed':
          return keep(index, Object(leaf(body[1])))
        case 'object':
          return fill(keep(index, {}), body[1])
      }
    }
    return leaf(root)
  }

  return { encode, decode }
}
