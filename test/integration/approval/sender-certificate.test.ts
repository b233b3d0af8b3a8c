import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import {
  materialOf,
  openForRelease,
  openRouteSecrets,
  verifyApproval,
} from '../../../main/approval/approval.ts'
import { certificateProblem } from '../../../main/approval/sender-certificate.ts'
import { createReleaseSigner } from '../../../main/sending/release-signer.ts'
import { plainTransport } from '../../../preload/contract/transport.ts'
import { approver, author, makeOffice, type Office } from '../../support/approval-desk.ts'
import { makeClock } from '../../support/clock.ts'
import {
  isOpensslMissing,
  openssl,
  pfxPassword,
  SmimeAuthority,
} from '../../support/smime-authority.ts'
import { thrownProblemAsync } from '../../support/thrown-problem.ts'

const address = 'info@example.jp'
const dayMs = 86_400_000

describe.skipIf(isOpensslMissing)('a sender with a certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-sender-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function importFile(office: Office, file: Uint8Array, password = pfxPassword) {
    const { founder } = office.team
    const desk = office.desk(founder.name)
    desk.files.next = join(folder, 'chosen.pfx')
    writeFileSync(desk.files.next, file)
    const chosen = await office.as(founder.name)('routes.choose-certificate', {})
    expect(chosen?.name).toBe('chosen.pfx')
    return office.as(founder.name)('routes.import-certificate', {
      ...{ identity: office.identity, file: chosen?.file ?? '', password },
      code: founder.freshCode(),
    })
  }

  async function secretsOf(office: Office, request: string) {
    const session = office.desk(author).session()
    const opened = await openForRelease(session, request)
    const material = materialOf(session, {
      ...{ request, manifest: opened.manifestBytes, now: office.team.clock.now() },
      ...{ engineVersion: '0.0.0-test', activation: null },
    })
    const { manifest } = opened
    return { manifest, secrets: await openRouteSecrets(verifyApproval(material), session) }
  }

  it('is signed for by administrators, shown to approvers, and signs only what they approve', async () => {
    const authority = new SmimeAuthority(folder)
    authority.issue('info', { name: '関所商事 総務部', key: 'P-256', address })
    authority.issue('other', { name: 'Other', key: 'P-256', address: 'x@example.jp' })
    // OpenSSL dates what it issues by this machine's clock.
    const clock = makeClock(new Date(Date.now() + 60_000).toISOString())
    const office = await makeOffice({ clock })
    const { founder } = office.team
    const as = office.as(founder.name)
    const file = authority.pfx('info')

    // What cannot sign changes nothing.
    const problemOf = async (bytes: Uint8Array, password?: string) =>
      (await thrownProblemAsync(importFile(office, bytes, password))).code
    expect(await problemOf(file, 'wrong')).toBe('message.certificate-password')
    expect(await problemOf(authority.pfx('other'))).toBe('message.certificate-address')
    expect(await problemOf(Buffer.alloc(2 << 20))).toBe('message.certificate-unreadable')
    expect((await as('routes.sender-identities', {}))[0]?.certificate).toBeNull()

    const view = await importFile(office, file)
    expect(view).toMatchObject({ routesWithoutKey: [], certificate: { addresses: [address] } })
    expect(view.certificate?.subject).toContain('CN=関所商事 総務部')
    await office.sync()
    const change = { identity: office.identity, name: '総務部', replyTo: null }
    const moved = as('routes.change-sender-identity', {
      ...{ ...change, address: 'x@example.jp', code: founder.freshCode() },
    })
    expect((await thrownProblemAsync(moved)).code).toBe('message.certificate-address')

    const { request } = await office.fileRequest()
    const review = await office.as(approver)('approval.review', { request })
    expect(review.manifest.smime?.sha256).toBe(view.certificate?.sha256)
    expect(review.way.facts.find(({ field }) => field === 'smime')?.value).toContain('関所商事')
    expect((await thrownProblemAsync(secretsOf(office, request))).code).toMatch(/^approval\./)
    await office.approve(approver, request)
    const { manifest, secrets } = await secretsOf(office, request)
    expect(secrets).not.toHaveProperty('sealSecret')
    const signer = createReleaseSigner({ manifest, secrets })
    expect(secrets.smimeKey?.every((byte) => byte === 0)).toBe(true)
    const content = Buffer.from('Content-Type: text/plain\r\n\r\nx\r\n')
    writeFileSync(join(folder, 'content'), content)
    const signature = signer?.sign(content, Date.now())
    openssl(
      [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-content', join(folder, 'content')],
        ...['-CAfile', authority.root, '-purpose', 'smimesign'],
      ],
      signature,
    )

    // A route that came later has no key of it until it is imported again.
    const { id: _, ...later } = await as('routes.create', {
      ...{ pins: [], dkimEd25519Selector: null, ca: null, ratePerHourMax: null, quorum: 1 },
      ...{ name: '支社の中継', host: 'relay2.example.jp', port: 587, tls: 'starttls' },
      ...{ user: null, password: null, dkimDomain: 'example.jp', dkimSelector: 's2' },
      ...{ connectionsMax: 1, transport: { ...plainTransport, fallbacks: [] } },
      code: founder.freshCode(),
    }).then(({ id, name }) => ({ id, name }))
    const [waiting] = await as('routes.sender-identities', {})
    expect(waiting?.routesWithoutKey).toEqual([later.name])
    expect((await importFile(office, file)).routesWithoutKey).toEqual([])

    // Past its end nothing leaves any more, approved or not.
    const ended = office.team.clock.now() + 830 * dayMs
    expect(certificateProblem(manifest.smime, office.team.clock.now())).toBeNull()
    expect(certificateProblem(manifest.smime, ended)?.code).toBe('approval.certificate-ends')

    const without = await as('routes.remove-certificate', {
      ...{ identity: office.identity, code: founder.freshCode() },
    })
    expect(without.certificate).toBeNull()
    expect(office.desk(founder.name).session().journal.policy().detail).not.toHaveProperty(
      'senderKeys',
    )
  })
})
