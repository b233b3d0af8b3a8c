import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMerkleTree, leafHash } from '../../../main/approval/merkle-tree.ts'

/** Inputs and roots of the reference implementation of Certificate Transparency. */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

/** RFC 6962 section 2.1 word for word: split at the largest power of two below n. */
function treeHash(entries: readonly Uint8Array[]): Buffer {
  if (entries.length === 0) return createHash('sha256').digest()
  if (entries.length === 1) return Buffer.from(leafHash(entries[0]!))
  let k = 1
  while (k * 2 < entries.length) k *= 2
  return createHash('sha256')
    .update(Uint8Array.of(1))
    .update(treeHash(entries.slice(0, k)))
    .update(treeHash(entries.slice(k)))
    .digest()
}

function rootOf(entries: readonly Uint8Array[]): string {
  const tree = createMerkleTree()
  for (const entry of entries) tree.add(entry)
  return tree.root()
}

describe('merkle tree', () => {
  it.each(roots.map((root, size) => [size, root] as const))(
    'matches the reference vector of %i entries',
    (size, root) => {
      expect(rootOf(inputs.slice(0, size).map((hex) => Buffer.from(hex, 'hex')))).toBe(root)
    },
  )

  it('equals the recursive definition for any entries', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 70 }), (entries) => {
        expect(rootOf(entries)).toBe(treeHash(entries).toString('hex'))
      }),
    )
  })

  it('changes when an entry changes, moves, is added or is dropped', () => {
    const entries = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(entries, fc.nat(), (texts, pick) => {
        const bytes = texts.map((text) => Buffer.from(text))
        const at = pick % texts.length
        const root = rootOf(bytes)
        const changed = bytes.with(at, Buffer.from(`${texts[at]}!`))
        const moved = [...bytes.slice(1), bytes[0]!]
        for (const other of [changed, moved, [...bytes, bytes[0]!], bytes.toSpliced(at, 1)])
          expect(rootOf(other)).not.toBe(root)
      }),
    )
  })
})
