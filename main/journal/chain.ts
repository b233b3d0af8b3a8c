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
 * gap: this number is missing although a later one exists or somebody has seen it.
 * fork: two records lay claim to this number, or two records disagree about it.
 */
interface ChainFinding {
  readonly what: 'gap' | 'fork'
  readonly workstation: string
  readonly seq: number
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
  /** The highest number that anybody has named of this workstation. */
  readonly claimedMax: (workstation: string) => number
  /** By workstation and number: every fork, and the first gap of each workstation. */
  readonly findings: () => readonly ChainFinding[]
}

export function createChainIndex(): ChainIndex {
  const chains = new Map<string, Chain>()
  const chainOf = (workstation: string): Chain => {
    const chain = chains.get(workstation) ?? {
      present: new Set(),
      claims: new Map(),
      forks: new Set(),
      newest: null,
      claimedMax: 0,
      missingMin: 1,
    }
    chains.set(workstation, chain)
    return chain
  }
  return {
    add({ workstation, seq, hash, prev, heads }) {
      const chain = chainOf(workstation)
      enter(chain, { seq, hash })
      // Naming the one before is a claim about it, like any other workstation's.
      if (prev !== null) claim(chain, { seq: seq - 1, hash: prev })
      for (const [other, head] of Object.entries(heads)) claim(chainOf(other), head)
    },
    heads() {
      const newest = new Map<string, ChainHead>()
      for (const [workstation, chain] of chains)
        if (chain.newest) newest.set(workstation, chain.newest)
      return newest
    },
    wholeUpTo: (workstation) => (chains.get(workstation)?.missingMin ?? 1) - 1,
    claimedMax: (workstation) => chains.get(workstation)?.claimedMax ?? 0,
    findings: () =>
      [...chains]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([workstation, chain]) => inspect(workstation, chain)),
  }
}

interface Chain {
  /** Numbers of the links at hand. */
  readonly present: Set<number>
  /** What has been said to stand at a number, by its own link or by another. */
  readonly claims: Map<number, string>
  readonly forks: Set<number>
  newest: ChainHead | null
  claimedMax: number
  /** The lowest number that is not at hand. */
  missingMin: number
}

function enter(chain: Chain, link: ChainHead): void {
  claim(chain, link)
  chain.present.add(link.seq)
  while (chain.present.has(chain.missingMin)) chain.missingMin += 1
  const { newest } = chain
  if (!newest || link.seq > newest.seq || (link.seq === newest.seq && link.hash < newest.hash))
    chain.newest = link
}

function claim(chain: Chain, { seq, hash }: ChainHead): void {
  const known = chain.claims.get(seq)
  if (known === undefined) chain.claims.set(seq, hash)
  else if (known !== hash) chain.forks.add(seq)
  chain.claimedMax = Math.max(chain.claimedMax, seq)
}

function inspect(workstation: string, chain: Chain): ChainFinding[] {
  const forks = [...chain.forks].sort((a, b) => a - b)
  const findings: ChainFinding[] = forks.map((seq) => ({ what: 'fork', workstation, seq }))
  if (chain.missingMin <= chain.claimedMax)
    findings.unshift({ what: 'gap', workstation, seq: chain.missingMin })
  return findings
}
