import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCmsSigner } from '../../../main/message/cms-signature.ts'
import { createMemoryKey } from '../../../main/message/memory-key.ts'
import { validateMessageBytes } from '../../../main/message/message-bytes.ts'
import { composeSkeleton } from '../../../main/message/mime.ts'
import { readPfx } from '../../../main/message/pfx.ts'
import {
  readSigningKeyPair,
  type SigningKeyPair,
} from '../../../main/message/signing-certificate.ts'
import { compileTemplate, templateBytes } from '../../../main/message/template.ts'
import { checkDkim } from '../../../main/sending/dkim-check.ts'
import { createDkimSigner } from '../../../main/sending/dkim-signer.ts'
import {
  isOpensslMissing,
  openssl,
  pfxPassword,
  SmimeAuthority,
} from '../../support/smime-authority.ts'

const address = 'news@example.jp'

describe.skipIf(isOpensslMissing)('S/MIME', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-smime-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let authority: SmimeAuthority
  beforeAll(() => {
    authority = new SmimeAuthority(folder)
    authority.issue('rsa', { name: '関所商事 広報部', key: 'rsa:2048' })
    authority.issue('ec', { name: 'Sekisho News', key: 'P-256' })
  })

  const read = (file: Uint8Array, now = Date.now(), password = pfxPassword) =>
    readSigningKeyPair(file, { password, address, now })
  const readGood = (file: Uint8Array): SigningKeyPair => {
    const pair = read(file)
    if ('reason' in pair) throw new Error(JSON.stringify(pair))
    return pair
  }

  // What programs write, newest to oldest: OpenSSL 3, Windows (AES, then 3DES), browsers, Java, OpenSSL 1.
  it.each([
    ['AES-256, PBKDF2 with SHA-256', []],
    [
      'AES-128 with a MAC of SHA-512',
      ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512'],
    ],
    [
      '3DES with SHA-1',
      ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-legacy'],
    ],
    ['RC2-40 and 3DES', ['-legacy']],
    ['RC2-128', ['-keypbe', 'PBE-SHA1-RC2-128', '-certpbe', 'PBE-SHA1-RC2-128', '-legacy']],
    ['2-key 3DES', ['-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-2DES', '-legacy']],
    ['certificates in the clear', ['-certpbe', 'NONE']],
    ['no MAC', ['-nomac']],
  ] as const)('a PKCS #12 file is read: %s', (_what, options) => {
    for (const id of ['rsa', 'ec']) {
      const file = authority.pfx(id, { options })
      const pair = readGood(file)
      expect(pair.certificates.map((each) => each.subjectName.split(',')[0])).toEqual([
        id === 'rsa' ? 'CN=関所商事 広報部' : 'CN=Sekisho News',
        'CN=Sekisho Test CA',
      ])
      expect(read(file, Date.now(), 'wrong')).toEqual({ reason: 'password' })
      expect(read(file, Date.now(), '')).toEqual({ reason: 'password' })
    }
  })

  it('an empty and a Japanese password are passwords too', () => {
    for (const password of ['', 'ひみつのことば'])
      for (const options of [[], ['-legacy']]) {
        const file = authority.pfx('ec', { password, options })
        expect(readPfx(file, password)).toMatchObject({ keys: [expect.anything()] })
      }
  })

  it('what cannot sign says why', () => {
    const made = (id: string, wish: object, o = {}) => {
      authority.issue(id, { name: id, key: 'P-256', ...wish })
      return read(authority.pfx(id, o))
    }
    expect(made('weak', { key: 'rsa:1024' })).toMatchObject({ reason: 'key-weak' })
    expect(made('web', { usage: 'serverAuth' })).toMatchObject({ reason: 'purpose' })
    expect(made('other', { address: 'sales@example.jp' })).toMatchObject({
      ...{ reason: 'address', addresses: 'sales@example.jp' },
    })
    expect(made('nobody', { address: null })).toMatchObject({ reason: 'address', addresses: '' })
    expect(made('alone', {}, { chain: false })).toMatchObject({
      ...{ reason: 'chain', issuer: expect.stringContaining('CN=Sekisho Test CA') },
    })
    const file = authority.pfx('ec')
    expect(read(file, Date.now() + 900 * 86_400_000)).toMatchObject({ reason: 'expired' })
    expect(read(file, Date.now() - 86_400_000)).toMatchObject({ reason: 'not-yet' })
    const keyless = openssl([
      ...['pkcs12', '-export', '-nokeys', '-in', authority.file('ec.pem')],
      ...['-passout', `pass:${pfxPassword}`],
    ])
    expect(read(keyless)).toEqual({ reason: 'no-key' })
  })

  it('bytes that are cut off, altered or none are refused, and never more than that', () => {
    const file = authority.pfx('ec')
    for (let at = 0; at < file.length; at += 41) {
      const broken = Buffer.from(file)
      broken[at] = (broken[at] ?? 0) ^ 0x41
      for (const bytes of [file.subarray(0, at), broken]) {
        const found = read(bytes)
        // What no code protects, such as the version's number, changes nothing of what is read.
        if (!('reason' in found)) expect(found).toEqual(readGood(file))
        else expect(['password', 'unreadable']).toContain(found.reason)
      }
    }
  })

  const source = {
    subject: '{{ 氏名 }}様へのお知らせ',
    text: '{{ 氏名 }} 様\n\nいつもお世話になっております。\n.先頭の点\nFrom 行\n末尾の空白 \n',
    html: '<p>{{ 氏名 }} 様</p><p><img src="cid:x" alt=""></p>\n',
  }
  const attachments = [
    { name: '約款（最新版）.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 約款') },
  ]
  async function messageOf(
    id: string,
    o: { attachments?: typeof attachments; text?: string } = {},
  ) {
    const template = compileTemplate(templateBytes({ ...source, ...o }))
    const { certificates, privateKey } = readGood(authority.pfx(id))
    const signer = createCmsSigner({
      certificates: certificates.map(({ bytes }) => bytes),
      sha256: certificates[0]!.sha256,
      key: createMemoryKey(privateKey),
    })
    const skeleton = await composeSkeleton({
      headers: { from: { name: '広報部', address }, replyTo: null, listUnsubscribe: null },
      template,
      attachments: o.attachments ?? attachments,
      signer,
    })
    const bytes = skeleton.build({
      ...{ to: 'taro@example.com', toName: '髙﨑 太郎', messageId: '<1@example.jp>' },
      date: new Date().toUTCString().replace('GMT', '+0000'),
      rendered: template.render({ 氏名: '髙﨑 𠮷野' }),
    })
    return { bytes: Buffer.from(bytes), privateKey, signer }
  }
  const verified = (bytes: Uint8Array) => {
    const mail = join(folder, 'mail.eml')
    writeFileSync(mail, bytes)
    const args = ['-verify', '-in', mail, '-inform', 'SMIME', '-CAfile', authority.root]
    return openssl(['cms', ...args, '-purpose', 'smimesign', '-verify_retcode'])
  }

  it.each(['rsa', 'ec'])(
    'OpenSSL verifies what a key of kind %s signed, to the byte',
    async (id) => {
      const { bytes } = await messageOf(id)
      const entity = verified(bytes)
      const whole = bytes.toString('latin1')
      expect(whole).toContain(entity.toString('latin1'))
      const inner = await PostalMime.parse(entity)
      expect(inner.text?.replace(/\r\n/g, '\n')).toBe(
        source.text.replace('{{ 氏名 }}', '髙﨑 𠮷野'),
      )
      expect(inner.attachments[0]?.filename).toBe('約款（最新版）.pdf')
      const outer = await PostalMime.parse(bytes)
      expect(outer.subject).toBe('髙﨑 𠮷野様へのお知らせ')
      expect(outer.attachments.map(({ filename }) => filename)).toContain('smime.p7s')
      const altered = Buffer.from(whole.replace('5YWI6aCt44Gu54K5', '5YWI6aCt44Gu54K6'), 'latin1')
      if (altered.equals(bytes)) altered[whole.indexOf('base64\r\n\r\n') + 12]! ^= 1
      expect(() => verified(altered)).toThrow(/verification failure|digest/i)
    },
  )

  it('DKIM over it is read by mailauth and by OpenDKIM', async () => {
    const { bytes } = await messageOf('rsa')
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const approved = {
      ...{ domain: 'example.jp', selector: 's1' },
      publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    }
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const now = Date.now()
    const signed = createDkimSigner({ ...approved, privateKey: pem }).sign(bytes, now)
    validateMessageBytes(signed)
    await checkDkim(signed, approved, now)
    verified(signed)
    if (!existsSync('/usr/sbin/opendkim')) return
    const [mail, dns, config] = ['dkim.eml', 'dns', 'conf'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(mail, signed)
    writeFileSync(dns, `s1._domainkey.example.jp v=DKIM1; k=rsa; p=${approved.publicKey}\n`)
    writeFileSync(config, `Mode v\nTestDNSData file:${dns}\nSyslog no\nAlwaysAddARHeader yes\n`)
    const { stdout, stderr } = spawnSync('/usr/sbin/opendkim', ['-t', mail, '-x', config, '-vvv'], {
      encoding: 'utf8',
    })
    expect(`${stdout}${stderr}`).toContain('dkim=pass')
  })

  it('a single part is signed as well, and the attributes are those of RFC 8551', async () => {
    const { bytes } = await messageOf('ec', { attachments: [], text: '本文のみ' })
    verified(bytes)
    const p7s = join(folder, 'smime.p7s')
    const base64 = /name="smime\.p7s"[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(
      bytes.toString('latin1'),
    )
    writeFileSync(p7s, Buffer.from(base64?.[1] ?? '', 'base64'))
    const printed = openssl(['cms', '-cmsout', '-print', '-noout', '-inform', 'DER', '-in', p7s])
    for (const attribute of ['contentType', 'signingTime', 'messageDigest', 'signingCertificateV2'])
      expect(printed.toString()).toContain(attribute)
    expect(openssl(['pkcs7', '-inform', 'DER', '-in', p7s, '-print_certs']).toString()).toContain(
      'Sekisho Test CA',
    )
  })

  it('the key’s bytes are zero once it has been taken over, and a closed signer signs nothing', async () => {
    const { privateKey, signer } = await messageOf('ec')
    expect(privateKey.every((byte) => byte === 0)).toBe(true)
    signer.close()
    expect(() => signer.sign(Buffer.from('x'), 0)).toThrow()
  })

  it('a key of another certificate, or another certificate than the approved, signs nothing', () => {
    const [rsa, ec] = [readGood(authority.pfx('rsa')), readGood(authority.pfx('ec'))]
    const certificates = ec.certificates.map(({ bytes }) => bytes)
    const sha256 = ec.certificates[0]!.sha256
    const make = (privateKey: Uint8Array, o: object) => () =>
      createCmsSigner({
        ...{ certificates, sha256, key: createMemoryKey(Uint8Array.from(privateKey)) },
        ...o,
      })
    expect(make(ec.privateKey, {})).not.toThrow()
    expect(make(rsa.privateKey, {})).toThrow(/smime-key-invalid/)
    expect(make(ec.privateKey, { sha256: rsa.certificates[0]!.sha256 })).toThrow(
      /smime-key-invalid/,
    )
    expect(make(Buffer.from('none'), {})).toThrow(/smime-key-invalid/)
  })
})
