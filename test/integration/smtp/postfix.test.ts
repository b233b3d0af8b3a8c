import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDkim } from '../../../main/sending/dkim-check.ts'
import { testRelay } from '../../../main/sending/relay-test.ts'
import { plainTransport } from '../../../preload/contract/transport.ts'
import { approveRelease } from '../../support/approved-release.ts'
import { makeKeys, runEngine } from '../../support/engine-run.ts'
import { type Postfix, postfixMissing, startPostfix } from '../../support/postfix.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const missing = postfixMissing()
if (missing) console.warn(`SKIPPED, Postfix as a relay: ${missing}`)

describe.skipIf(missing !== null)('Postfix as the relay', () => {
  let postfix: Postfix
  beforeAll(async () => {
    postfix = await startPostfix(['example.jp', 'example.com'])
  })
  afterAll(() => postfix.stop())

  const place = () => ({
    ...{ host: postfix.host, port: postfix.port, user: postfix.user, password: postfix.password },
    ca: postfix.caPem,
  })

  it('takes all over STARTTLS and AUTH; what arrives is whole and its signature holds', async () => {
    // Several in flight: Postfix offers CHUNKING.
    const transport = { ...plainTransport, chunking: true, inFlightMax: 4 }
    const release = approveRelease({ count: 120, relay: { ...place(), transport } })
    const run = runEngine({ release, folder: makeTempFolder(), keys: makeKeys() })
    expect(await run.done).toMatchObject({ phase: 'finished', counts: { sent: 120 } })

    let mails: Buffer[] = []
    for (let tries = 0; tries < 300 && mails.length < 120; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      mails = await postfix.delivered()
    }
    expect(mails).toHaveLength(120)
    const recipients = new Set<string>()
    for (const mail of mails) {
      // A Maildir holds line feeds; on the wire they were CRLF.
      const bytes = Buffer.from(mail.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')
      await checkDkim(bytes, release.manifest.route.dkim, Date.now())
      const parsed = await PostalMime.parse(bytes)
      const to = parsed.to?.[0]?.address ?? ''
      recipients.add(to)
      const index = Number(/user(\d+)@/.exec(to)?.[1])
      expect(parsed.subject).toBe(`会社${index} 様 重要なお知らせ`)
      expect(parsed.attachments[0]?.filename).toBe('案内.pdf')
    }
    expect(recipients.size).toBe(120)
    const log = await postfix.log()
    expect(log).toContain('sasl_method=PLAIN, sasl_username=sekisho')
    expect(log).toMatch(/bdat=\d+/)
  })

  it('is told apart step by step, and nothing is sent by the test', async () => {
    const input = { ...place(), tls: 'starttls' as const, pins: [], auth: 'password' as const }
    const good = await testRelay(input)
    expect(good.map(({ step, ok }) => [step, ok])).toEqual([
      ['connect', true],
      ['greeting', true],
      ['tls', true],
      ['auth', true],
    ])
    const wrong = await testRelay({ ...input, password: 'guess' })
    expect(wrong.at(-1)).toMatchObject({
      step: 'auth',
      ok: false,
      problem: { code: 'sending.auth-refused' },
    })
    const unpinned = await testRelay({ ...input, ca: null })
    expect(unpinned.at(-1)).toMatchObject({ step: 'tls', ok: false })
    const nobody = await testRelay({ ...input, port: 1 })
    expect(nobody).toMatchObject([
      { step: 'connect', ok: false, problem: { code: 'sending.relay-unreachable' } },
    ])
  })
})
