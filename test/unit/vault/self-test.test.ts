import { expect, test } from 'vitest'
import { decryptAead, encryptAead } from '../../../main/vault/aead.ts'
import { runSelfTest } from '../../../main/vault/vault.ts'

test('the known answers hold on this machine', async () => {
  await expect(runSelfTest()).resolves.toBeUndefined()
})

test('AES-256-GCM with associated data: test case 16 of the GCM specification', () => {
  const hex = (text: string) => Buffer.from(text, 'hex')
  const key = hex('feffe9928665731c6d6a8f9467308308'.repeat(2))
  const nonce = hex('cafebabefacedbaddecaf888')
  const associated = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
  const plaintext = hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
      '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  )
  const sealed = encryptAead(key, nonce, plaintext, associated)
  expect(Buffer.from(sealed).subarray(-16).toString('hex')).toBe('76fc6ece0f4e1768cddf8853bb2d551b')
  expect(decryptAead(key, nonce, sealed, associated)).toEqual(plaintext)
  expect(decryptAead(key, nonce, sealed)).toBeNull()
  expect(decryptAead(key, nonce, sealed.subarray(0, 15), associated)).toBeNull()
})
