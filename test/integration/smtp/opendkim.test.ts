import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDkimSigner } from '../../../main/sending/dkim-signer.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** Debian's OpenDKIM as an independent verifier; its build knows ed25519-sha256 too. */
const program = '/usr/sbin/opendkim'
const isMissing = !existsSync(program)
if (isMissing) console.warn('SKIPPED, signatures read by OpenDKIM: apt-get install opendkim')

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ed25519 = generateKeyPairSync('ed25519')
const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const derOf = (key: KeyObject) => key.export({ type: 'spki', format: 'der' })
const publicKey = derOf(rsa.publicKey).toString('base64')
const second = derOf(ed25519.publicKey).subarray(-32).toString('base64')
const signer = createDkimSigner({
  ...{ domain: 'example.jp', selector: 's1', publicKey, privateKey: pemOf(rsa.privateKey) },
  ed25519: { selector: 'e1', publicKey: second },
  ed25519PrivateKey: pemOf(ed25519.privateKey),
})
const message =
  'From: <a@example.jp>\r\nTo: <b@example.com>\r\nSubject: =?UTF-8?B?44GK55+l44KJ44Gb?=\r\n\tand more\r\nDate: Tue, 24 Nov 2026 10:00:00 +0900\r\nMessage-ID: <1@example.jp>\r\n\r\n two  spaces \t\r\n.dot\r\n\r\n\r\n'

/** What OpenDKIM says of each signature, by selector. */
function verdictsOf(bytes: Uint8Array): string[] {
  const folder = makeTempFolder()
  const [mail, dns, config] = ['mail.eml', 'dns', 'conf'].map((name) => join(folder, name))
  if (!mail || !dns || !config) throw new Error('no folder')
  writeFileSync(mail, bytes)
  writeFileSync(
    dns,
    `s1._domainkey.example.jp v=DKIM1; k=rsa; p=${publicKey}\ne1._domainkey.example.jp v=DKIM1; k=ed25519; p=${second}\n`,
  )
  writeFileSync(config, `Mode v\nTestDNSData file:${dns}\nSyslog no\nAlwaysAddARHeader yes\n`)
  const { stdout, stderr } = spawnSync(program, ['-t', mail, '-x', config, '-vvv'], {
    encoding: 'utf8',
  })
  const found = `${stdout}${stderr}`.matchAll(/dkim=(\w+)[^;]*header\.s=(\w+)/g)
  return [...found].map(([, verdict, selector]) => `${selector} ${verdict}`).sort()
}

describe.skipIf(isMissing)('OpenDKIM reads our signatures', () => {
  it('and both hold', async () => {
    const signed = await signer.sign(Buffer.from(message), Date.now())
    expect(verdictsOf(signed)).toEqual(['e1 pass', 's1 pass'])
  })

  it.each([
    ['the body', (text: string) => text.replace('.dot', '.dots')],
    ['a second From', (text: string) => text.replace('From:', 'From: <x@example.jp>\r\nFrom:')],
    ['the subject', (text: string) => text.replace('and more', 'and less')],
  ])('and neither holds once somebody has changed %s', async (_what, alter) => {
    const signed = await signer.sign(Buffer.from(message), Date.now())
    const verdicts = verdictsOf(
      Buffer.from(alter(Buffer.from(signed).toString('latin1')), 'latin1'),
    )
    expect(verdicts.filter((each) => each.endsWith('pass'))).toEqual([])
  })
})
