import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  materialOf,
  openForRelease,
  openRouteSecrets,
  verifyApproval,
} from '../../main/approval/approval.ts'
import { openRequest, requestOf } from '../../main/approval/open-request.ts'
import { sealRouteSecrets } from '../../main/approval/route-key.ts'
import {
  approver,
  author,
  makeOffice,
  type Office,
  secondApprover,
} from '../support/approval-desk.ts'
import { problemOfAsync } from '../support/problem.ts'
import { systemRandom as random } from '../support/random.ts'

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
}

/** Also what stands in base64 at any of the three offsets, since that is how payloads are stored. */
function spellingsOf(word: string): string[] {
  return [
    word,
    ...[0, 1, 2].map((offset) =>
      Buffer.from(`${' '.repeat(offset)}${word}`)
        .toString('base64')
        .slice(offset === 0 ? 0 : offset + 1, -4),
    ),
  ]
}

const secretWords = [
  'user3@example.jp',
  'user0@example.com',
  'info@example.jp',
  'relay.example.jp',
  'relay-password-1',
  'BEGIN PRIVATE KEY',
  '年末年始の休業日',
  '年末のご案内',
  '会社24',
  '確認しました',
  author,
  approver,
]

async function replaceRouteKey(office: Office): Promise<void> {
  const session = office.desk(office.team.founder.name).session()
  const approvers = session.journal
    .directory()
    .members.filter((each) => each.roles.includes('approver'))
  const { privateKey } = await makeRsa()
  const forged = await sealRouteSecrets({
    route: office.route,
    secrets: { password: 'other', dkimPrivateKey: privateKey },
    threshold: 1,
    recoverySealKey: null,
    approvers,
    random,
  })
  await session.journal.publishPolicy(
    (content) => ({
      ...content,
      routeKeys: content.routeKeys.map((each) => (each.route === office.route ? forged : each)),
    }),
    session,
  )
  await office.sync()
}

async function makeRsa() {
  const { generateKeyPairSync } = await import('node:crypto')
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}

describe('what lies in the store, and who can open it', () => {
  it('S22 no address, subject, name or password; S23 nothing for a removed approver; S25 no other DKIM key', async () => {
    const office = await makeOffice()
    const { request } = await office.fileRequest()
    await office.approve(approver, request)
    const files = filesUnder(office.team.storeFolder)
    expect(files.length).toBeGreaterThan(10)
    // The search itself works: the organization's name stands in root.1 for whoever joins.
    expect(
      files.some((file) =>
        spellingsOf('関所商事').some((each) => readFileSync(file).includes(each)),
      ),
    ).toBe(true)
    for (const file of files) {
      const bytes = readFileSync(file)
      for (const word of secretWords)
        for (const spelling of spellingsOf(word))
          expect(bytes.includes(spelling), `S22 ${word} in ${file}`).toBe(false)
    }

    const removed = office.desk(secondApprover).session()
    const oldKeys = [removed.sealing, removed.workstation.sealing]
    await office.dismiss(secondApprover)
    const later = await office.fileRequest()
    const { journal } = office.desk(author).session()
    const open = (hash: string) =>
      problemOfAsync(() => openRequest(journal, requestOf(journal, hash), oldKeys))
    expect(await open(request), 'S23 what was sealed to them before').toBeNull()
    expect(await open(later.request), 'S23').toBe('journal.envelope-not-for-us')

    await replaceRouteKey(office)
    const forged = await office.fileRequest()
    await office.approve(approver, forged.request)
    const session = office.desk(author).session()
    const opened = await openForRelease(session, forged.request)
    const material = materialOf(session, {
      request: forged.request,
      manifest: opened.manifestBytes,
      now: office.team.clock.now(),
      engineVersion: '0.0.0-test',
      activation: null,
    })
    const approval = verifyApproval(material)
    expect(await problemOfAsync(() => openRouteSecrets(approval, session)), 'S25').toBe(
      'approval.route-altered',
    )
  }, 120_000)
})
