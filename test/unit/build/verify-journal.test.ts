import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyEvidence } from '../../../build/verify-journal/evidence.ts'
import { printReport } from '../../../build/verify-journal/report.ts'
import { verifyShare } from '../../../build/verify-journal/share.ts'
import { verifyRecord, verifyTrust } from '../../../main/journal/journal.ts'
import { encodeEvidence } from '../../../main/reports/reports.ts'
import { putNextRecord } from '../../support/forged-record.ts'
import { makeTeam } from '../../support/organization.ts'
import { filesBelow, logFiles } from '../../support/share-files.ts'
import { createSignedRequest, hour } from '../../support/signed-request.ts'
import { at, start } from '../../support/signed-team.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/journal')

function copyOfGolden(): string {
  const folder = makeTempFolder()
  cpSync(fixtures, folder, { recursive: true })
  return folder
}

describe('the independent verifier and a share', () => {
  test('accepts the golden share, and the share of a real office', async () => {
    const golden = verifyShare(fixtures, null)
    expect(golden.fails).toEqual([])
    expect(printReport(golden)).toContain('Everything that was looked at holds.')
    const team = await makeTeam(makeTempFolder())
    const author = await team.join('author', ['author'])
    for (let count = 0; count < 3; count += 1) {
      await author.journal.append({
        kind: 'withdrawal',
        body: { request: 'a'.repeat(64) },
        signer: author.signer,
      })
      await team.administrator.journal.sync()
      await team.administrator.journal.append({
        kind: 'unlock',
        body: { member: 'author' },
        signer: team.administrator.signer,
      })
      await author.journal.sync()
    }
    await author.journal.putBlob(Buffer.from('sealed'))
    const { fingerprint } = team.administrator.journal.trust()
    expect(verifyShare(team.share, fingerprint).fails).toEqual([])
    expect(verifyShare(team.share, 'a'.repeat(64)).fails).toHaveLength(1)
  })

  test('names the file of each altered byte, wherever it is', () => {
    const folder = copyOfGolden()
    for (const path of filesBelow(join(folder, 'v1'))) {
      if (path.includes('/claim/')) continue
      const bytes = readFileSync(path)
      for (const place of [0, Math.floor(bytes.length / 3), bytes.length - 2]) {
        const altered = Buffer.from(bytes)
        altered[place] = (altered[place] ?? 0) ^ 1
        writeFileSync(path, altered)
        const [first] = verifyShare(folder, null).fails
        expect(first, `byte ${place}`).toContain(relative(join(folder, 'v1'), path))
      }
      writeFileSync(path, bytes)
    }
  })

  test('a name that was made to fit the altered bytes does not help', () => {
    const folder = copyOfGolden()
    const [path = ''] = filesBelow(join(folder, 'v1/log/w-admin'))
    const bytes = readFileSync(path)
    for (const field of ['payload', 'sig'] as const) {
      const outer = JSON.parse(bytes.toString())
      if (field === 'payload') {
        const payload = Buffer.from(outer.payload, 'base64')
          .toString()
          .replace('"seq":1', '"seq":2')
        outer.payload = Buffer.from(payload).toString('base64')
      } else outer.signatures[0].sig = outer.signatures[1].sig
      const altered = Buffer.from(JSON.stringify(outer))
      const { createHash } = process.getBuiltinModule('node:crypto')
      const name = createHash('sha256').update(altered).digest('hex').slice(0, 32)
      const renamed = join(dirname(path), `${basename(path).slice(0, 11)}${name}.rec`)
      renameSync(path, renamed)
      writeFileSync(renamed, altered)
      const { fails } = verifyShare(folder, null)
      expect(fails.join('\n')).toMatch(/signature 1 of 2 does not fit the key/)
      expect(fails.join('\n')).toMatch(/w-admin, number 1: named by another record, but missing/)
      renameSync(renamed, path)
      writeFileSync(path, bytes)
    }
  })

  test('notices what was taken away, moved, or told twice', async () => {
    const folder = copyOfGolden()
    const [first = '', second = ''] = filesBelow(join(folder, 'v1/log/w-admin'))
    rmSync(first)
    expect(verifyShare(folder, null).fails).toEqual([
      'w-admin, number 1: named by another record, but missing (gap)',
    ])
    cpSync(join(fixtures, relative(folder, first)), first)
    const moved = join(dirname(dirname(second)), '..', 'w-bob/202611', basename(second))
    cpSync(second, moved)
    expect(verifyShare(folder, null).fails.join()).toContain("it stands in another's place")

    const team = await makeTeam(makeTempFolder())
    const author = await team.join('author', ['author'])
    await putNextRecord(author, {})
    const [, own = ''] = logFiles(team.share, author.workstation.id)
    const bytes = readFileSync(own)
    rmSync(own)
    await putNextRecord(author, { body: { request: 'c'.repeat(64) } })
    writeFileSync(own, bytes)
    expect(verifyShare(team.share, null).fails).toEqual([
      `${author.workstation.id}, number 2: 2 different records are named (fork)`,
    ])
  })

  test('a damaged copy beside a whole one is no loss; a chain without its link is', () => {
    const folder = copyOfGolden()
    const [path = ''] = filesBelow(join(folder, 'v1/log/w-admin'))
    cpSync(path, path.replace('.rec', '.1.rec'))
    writeFileSync(path, 'torn')
    expect(verifyShare(folder, null).fails).toEqual([])
    const [, policy = ''] = filesBelow(join(folder, 'v1/policy'))
    const [directory = ''] = filesBelow(join(folder, 'v1/directory'))
    rmSync(directory)
    expect(verifyShare(folder, null).fails.join()).toContain('it is number 2, and 1 is next')
    expect(policy).not.toBe('')
  })
})

