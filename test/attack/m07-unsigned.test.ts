import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createDkimSigner } from '../../main/sending/dkim-signer.ts'
import { approveRelease } from '../support/approved-release.ts'
import { makeKeys, runEngine } from '../support/engine-run.ts'
import { startPeer } from '../support/smtp-peer.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { thrownProblem } from '../support/thrown-problem.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pemOf = (key: { export: (o: { type: 'pkcs8'; format: 'pem' }) => string | Buffer }) =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString()
const approved = rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

const keys: readonly (readonly [string, string])[] = [
  ['absent', ''],
  ['garbage', '-----BEGIN PRIVATE KEY-----\nZ2FyYmFnZQ==\n-----END PRIVATE KEY-----\n'],
  ['Ed25519', pemOf(generateKeyPairSync('ed25519').privateKey)],
  ['another RSA key', pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)],
]

describe('M07: a DKIM key that is not the approved one sends nothing unsigned', () => {
  it.each(keys)('%s', async (_what, privateKey) => {
    const place = { domain: 'example.jp', selector: 's1' }
    const problem = thrownProblem(() =>
      createDkimSigner({ ...place, privateKey, publicKey: approved }),
    )
    expect(problem).toEqual({ code: 'sending.dkim-key-invalid', params: place })

    const peer = await startPeer()
    const { host, port, caPem } = peer
    const relay = { host, port, ca: caPem, password: 'secret' }
    const release = approveRelease({ count: 30, relay, dkimPrivateKey: privateKey })
    const done = await runEngine({ release, folder: makeTempFolder(), keys: makeKeys() }).done
    expect(done).toMatchObject({ phase: 'halted', problem: { code: 'sending.dkim-key-invalid' } })
    expect(peer.sessions()).toBe(0)
    await peer.close()
  })

  it('an RSA key too short to be trusted', () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const publicKey = short.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const problem = thrownProblem(() =>
      createDkimSigner({
        domain: 'a.jp',
        selector: 's',
        privateKey: pemOf(short.privateKey),
        publicKey,
      }),
    )
    expect(problem.code).toBe('sending.dkim-key-invalid')
  })
})
