import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { toRelaxedBody, toRelaxedHeader } from '../../../main/sending/dkim-canonical.ts'
import { checkDkim } from '../../../main/sending/dkim-check.ts'
import { createDkimSigner, type DkimSigner } from '../../../main/sending/dkim-signer.ts'
import { thrownProblem, thrownProblemAsync } from '../../support/thrown-problem.ts'

const at = Date.parse('2026-11-24T01:00:00Z')
const place = { domain: 'example.jp', selector: 's1' }
let signer: DkimSigner
let publicKey: string

beforeAll(() => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  signer = createDkimSigner({ ...place, publicKey, privateKey })
})

const head =
  'From: <a@example.jp>\r\nTo: <b@example.com>\r\nSubject: hi\r\nDate: Tue, 24 Nov 2026 10:00:00 +0900\r\n'
const verify = (bytes: Uint8Array) => checkDkim(bytes, { ...place, publicKey }, at)

describe('DKIM', () => {
  it('canonicalises as RFC 6376 section 3.4.5 shows', () => {
    expect(toRelaxedHeader('A: X')).toBe('a:X')
    expect(toRelaxedHeader('B : Y\t\r\n\tZ  ')).toBe('b:Y Z')
    expect(toRelaxedBody(' C \r\nD \t E\r\n\r\n\r\n')).toBe(' C\r\nD E\r\n')
    expect(toRelaxedBody('')).toBe('')
    expect(toRelaxedBody('\r\n \r\n')).toBe('')
  })

  it('is verified by another implementation, whatever white space does', async () => {
    const line = fc.stringMatching(/^[ \tab.=]{0,30}$/)
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.stringMatching(/^[ \ta-z]{0,40}$/),
        async (lines, subject) => {
          const message = `${head}X-Odd:  ${subject} \r\n\t folded\r\nReply-To: ${subject}\r\n\r\n${lines.map((each) => `${each}\r\n`).join('')}`
          await verify(signer.sign(Buffer.from(message), at))
        },
      ),
      { numRuns: process.env.SLOW ? 500 : 40 },
    )
  })

  it('covers what readers act on, once more than it occurs, and never only part of the body', () => {
    const signed = Buffer.from(signer.sign(Buffer.from(`${head}\r\nbody\r\n`), at)).toString()
    const field = signed.slice(0, signed.indexOf('From:')).replace(/\s+/g, '')
    const names = /h=([^;]*)/.exec(field)?.[1]?.split(':') ?? []
    for (const name of ['from', 'to', 'subject', 'date'])
      expect(names.filter((each) => each === name)).toHaveLength(2)
    for (const name of ['reply-to', 'list-unsubscribe']) expect(names).toContain(name)
    expect(field).not.toMatch(/[;]l=/)
    expect(field).toContain('a=rsa-sha256;c=relaxed/relaxed;d=example.jp;s=s1;')
    expect(signed.split('\r\n').every((each) => each.length <= 78)).toBe(true)
  })

  it.each([
    ['the body', (text: string) => text.replace('body', 'bodY')],
    ['the subject', (text: string) => text.replace('Subject: hi', 'Subject: ho')],
    ['a second From', (text: string) => text.replace('From:', 'From: <evil@example.com>\r\nFrom:')],
    [
      'a Reply-To',
      (text: string) => text.replace('From:', 'Reply-To: <evil@example.com>\r\nFrom:'),
    ],
    ['more body', (text: string) => `${text}more\r\n`],
    ['no signature', (text: string) => text.slice(text.indexOf('From:'))],
  ])('does not hold for %s', async (_what, alter) => {
    const signed = Buffer.from(signer.sign(Buffer.from(`${head}\r\nbody\r\n`), at)).toString()
    const problem = await thrownProblemAsync(verify(Buffer.from(alter(signed))))
    expect(problem.code).toBe('sending.dkim-self-check')
  })

  describe('with a second signature (RFC 8463)', () => {
    const pair = generateKeyPairSync('ed25519')
    const ed25519 = {
      selector: 'e1',
      publicKey: pair.publicKey
        .export({ type: 'spki', format: 'der' })
        .subarray(-32)
        .toString('base64'),
    }
    const ed25519PrivateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const both = {
      ...place,
      publicKey: rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      privateKey: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }

    it('both hold, and one alone is not enough', async () => {
      const double = createDkimSigner({ ...both, ed25519, ed25519PrivateKey })
      const signed = double.sign(Buffer.from(`${head}\r\nbody\r\n`), at)
      const approved = { ...place, publicKey: both.publicKey, ed25519 }
      await checkDkim(signed, approved, at)
      const text = Buffer.from(signed).toString()
      expect(text.match(/^DKIM-Signature: v=1; a=[a-z0-9-]+/gm)).toEqual([
        'DKIM-Signature: v=1; a=ed25519-sha256',
        'DKIM-Signature: v=1; a=rsa-sha256',
      ])
      const withoutFirst = text.slice(text.indexOf('DKIM-Signature:', 1))
      const problem = await thrownProblemAsync(checkDkim(Buffer.from(withoutFirst), approved, at))
      expect(problem.code).toBe('sending.dkim-self-check')
    })

    it.each([
      ['absent', ''],
      ['an RSA key', both.privateKey],
      [
        'another Ed25519 key',
        generateKeyPairSync('ed25519')
          .privateKey.export({ type: 'pkcs8', format: 'pem' })
          .toString(),
      ],
    ])('M07: nothing is signed when its key is %s', (_what, key) => {
      const act = () => createDkimSigner({ ...both, ed25519, ed25519PrivateKey: key })
      expect(thrownProblem(act)).toEqual({
        code: 'sending.dkim-key-invalid',
        params: { domain: 'example.jp', selector: 'e1' },
      })
    })
  })
})
