/** Where one record stands in its workstation's chain, and what it says of the others'. */
export interface ChainLink {
  readonly workstation: string
  readonly seq: number
  readonly hash: string
  readonly prev: string | null
  readonly heads: Readonly<Record<string, ChainHead>>
}

export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

/**
 * gap: this number is missing although a later one exists or somebody has named it.
 * fork: two records lay claim to this number, or somebody has named another one there.
 * `by`: who has named what is not there; empty when the records alone show it.
 */
export interface ChainFinding {
  readonly what: 'gap' | 'fork'
  readonly workstation: string
  readonly seq: number
  readonly by: readonly string[]
}

/**
 * Collects links in any order and says what does not fit. The findings depend only on the set of
 * links, never on their order; adding one costs a constant, plus a step for each head in it.
 */
export interface ChainIndex {
  readonly add: (link: ChainLink) => void
  /** The newest link of each workstation: by number, and at a fork by the smaller hash. */
  readonly heads: () => ReadonlyMap<string, ChainHead>
  /** The number up to which nothing is missing of this workstation. */
  readonly wholeUpTo: (workstation: string) => number
  /**
   * By workstation and number: forks, and the first gap of each workstation. What a workstation
   * does not stand for (revoked, or known to no directory) is looked at in neither: not its own
   * chain, and not what it alone has named.
   */
  readonly findings: (standsFor: (workstation: string) => boolean) => readonly ChainFinding[]
  /** The highest number that one who stands for it has named and nobody has shown; null: none. */
  readonly namedAhead: (
    workstation: string,
    standsFor: (workstation: string) => boolean,
  ) => { readonly seq: number; readonly by: readonly string[] } | null
  /** Everything but the hashes of what is whole, which `known` gives back. */
  readonly toSnapshot: () => ChainSnapshot
}

/** How many forks of one workstation are listed: an insider could make any number. */
const forksMax = 20

type Known = (workstation: string, seq: number) => string | null

/** known: the hash of a record at hand below wholeUpTo; only needed after fromSnapshot. */
export function createChainIndex(o?: {
  readonly snapshot: ChainSnapshot
  readonly known: Known
}): ChainIndex {
  const known: Known = o?.known ?? (() => null)
  const chains = new Map<string, Chain>()
  for (const saved of o?.snapshot ?? []) chains.set(saved.workstation, fromSaved(saved))
  const chainOf = (workstation: string): Chain => {
    const chain = chains.get(workstation) ?? makeChain()
    chains.set(workstation, chain)
    return chain
  }
  const hashAt = (workstation: string, chain: Chain, seq: number): string | null =>
    chain.hashes.get(seq) ?? (seq < chain.missingMin ? known(workstation, seq) : null)
  const enter = (workstation: string, { seq, hash }: ChainHead) => {
    const chain = chainOf(workstation)
    const first = hashAt(workstation, chain, seq)
    if (first === null) chain.hashes.set(seq, hash)
    else if (first !== hash) addTo(chain.others, seq, hash)
    settle(chain, seq, hash)
    while (chain.hashes.has(chain.missingMin)) chain.missingMin += 1
    const { newest } = chain
    if (!newest || seq > newest.seq || (seq === newest.seq && hash < newest.hash))
      chain.newest = { seq, hash }
  }
  const name = (workstation: string, { seq, hash }: ChainHead, by: string) => {
    const chain = chainOf(workstation)
    const isThere =
      hashAt(workstation, chain, seq) === hash || chain.others.get(seq)?.has(hash) === true
    if (isThere) return
    const atSeq = chain.named.get(seq) ?? new Map<string, Set<string>>()
    chain.named.set(seq, atSeq)
    addTo(atSeq, hash, by)
  }
  return {
    add({ workstation, seq, hash, prev, heads }) {
      enter(workstation, { seq, hash })
      // Naming the one before is a word about it, like any other workstation's.
      if (prev !== null) name(workstation, { seq: seq - 1, hash: prev }, workstation)
      for (const [other, head] of Object.entries(heads)) name(other, head, workstation)
    },
    heads() {
      const newest = new Map<string, ChainHead>()
      for (const [workstation, chain] of chains)
        if (chain.newest) newest.set(workstation, chain.newest)
      return newest
    },
    wholeUpTo: (workstation) => (chains.get(workstation)?.missingMin ?? 1) - 1,
    findings: (standsFor) =>
      [...chains]
        .filter(([workstation]) => standsFor(workstation))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([workstation, chain]) =>
          inspect(workstation, chain, {
            standsFor,
            isThere: (seq) => hashAt(workstation, chain, seq) !== null,
          }),
        ),
    namedAhead(workstation, standsFor) {
      const chain = chains.get(workstation)
      return chain ? namedAbove(chain, chain.newest?.seq ?? 0, standsFor) : null
    },
    toSnapshot: () => [...chains].map(([workstation, chain]) => toSaved(workstation, chain)),
  }
}

