import { hash } from 'node:crypto'
import { sha256 } from './digest.ts'

/** How many renderings a manifest pins, if there are that many recipients. */
export const sampleCountMax = 5

/**
 * The recipients whose renderings stand in the manifest: drawn from the digests of audience and
 * template, so that they follow from what is being approved and the requester does not pick them.
 * Ascending and distinct.
 */
export function sampleIndexes(audience: {
  readonly root: string
  readonly template: string
  readonly count: number
}): number[] {
  const { root, template, count } = audience
  const wanted = Math.min(count, sampleCountMax)
  const indexes = new Set<number>()
  for (let draw = 0; indexes.size < wanted; draw += 1) {
    const digest = hash('sha256', `sekisho-sample:${root}:${template}:${draw}`, 'buffer')
    // 48 bits over at most millions of rows: the bias is far below anything one could use.
    indexes.add(digest.readUIntBE(0, 6) % count)
  }
  return [...indexes].sort((a, b) => a - b)
}

/** Digest of one rendering, as the manifest pins it. */
export function renderingDigest(rendering: {
  readonly subject: string
  readonly text: string
  readonly html: string
}): string {
  return sha256(JSON.stringify([rendering.subject, rendering.text, rendering.html]))
}
