import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { recordKinds } from '../../../main/journal/record.ts'
import { payloadOf } from '../../support/envelope.ts'
import { makeGoldenBlob, makeGoldenSealed, makeGoldenShare } from '../../support/journal-golden.ts'
import { filesBelow } from '../../support/share-files.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/journal')
const context = 'golden/context'
const plaintext = '関所 – the gate'

test('what is written today is byte for byte what was written before', () => {
  const golden = makeGoldenShare()
  const found = filesBelow(join(fixtures, 'v1')).map((path) => relative(fixtures, path))
  expect(found).toEqual([...golden.keys()].sort())
  for (const [path, bytes] of golden)
    expect(readFileSync(join(fixtures, path)).equals(bytes), path).toBe(true)
  expect(readFileSync(join(fixtures, 'sealed.bin')).equals(makeGoldenSealed())).toBe(true)
})

test('every kind of record is among them', () => {
  const kinds = filesBelow(join(fixtures, 'v1/log')).map(
    (path) => payloadOf(readFileSync(path)).kind,
  )
  expect(new Set(kinds)).toEqual(new Set([...recordKinds, 'kind-of-the-future']))
})

/** Section 6 of docs/journal-format.md, in the words of node:crypto alone. */
test('the sealed envelope opens by what the page says', () => {
  const sealed = readFileSync(join(fixtures, 'sealed.bin'))
  expect(sealed.subarray(0, 4).toString()).toBe('SKS1')
  expect(sealed.readUInt16BE(4)).toBe(1)
  const secret = createPrivateKey({
    key: Buffer.concat([
      Buffer.from('302e020100300506032b656e04220420', 'hex'),
      Buffer.alloc(32, 0x11),
    ]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')
  const reader = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(12)
  const ephemeral = sealed.subarray(6, 38)
  const shared = diffieHellman({
    privateKey: secret,
    publicKey: createPublicKey({
      key: Buffer.concat([publicPrefix, ephemeral]),
      format: 'der',
      type: 'spki',
    }),
  })
  const wrapKey = derive(shared, Buffer.concat([ephemeral, reader]), 'seal/stanza')
  const fileKey = open(wrapKey, Buffer.alloc(12), sealed.subarray(38, 86))
  const header = sealed.subarray(0, 86)
  const mac = createHmac('sha256', derive(fileKey, Buffer.alloc(0), 'seal/header')).update(header)
  expect(mac.digest().equals(sealed.subarray(86, 118))).toBe(true)
  const nonce = sealed.subarray(118, 134)
  const last = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  const key = derive(fileKey, nonce, 'seal/payload')
  expect(open(key, last, sealed.subarray(134)).toString()).toBe(plaintext)
})

test('a blob opens by what the page says', () => {
  const blob = Buffer.from(makeGoldenBlob())
  expect(blob.subarray(0, 4).toString()).toBe('SKB1')
  const contentKey = Buffer.alloc(32, 0x33)
  const nonce = blob.subarray(4, 20)
  expect(derive(contentKey, nonce, 'blob/commitment').equals(blob.subarray(20, 52))).toBe(true)
  const last = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  expect(open(derive(contentKey, nonce, 'blob/payload'), last, blob.subarray(52)).toString()).toBe(
    plaintext,
  )
})

function derive(secret: Uint8Array, salt: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, `sekisho/v1/${purpose}\0${context}`, 32))
}

function open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
}