interface Chain {
  /** Hashes of records at hand; after a snapshot only of those that came since. */
  readonly hashes: Map<number, string>
  /** Further records with a number that is taken. */
  readonly others: Map<number, Set<string>>
  /** What somebody has named and no record shows: number, hash, by whom. */
  readonly named: Map<number, Map<string, Set<string>>>
  newest: ChainHead | null
  /** The lowest number that is not at hand. */
  missingMin: number
}

function makeChain(): Chain {
  return { hashes: new Map(), others: new Map(), named: new Map(), newest: null, missingMin: 1 }
}

/** A record has come: whoever named it is borne out. */
function settle({ named }: Chain, seq: number, hash: string): void {
  const atSeq = named.get(seq)
  atSeq?.delete(hash)
  if (atSeq?.size === 0) named.delete(seq)
}

interface Judging {
  readonly standsFor: (workstation: string) => boolean
  readonly isThere: (seq: number) => boolean
}

function inspect(workstation: string, chain: Chain, judging: Judging): ChainFinding[] {
  const { standsFor, isThere } = judging
  const forks = new Map<number, Set<string>>()
  for (const seq of chain.others.keys()) forks.set(seq, new Set())
  for (const [seq, hashes] of chain.named) {
    const namers = countedNamers(hashes, standsFor)
    // One name for a number that is not there is a gap; two, or another than is there, a fork.
    if (namers.length < (isThere(seq) ? 1 : 2)) continue
    for (const by of namers.flat()) addTo(forks, seq, by)
  }
  const findings = [...forks]
    .sort(([a], [b]) => a - b)
    .slice(0, forksMax)
    .map(
      ([seq, by]): ChainFinding => ({
        what: 'fork',
        workstation,
        seq,
        by: [...by].filter((each) => each !== workstation).sort(),
      }),
    )
  const seq = chain.missingMin
  const newest = chain.newest?.seq ?? 0
  const ahead = namedAbove(chain, newest, standsFor)
  if (seq < newest) findings.unshift({ what: 'gap', workstation, seq, by: [] })
  else if (ahead) findings.unshift({ what: 'gap', workstation, seq, by: ahead.by })
  return findings
}

/** By hash, who of those that count has named it. */
function countedNamers(
  hashes: ReadonlyMap<string, ReadonlySet<string>>,
  standsFor: (workstation: string) => boolean,
): string[][] {
  return [...hashes.values()].map((by) => [...by].filter(standsFor)).filter((by) => by.length > 0)
}

function namedAbove(chain: Chain, newest: number, standsFor: (workstation: string) => boolean) {
  let seq = 0
  const by = new Set<string>()
  for (const [each, hashes] of chain.named) {
    if (each <= newest) continue
    const namers = countedNamers(hashes, standsFor).flat()
    if (namers.length === 0) continue
    seq = Math.max(seq, each)
    for (const namer of namers) by.add(namer)
  }
  return seq === 0 ? null : { seq, by: [...by].sort() }
}

/** One workstation's chain as plain values, for the vault. Everything sorted: equal is equal. */
interface SavedChain {
  readonly workstation: string
  readonly missingMin: number
  readonly newest: ChainHead | null
  /** Records above missingMin. */
  readonly hashes: readonly (readonly [number, string])[]
  readonly others: readonly (readonly [number, readonly string[]])[]
  readonly named: readonly (readonly [number, readonly (readonly [string, readonly string[]])[]])[]
}
export type ChainSnapshot = readonly SavedChain[]

function toSaved(workstation: string, chain: Chain): SavedChain {
  const { missingMin, newest, hashes, others, named } = chain
  return {
    workstation,
    missingMin,
    newest,
    hashes: [...hashes].filter(([seq]) => seq > missingMin).sort(([a], [b]) => a - b),
    others: [...others]
      .sort(([a], [b]) => a - b)
      .map(([seq, each]) => [seq, [...each].sort()] as const),
    named: [...named]
      .sort(([a], [b]) => a - b)
      .map(([seq, each]) => {
        const byHash = [...each]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([hash, by]) => [hash, [...by].sort()] as const)
        return [seq, byHash] as const
      }),
  }
}

function fromSaved({ missingMin, newest, hashes, others, named }: SavedChain): Chain {
  return {
    missingMin,
    newest,
    hashes: new Map(hashes),
    others: new Map(others.map(([seq, each]) => [seq, new Set(each)])),
    named: new Map(
      named.map(([seq, each]) => [seq, new Map(each.map(([hash, by]) => [hash, new Set(by)]))]),
    ),
  }
}

function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key) ?? new Set<V>()
  set.add(value)
  sets.set(key, set)
}
