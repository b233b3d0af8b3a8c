import { expect, test } from 'vitest'
import { makeSealingKey, sealingKeyFromSecret } from '../../../main/vault/vault.ts'
import { systemRandom } from '../../support/random.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

test('RFC 7748 section 6.1: both sides agree on the published secret', () => {
  const alice = sealingKeyFromSecret(
    hex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a'),
  )
  const bob = sealingKeyFromSecret(
    hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'),
  )
  const shared = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742'
  expect(alice.publicKey).toBe('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a')
  expect(bob.publicKey).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f')
  expect(Buffer.from(alice.agree(hex(bob.publicKey))!).toString('hex')).toBe(shared)
  expect(Buffer.from(bob.agree(hex(alice.publicKey))!).toString('hex')).toBe(shared)
})

test('points that contribute nothing are refused, whatever their top bit', () => {
  const key = makeSealingKey(systemRandom)
  const bad = [
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
    `ec${'ff'.repeat(30)}7f`,
    `ed${'ff'.repeat(30)}7f`,
    `ee${'ff'.repeat(30)}7f`,
    `${'00'.repeat(31)}80`,
    `ee${'ff'.repeat(31)}`,
    '00'.repeat(31),
  ]
  for (const point of bad) expect(key.agree(hex(point)), point).toBeNull()
})
