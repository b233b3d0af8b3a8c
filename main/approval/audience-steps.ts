import { fail } from '../../preload/problem.ts'
import { compileTemplate } from '../message/message.ts'
import { type AudienceFindings, createAudienceAudit, sampleDigests } from './audience-audit.ts'
import { type AudienceDifference, createAudienceComparison } from './audience-comparison.ts'
import { sha256 } from './digest.ts'
import { createRowWriter, linesOf, type RowPiece } from './frozen-row.ts'
import type { Manifest } from './manifest.ts'
import { createMerkleTree } from './merkle-tree.ts'
import { sampleIndexes } from './sample-rule.ts'
import { openPart, sealPart } from './sealed-content.ts'

/** What every row of an audience has to be touched for; values that can cross to another thread. */
export interface AudienceSteps {
  /** Takes rows into the frozen audience, as whole lines of text in their order. */
  readonly take: (input: { readonly lines: string }) => null
  /** Ends the freezing: nothing is taken any more. */
  readonly freeze: (input: { readonly template: Uint8Array }) => FrozenRows
  /** Seals a piece of the frozen rows, and lets go of it. nonce: 16 random bytes. */
  readonly seal: (input: {
    readonly piece: number
    readonly contentKey: Uint8Array
    readonly manifest: string
    readonly nonce: Uint8Array
  }) => Uint8Array
  /** Begins the audit of a request's rows. */
  readonly audit: (input: {
    readonly manifest: Manifest
    readonly template: Uint8Array
    readonly surveys: boolean
  }) => null
  /** Opens and audits the next piece. */
  readonly open: (input: SealedPiece) => null
  readonly end: (input: null) => AudienceFindings
  /** Remembers whom an earlier request was for. */
  readonly remember: (input: SealedPiece) => null
  /** Compares a piece of this request with what is remembered. */
  readonly compare: (input: SealedPiece) => null
  readonly differ: (input: null) => AudienceDifference
}

interface SealedPiece {
  readonly piece: number
  readonly sealed: Uint8Array
  readonly contentKey: Uint8Array
  readonly manifest: string
}

export interface FrozenRows {
  readonly count: number
  readonly root: string
  readonly pieces: readonly number[]
  readonly samples: Manifest['samples']
}

/** One audience at a time, on whatever thread it is called on. */
export function createAudienceSteps(): AudienceSteps {
  const writer = createRowWriter()
  const tree = createMerkleTree()
  const pieces: (RowPiece | null)[] = []
  const comparison = createAudienceComparison()
  let audit: ReturnType<typeof createAudienceAudit> | null = null
  return {
    take({ lines }) {
      for (const line of linesOf(Buffer.from(lines))) {
        writer.add(line)
        tree.add(line)
      }
      return null
    },
    freeze({ template }) {
      const frozen = writer.pieces()
      pieces.push(...frozen)
      const [count, root] = [tree.count(), tree.root()]
      const compiled = compileTemplate(template)
      const indexes = sampleIndexes({ root, template: sha256(template), count })
      const bytes = frozen.map((each) => each.bytes)
      const digests = sampleDigests(compiled, bytes, indexes)
      const samples = indexes.map((index, at) => ({ index, sha256: digests[at] ?? '' }))
      return { count, root, pieces: frozen.map((each) => each.count), samples }
    },
    seal({ piece, contentKey, manifest, nonce }) {
      const plaintext = pieces[piece]?.bytes ?? fail('approval.manifest-altered', {})
      pieces[piece] = null
      const random = { bytes: () => nonce }
      return sealPart({ contentKey, manifest, part: `rows:${piece}`, plaintext, random })
    },
    audit({ manifest, template, surveys }) {
      audit = createAudienceAudit(manifest, compileTemplate(template), { surveys })
      return null
    },
    open({ piece, sealed, contentKey, manifest }) {
      const bytes = openPart({ contentKey, manifest, part: `rows:${piece}`, sealed })
      audit?.add(bytes)
      return null
    },
    remember(input) {
      for (const address of addressesIn(input)) comparison.remember(address)
      return null
    },
    compare(input) {
      for (const address of addressesIn(input)) comparison.compare(address)
      return null
    },
    differ: () => comparison.difference(),
    end: () => audit?.end() ?? fail('approval.manifest-altered', {}),
  }
}

function* addressesIn({ piece, sealed, contentKey, manifest }: SealedPiece): Generator<string> {
  const bytes = openPart({ contentKey, manifest, part: `rows:${piece}`, sealed })
  for (const line of linesOf(bytes)) {
    const [, address]: unknown[] = JSON.parse(Buffer.from(line).toString('utf8'))
    if (typeof address === 'string') yield address
  }
}
