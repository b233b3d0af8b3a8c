import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signDocument, verifyTrust } from '../../main/journal/directory.ts'
import type { DirectoryBody } from '../../main/journal/document.ts'
import {
  type DirectoryContent,
  type Journal,
  openJournal,
  openShareStore,
  pinOrganization,
} from '../../main/journal/journal.ts'
import { openWritable } from '../../main/sqlite/sqlite.ts'
import { makeWorkstation } from '../../main/vault/vault.ts'
import { payloadOf } from '../support/envelope.ts'
import { makeTeam, type Team } from '../support/organization.ts'
import { problemOf, problemOfAsync } from '../support/problem.ts'
import { systemRandom } from '../support/random.ts'
import { hashOfEnvelope, makeDirectory, makeRoot } from '../support/signed-chains.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

describe('S13 a version skipped, or made twice', () => {
  const root = makeRoot()
  const org = hashOfEnvelope(root)
  const first = makeDirectory(org)
  const second = makeDirectory(org, { after: first })
  const third = makeDirectory(org, { after: second })
  const verify = (directories: Uint8Array[]) =>
    problemOf(() => verifyTrust({ fingerprint: org, roots: [root], directories, policies: [] }))

  test('S13 N to N+2 is refused', () => {
    expect(verify([first, second, third])).toBeNull()
    expect(verify([first, third])).toBe('journal.chain-gap')
    expect(verify([second])).toBe('journal.chain-gap')
  })

  test('S13 N+1 over another N is a fork', () => {
    const other = makeDirectory(org, { members: ['admin', 'mallory'] })
    const onOther = makeDirectory(org, { after: other })
    expect(verify([first, onOther])).toBe('journal.fork')
  })

  test('S13 two valid directory.2: every PC raises the alarm, those without either stay at 1', async () => {
    const team = await makeTeam(makeTempFolder())
    const waiting = await team.apply('bob')
    const [one, two] = [twin(team, 'one'), twin(team, 'two')]
    const { store } = team.administrator
    for (const bytes of [one, two])
      await store.put({ stream: 'directory', seq: 2, at: atOf(bytes), bytes })
    for (const { journal } of [team.administrator, waiting]) {
      await journal.sync()
      expect(journal.alarms()).toMatchObject([
        { code: 'journal.fork', params: { workstation: 'directory', seq: 2 } },
      ])
      expect(journal.directory().n).toBe(1)
      expect(journal.storeStatus().status).toBe('alarm')
    }
    expect(await problemOfAsync(() => team.admit('bob', ['approver']))).toBe('journal.fork')
  })

  test('S13 whoever has followed one already stays with it, and raises the alarm', async () => {
    const team = await makeTeam(makeTempFolder())
    const member = await team.join('bob', ['approver'])
    const bytes = twin(team, 'other', 1)
    await team.administrator.store.put({
      stream: 'directory',
      seq: 2,
      at: atOf(bytes),
      bytes,
    })
    for (const { journal } of [team.administrator, member]) {
      const { hash } = journal.directory()
      await journal.sync()
      expect(journal.alarms()).toMatchObject([{ code: 'journal.fork' }])
      expect(journal.directory().hash).toBe(hash)
    }
  })

  test('two administrators’ PCs that publish at once make one chain, not a fork', async () => {
    const team = await makeTeam(makeTempFolder())
    const { administrator } = team
    const twinPc = administrator.journal
    const other = await makeSecondJournal(team)
    const rename = (text: string) => (d: DirectoryContent) => ({
      ...d,
      names: { ...d.names, members: { ...d.names.members, [text]: text } },
    })
    await Promise.all([
      twinPc.publishDirectory(rename('one'), administrator.signer),
      other.publishDirectory(rename('two'), administrator.signer),
    ])
    await Promise.all([twinPc.sync(), other.sync()])
    for (const journal of [twinPc, other]) {
      expect(journal.directory().n).toBe(3)
      expect([journal.directory().nameOf('one'), journal.directory().nameOf('two')]).toEqual([
        'one',
        'two',
      ])
      expect(journal.alarms()).toEqual([])
    }
  })
})

/** directory.N+1 over the administrator's newest (or an older one), signed by the real key. */
function twin(team: Team, salt: string, over?: number): Uint8Array {
  const { journal, signing } = team.administrator
  const { directories } = journal.trust()
  const base = directories[(over ?? directories.length) - 1]
  if (!base) throw new Error('no such version')
  const body = payloadOf(base.bytes) as unknown as DirectoryBody
  return signDocument(
    {
      ...body,
      n: body.n + 1,
      prev: base.hash,
      at: new Date(Date.parse(body.at) + salt.length).toISOString(),
      sealed: Buffer.from(salt.padEnd(6)).toString('base64'),
    },
    [signing],
  )
}

function atOf(bytes: Uint8Array): string {
  return String(payloadOf(bytes).at)
}

/** The same administrator at another PC: a vault and a handle on the share of its own. */
async function makeSecondJournal({ share, folder, clock, administrator }: Team): Promise<Journal> {
  const store = openShareStore({ folder: share, clock, random: systemRandom })
  const db = openWritable({ file: join(folder, 'second.db'), key: systemRandom.bytes(32) })
  const { fingerprint } = administrator.journal.trust()
  await pinOrganization({ db, store, fingerprint })
  return openJournal({
    db,
    store,
    fingerprint,
    workstation: makeWorkstation('second', systemRandom),
    reader: administrator.sealing,
    clock,
    random: systemRandom,
  })
}