describe('the independent verifier and an evidence file', () => {
  const signed = createSignedRequest()
  const { team, hash: request } = signed
  const outcome = { sent: 29, deferred: 0, failed: 1, suppressed: 0, inDoubt: 0 }
  const alone = { member: null, workstation: 'ws-a', at: start + 3 * hour }
  const activation = team.sign(
    'activation',
    { request, manifest: signed.body.manifest, run: 1 },
    { member: 'author', workstation: 'ws-a', at: start + 2 * hour },
  )
  const finished = team.sign(
    'finished',
    { request, phase: 'finished', reason: null, outcome },
    alone,
  )
  const encode = (envelopes: readonly Uint8Array[]) => {
    const trust = verifyTrust(team.chains())
    const record = verifyRecord(signed.request, trust)
    if (record.kind !== 'request') throw new Error('no request')
    return encodeEvidence({
      trust,
      request: record,
      records: envelopes.map((bytes) => verifyRecord(bytes, trust)),
      manifest: signed.manifestBytes,
      names: { members: {}, workstations: {} },
      madeAt: at(start + 4 * hour),
    })
  }
  const decisions = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
  const bytes = encode([...decisions, activation, finished])

  test('accepts one, and says who approved and how it ended', () => {
    const report = verifyEvidence(bytes, team.fingerprint)
    expect(report.fails).toEqual([])
    const text = printReport(report)
    expect(text).toContain('Approved by first, second: 2 of the 2')
    expect(text).toContain('Of 30 recipients: 29 sent, 0 deferred, 1 failed')
    expect(verifyEvidence(bytes, 'a'.repeat(64)).fails).toHaveLength(1)
  })

  test('does not count the same approver twice, nor an approval that is missing', () => {
    const { fails } = verifyEvidence(encode([decisions[0] ?? bytes, activation, finished]), null)
    expect(fails).toEqual(['Approved by first: 1 of the 2 that the request asks for.'])
  })

  test('refuses each altered character, and says where', () => {
    const text = bytes.toString()
    const envelopes: string[] = JSON.parse(text).records
    const evidence = JSON.parse(text)
    for (const [at, envelope] of envelopes.entries()) {
      const altered = envelope.replace('"payload":"e', '"payload":"f')
      evidence.records = envelopes.with(at, altered)
      expect(verifyEvidence(Buffer.from(JSON.stringify(evidence)), null).fails[0]).toContain(
        `record ${at + 1}: `,
      )
    }
    let refused = 0
    let places = 0
    // Outside the envelopes stand madeAt and the names, which nobody signs: the report says so.
    for (let place = 0; place < bytes.length; place += 97) {
      const altered = Buffer.from(bytes)
      altered[place] = (altered[place] ?? 0) ^ 1
      places += 1
      if (verifyEvidence(altered, team.fingerprint).fails.length > 0) refused += 1
    }
    expect(places - refused).toBeLessThan(5)
  })

  test('refuses what is no evidence', () => {
    for (const other of ['', '{}', '[]', 'null', '{"format":"sekisho-evidence"}'])
      expect(verifyEvidence(Buffer.from(other), null).fails).toHaveLength(1)
  })
})
