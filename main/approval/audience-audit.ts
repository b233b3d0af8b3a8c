import { fail } from '../../preload/problem.ts'
import type { Template } from '../message/message.ts'
import { type AudienceSurvey, createAudienceSurvey } from './audience-survey.ts'
import { createDomainTally } from './domain-count.ts'
import { createFileAudit, type FileFindings } from './file-audit.ts'
import { type FrozenRow, lineFeed, linesOf, parseRow } from './frozen-row.ts'
import type { Manifest } from './manifest.ts'
import { createMerkleTree, leafHash } from './merkle-tree.ts'
import { renderingDigest, sampleIndexes } from './sample-rule.ts'

/** What an audit found out on its way over every row. */
export interface AudienceFindings {
  readonly samples: readonly FrozenRow[]
  /** Null when it was not asked for. */
  readonly survey: AudienceSurvey | null
  /** Null when nobody gets a file of their own. */
  readonly files: FileFindings | null
}

/**
 * Goes over the rows of a request piece by piece: each line is exactly the row of its place, and all
 * of them together are what the manifest says: count, root, pieces, domains and the samples'
 * renderings. Fails with `approval.recipients-altered`, `approval.sample-differs` or
 * `approval.manifest-altered`.
 */
export interface AudienceAudit {
  readonly add: (piece: Uint8Array) => void
  readonly end: () => AudienceFindings
}

export function createAudienceAudit(
  manifest: Pick<Manifest, 'audience' | 'samples' | 'template' | 'files'>,
  template: Template,
  o: {
    readonly surveys: boolean
    /** Is told every row's RFC 6962 leaf, which counts only once `end` has found them all right. */
    readonly onLeaf?: (leaf: Uint8Array, index: number) => void
    /** Is told the place of every row's own file in the table of files; -1: it has none. */
    readonly onFile?: (file: number, index: number) => void
  } = { surveys: false },
): AudienceAudit {
  const { audience, samples } = manifest
  const tree = createMerkleTree()
  const domains = createDomainTally()
  const rare = audience.domains.length > 1 ? (audience.domains.at(-1)?.domain ?? null) : null
  const survey = o.surveys ? createAudienceSurvey(template, rare) : null
  const digests = new Map(samples.map(({ index, sha256 }) => [index, sha256]))
  const sampled: FrozenRow[] = []
  const files = createFileAudit(manifest)
  requireRuledSamples(manifest)
  let pieceCount = 0
  const take = (line: Uint8Array) => {
    const index = tree.count()
    const row = parseRow(line, index)
    if (row === null || index >= audience.count) fail('approval.recipients-altered', { index })
    const leaf = leafHash(line)
    tree.addLeaf(leaf)
    o.onLeaf?.(leaf, index)
    const file = files.add(row)
    o.onFile?.(file, index)
    domains.add(row.address)
    survey?.add(row)
    if (digests.has(index)) sampled.push(row)
  }
  return {
    add(piece) {
      const before = tree.count()
      for (const line of linesOf(piece)) take(line)
      // Without its last LF no row differs, but these are not the bytes that were frozen.
      const isWhole = piece.at(-1) === lineFeed
      if (!isWhole || tree.count() - before !== audience.pieces[pieceCount])
        fail('approval.recipients-altered', { index: tree.count() - 1 })
      pieceCount += 1
    },
    end() {
      if (tree.count() !== audience.count || pieceCount !== audience.pieces.length)
        fail('approval.recipients-altered', { index: tree.count() })
      if (tree.root() !== audience.root) fail('approval.recipients-altered', { index: '?' })
      if (JSON.stringify(domains.counts()) !== JSON.stringify(audience.domains))
        fail('approval.manifest-altered', {})
      for (const { index, fields } of sampled)
        if (renderingDigest(template.render(fields, index)) !== digests.get(index))
          fail('approval.sample-differs', { index })
      return { samples: sampled, survey: survey?.survey() ?? null, files: files.end() }
    },
  }
}

/** The samples stand where the rule puts them, so that nobody has picked them. */
function requireRuledSamples({
  audience,
  samples,
  template,
}: Pick<Manifest, 'audience' | 'samples' | 'template'>): void {
  const { root, count } = audience
  const ruled = sampleIndexes({ root, template: template.sha256, count })
  if (JSON.stringify(ruled) !== JSON.stringify(samples.map(({ index }) => index)))
    fail('approval.manifest-altered', {})
}

/** Digests of the renderings for these rows, given in ascending order. */
export function sampleDigests(
  template: Template,
  pieces: readonly Uint8Array[],
  indexes: readonly number[],
): string[] {
  const digests: string[] = []
  let index = 0
  for (const piece of pieces)
    for (const line of linesOf(piece)) {
      if (index === indexes[digests.length]) {
        const row = parseRow(line, index)
        if (row === null) return fail('approval.recipients-altered', { index })
        digests.push(renderingDigest(template.render(row.fields, index)))
      }
      if (digests.length === indexes.length) return digests
      index += 1
    }
  return digests
}
