import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Journal } from '../../../main/journal/journal.ts'
import { createAuthority } from '../../support/certificate.ts'
import { makeTeam, type TeamMember } from '../../support/organization.ts'
import { filesBelow } from '../../support/share-files.ts'
import { type Collector, startCollector } from '../../support/syslog-collector.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const hourMs = 60 * 60_000
const request = 'a'.repeat(64)

async function makeOffice() {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  await append(author, 3)
  await team.administrator.journal.sync()
  return { team, author, journal: team.administrator.journal }
}

async function append({ journal, signer }: TeamMember, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1)
    await journal.append({ kind: 'withdrawal', body: { request }, signer })
}

const syslog = (port: number, ca: string | null = null) =>
  ({ kind: 'syslog', host: '127.0.0.1', port, transport: ca === null ? 'tcp' : 'tls', ca }) as const

/** RFC 5424: priority, version, timestamp, host, application, process, message id, no data, message. */
const rfc5424 =
  /^<109>1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([!-~]{1,255}) sekisho - ([!-~]{1,32}) - (\{.*\})$/

function read({ messages }: Collector) {
  return messages.map((message) => {
    const [, at, host, kind, json = '{}'] = rfc5424.exec(message) ?? []
    expect(kind, message).toBeDefined()
    return { at, host, kind, ...JSON.parse(json) }
  })
}

const codesOf = (journal: Journal) => journal.alarms().map(({ code }) => code)

test('every record reaches a syslog collector over TCP, once, as RFC 5424 with its envelope', async () => {
  const { author, journal, team } = await makeOffice()
  const collector = await startCollector({})
  journal.setExport(syslog(collector.port))
  expect(journal.exportStatus()?.waitingCount).toBe(4)
  await journal.exportRecords('due')
  const all = read(collector)
  expect(all.map(({ kind }) => kind)).toEqual([
    ...['root', 'directory', 'policy', 'enrolment'],
    ...['withdrawal', 'withdrawal', 'withdrawal'],
  ])
  for (const { hash, envelope } of all)
    expect(createHash('sha256').update(Buffer.from(envelope.payload, 'base64')).digest('hex')).toBe(
      hash,
    )
  expect(all.at(-1)).toMatchObject({ host: author.workstation.id, member: 'author', seq: 4 })
  expect(collector.messages.join('\n')).not.toMatch(/canary/i)

  // Not again within a day; then what has come since.
  await append(author, 1)
  await journal.sync()
  await journal.exportRecords('due')
  expect(collector.messages).toHaveLength(7)
  team.clock.advance(24 * hourMs)
  await journal.exportRecords('due')
  expect(read(collector).filter(({ kind }) => kind === 'withdrawal')).toHaveLength(4)
  expect(journal.exportStatus()).toMatchObject({ problem: null, waitingCount: 0 })
})

test('over TLS only to a collector that the authority vouches for, by its name', async () => {
  const { journal } = await makeOffice()
  const ours = createAuthority()
  const good = await startCollector({ certificate: ours.issue({ names: ['127.0.0.1'] }) })
  const misnamed = await startCollector({ certificate: ours.issue({ names: ['other.example'] }) })
  const foreign = await startCollector({
    certificate: createAuthority('Another').issue({ names: ['127.0.0.1'] }),
  })
  for (const each of [misnamed, foreign]) {
    journal.setExport(syslog(each.port, ours.certificatePem))
    await journal.exportRecords('now')
    expect(codesOf(journal)).toEqual(['journal.export-untrusted'])
    expect(each.messages).toEqual([])
  }
  journal.setExport(syslog(good.port, ours.certificatePem))
  await journal.exportRecords('now')
  expect(read(good)).toHaveLength(7)
  expect(codesOf(journal)).toEqual([])
})

test('a collector that is away or hangs up is an alarm that stops nothing, and loses nothing', async () => {
  const { journal, team } = await makeOffice()
  const cut = await startCollector({ cutAfter: 5 })
  journal.setExport(syslog(cut.port))
  await journal.exportRecords('due')
  expect(codesOf(journal)).toEqual(['journal.export-failed'])
  // The copy is late; the store and its records are as they should be.
  expect(journal.storeStatus().status).toBe('online')
  expect(() => journal.requireSound(request)).not.toThrow()
  expect(journal.exportStatus()).toMatchObject({ doneAt: null, waitingCount: 4 })
  await cut.close()
  team.clock.advance(hourMs / 2)
  await journal.exportRecords('due')
  expect(journal.exportStatus()?.triedAt).toBe('2026-11-24T01:00:00.000Z')
  team.clock.advance(hourMs / 2)
  await journal.exportRecords('due')
  expect(journal.exportStatus()).toMatchObject({
    triedAt: '2026-11-24T02:00:00.000Z',
    problem: { code: 'journal.export-failed' },
  })
  journal.setExport(null)
  expect(codesOf(journal)).toEqual([])
})

test('a write-once folder gets new files only, and the verifier reads it as it reads a share', async () => {
  const { author, journal, team } = await makeOffice()
  const folder = join(team.folder, 'archive')
  mkdirSync(folder)
  journal.setExport({ kind: 'folder', folder })
  await journal.exportRecords('now')
  const first = filesBelow(folder)
  // As on write-once storage: what is there can be neither changed nor removed.
  for (const file of first) chmodSync(file, 0o400)
  await append(author, 2)
  await journal.sync()
  await journal.exportRecords('now')
  expect(journal.alarms()).toEqual([])
  expect(filesBelow(folder)).toHaveLength(first.length + 2)
  expect(filesBelow(folder).some((file) => file.includes('blob'))).toBe(false)
  const verifier = join(import.meta.dirname, '../../../build/verify-journal.ts')
  const report = execFileSync(process.execPath, [verifier, folder], { encoding: 'utf8' })
  expect(report).toContain('6 records of 1 workstations are signed as they say.')
})

test('a folder that cannot be written to is an alarm, until it can', async () => {
  const { journal, team } = await makeOffice()
  const folder = join(team.folder, 'a-file')
  writeFileSync(folder, '')
  journal.setExport({ kind: 'folder', folder })
  await journal.exportRecords('now')
  expect(codesOf(journal)).toEqual(['journal.export-failed'])
  const other = join(team.folder, 'archive')
  mkdirSync(other)
  journal.setExport({ kind: 'folder', folder: other })
  await journal.exportRecords('now')
  expect(journal.alarms()).toEqual([])
  expect(readdirSync(other)).toEqual(['v1'])
})
