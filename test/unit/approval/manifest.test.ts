import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  encodeManifest,
  manifestDigest,
  parseManifest,
  routeDifference,
  toManifestView,
} from '../../../main/approval/manifest.ts'
import { ManifestView } from '../../../preload/contract/campaigns.ts'
import { leavesOf, withLeafChanged } from '../../support/mutation.ts'
import { problemOf } from '../../support/problem.ts'
import { createSignedRequest, route } from '../../support/signed-request.ts'

const { manifest } = createSignedRequest()

describe('manifest', () => {
  it('reads back what it wrote, whatever the order of its keys', () => {
    const bytes = encodeManifest(manifest)
    expect(parseManifest(bytes)).toEqual(manifest)
    const shuffled = Object.fromEntries(Object.entries(manifest).reverse()) as typeof manifest
    expect(Buffer.from(encodeManifest(shuffled))).toEqual(Buffer.from(bytes))
  })

  it('has another digest for another value of any field', () => {
    const digest = manifestDigest(encodeManifest(manifest))
    for (const path of leavesOf(manifest)) {
      const altered = Buffer.from(JSON.stringify(withLeafChanged(manifest, path)))
      expect(manifestDigest(altered), path.join('.')).not.toBe(digest)
    }
  })

  it.each(['', '[]', 'null', '{"v":1}', '{"v":2}', `${'['.repeat(100_000)}`])(
    'refuses what is none: %.20s',
    (text) => {
      expect(problemOf(() => parseManifest(Buffer.from(text)))).toBe('approval.manifest-altered')
    },
  )

  it('refuses more than it has room for, before it is read', () => {
    expect(problemOf(() => parseManifest(new Uint8Array(17 * 1024 * 1024)))).toBe(
      'approval.manifest-altered',
    )
  })

  it('names the field in which two routes differ', () => {
    expect(routeDifference(route, { ...route })).toBeNull()
    expect(routeDifference(route, { ...route, ca: 'PEM' })).toBe('ca')
    expect(routeDifference(route, { ...route, dkim: { ...route.dkim, selector: 's2' } })).toBe(
      'dkim',
    )
  })

  it('shows as every screen expects it', () => {
    const view = toManifestView(manifest, {
      subject: '件名',
      executorName: 'PC-2',
      digest: manifestDigest(encodeManifest(manifest)),
      words: ['あ', 'い', 'う', 'え'],
    })
    expect(v.parse(ManifestView, view)).toEqual(view)
  })
})
