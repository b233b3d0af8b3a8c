import { fail } from '../../preload/problem.ts'
import { compileTemplate, type Template } from '../message/message.ts'
import { sha256 } from './digest.ts'
import { createDomainTally } from './domain-count.ts'
import { lineFeed, linesOf, parseRow } from './frozen-row.ts'
import type { Manifest } from './manifest.ts'
import { createMerkleTree } from './merkle-tree.ts'
import { renderingDigest, sampleIndexes } from './sample-rule.ts'

/** The plaintext bytes that a manifest speaks about. */
export interface ReleaseContent {
  readonly template: Uint8Array
  /** In the manifest's order. */
  readonly attachments: readonly Uint8Array[]
  /** The rows that are about to be shown or sent. */
  readonly rows: Uint8Array
  /** The rows as they lie sealed in the store, when they are at hand: then a difference has a place. */
  readonly sealedRows?: Uint8Array
}

/**
 * Recomputes every digest of a manifest from the bytes and renders its samples again. The first
 * difference is a problem that names it. Returns the compiled template, which has been paid for.
 */
export function verifyContent(manifest: Manifest, content: ReleaseContent): Template {
  const { template, attachments, audience } = manifest
  if (
    content.template.length !== template.sizeBytes ||
    sha256(content.template) !== template.sha256
  )
    return fail('approval.template-altered', {})
  attachments.forEach((approved, at) => {
    const bytes = content.attachments[at]
    if (bytes?.length !== approved.sizeBytes || sha256(bytes) !== approved.sha256)
      fail('approval.attachment-altered', { name: approved.name })
  })
  if (content.attachments.length > attachments.length)
    return fail('approval.attachment-altered', { name: `+${content.attachments.length}` })
  verifyRows(audience, content)
  const compiled = compileTemplate(content.template)
  verifySamples(manifest, compiled, content.rows)
  return compiled
}

function verifyRows(audience: Manifest['audience'], { rows, sealedRows }: ReleaseContent): void {
  const tree = createMerkleTree()
  const domains = createDomainTally()
  for (const line of linesOf(rows)) {
    const row = parseRow(line, tree.count())
    if (row === null || tree.count() >= audience.count)
      fail('approval.recipients-altered', { index: tree.count() })
    tree.add(line)
    domains.add(row.address)
  }
  if (tree.count() !== audience.count) fail('approval.recipients-altered', { index: tree.count() })
  // Without its last LF no row differs, but these are not the bytes that were frozen.
  if (rows.at(-1) !== lineFeed) fail('approval.recipients-altered', { index: audience.count - 1 })
  if (tree.root() !== audience.root)
    fail('approval.recipients-altered', {
      index: sealedRows === undefined ? '?' : firstDifference(rows, sealedRows),
    })
  if (JSON.stringify(domains.counts()) !== JSON.stringify(audience.domains))
    fail('approval.manifest-altered', {})
}

function firstDifference(rows: Uint8Array, sealedRows: Uint8Array): number | string {
  const sealed = linesOf(sealedRows)
  let index = 0
  for (const line of linesOf(rows)) {
    const other = sealed.next()
    if (other.done || !Buffer.from(line).equals(other.value)) return index
    index += 1
  }
  return sealed.next().done ? '?' : index
}

function verifySamples(manifest: Manifest, template: Template, rows: Uint8Array): void {
  const { root, count } = manifest.audience
  const indexes = sampleIndexes({ root, template: manifest.template.sha256, count })
  if (manifest.samples.length !== indexes.length) fail('approval.manifest-altered', {})
  const digests = sampleDigests(template, rows, indexes)
  manifest.samples.forEach((sample, at) => {
    if (sample.index !== indexes[at]) fail('approval.manifest-altered', {})
    if (sample.sha256 !== digests[at]) fail('approval.sample-differs', { index: sample.index })
  })
}

/** Digests of the renderings for these rows, given in ascending order. */
export function sampleDigests(
  template: Template,
  rows: Uint8Array,
  indexes: readonly number[],
): string[] {
  const digests: string[] = []
  let index = 0
  for (const line of linesOf(rows)) {
    if (digests.length === indexes.length) break
    if (index === indexes[digests.length]) {
      const row = parseRow(line, index)
      if (row === null) return fail('approval.recipients-altered', { index })
      digests.push(renderingDigest(template.render(row.fields, index)))
    }
    index += 1
  }
  return digests
}
