import { hash, X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isProvenByTlsa } from '../../../main/deliverability/tlsa-proof.ts'
import { createAuthority, createSelfSigned } from '../../support/certificate.ts'

const authority = createAuthority()
const others = createAuthority('Another authority')
const now = Date.now()
const of = (pem: string) => new X509Certificate(pem)
const ca = of(authority.certificatePem)
const leaf = of(authority.issue({ names: ['mx.example.jp'] }).certificatePem)
const old = of(
  authority.issue({ names: ['mx.example.jp'], notAfter: new Date(now - 60_000) }).certificatePem,
)
const own = of(createSelfSigned(['mx.example.jp']).certificatePem)

const spki = (certificate: X509Certificate) =>
  certificate.publicKey.export({ type: 'spki', format: 'der' })
function tlsa(usage: number, selector: number, matchingType: number, of: X509Certificate) {
  const selected = selector === 0 ? of.raw : spki(of)
  const algorithm = ['', 'sha256', 'sha512'][matchingType]
  const data = algorithm ? hash(algorithm, selected, 'buffer') : Buffer.from(selected)
  return { usage, selector, matchingType, data }
}
const forms = [0, 1].flatMap((selector) => [0, 1, 2].map((type) => [selector, type] as const))
const names = ['mx.example.jp', 'example.jp']

describe('DANE-EE (RFC 7672 section 3.1.1)', () => {
  it.each(forms)(
    '3 %i %i: the certificate itself, whatever its name, dates and issuer',
    (selector, type) => {
      for (const shown of [leaf, old, own]) {
        const records = [tlsa(3, selector, type, shown)]
        expect(isProvenByTlsa({ chain: [shown], records, names: ['elsewhere.test'], now })).toBe(
          true,
        )
        const another = shown === leaf ? own : leaf
        expect(isProvenByTlsa({ chain: [another, shown], records, names, now })).toBe(false)
      }
    },
  )
})

describe('DANE-TA (section 3.1.2)', () => {
  it.each(forms)(
    '2 %i %i: a chain to the anchor, for one of the names, within its dates',
    (selector, type) => {
      const records = [tlsa(2, selector, type, ca)]
      expect(isProvenByTlsa({ chain: [leaf, ca], records, names, now })).toBe(true)
      expect(isProvenByTlsa({ chain: [leaf, ca], records, names: ['mx.example.com'], now })).toBe(
        false,
      )
      expect(isProvenByTlsa({ chain: [old, ca], records, names, now })).toBe(false)
      expect(isProvenByTlsa({ chain: [own, ca], records, names, now })).toBe(false)
      const strange = of(others.issue({ names: ['mx.example.jp'] }).certificatePem)
      expect(isProvenByTlsa({ chain: [strange, ca], records, names, now })).toBe(false)
    },
  )

  it.each([
    [0, true],
    [1, false],
    [2, false],
  ])(
    'finds an anchor that the host does not show only where the record holds it whole (2 0 %i)',
    (type, proven) => {
      expect(isProvenByTlsa({ chain: [leaf], records: [tlsa(2, 0, type, ca)], names, now })).toBe(
        proven,
      )
    },
  )

  it('takes no leaf for an anchor', () => {
    const records = [tlsa(2, 0, 1, own)]
    expect(isProvenByTlsa({ chain: [own], records, names, now })).toBe(false)
  })
})

it('proves nothing without records, certificates or sense', () => {
  expect(isProvenByTlsa({ chain: [leaf], records: [], names, now })).toBe(false)
  expect(isProvenByTlsa({ chain: [], records: [tlsa(3, 1, 1, leaf)], names, now })).toBe(false)
  const nonsense = [2, 3].flatMap((usage) =>
    forms.map(([selector, matchingType]) => ({
      usage,
      selector,
      matchingType,
      data: Buffer.of(1),
    })),
  )
  expect(isProvenByTlsa({ chain: [leaf, ca], records: nonsense, names, now })).toBe(false)
})
