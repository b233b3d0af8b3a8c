import { describe, expect, test } from 'vitest'
import { extendTrust, signDocument, type Trust, verifyTrust } from '../../main/journal/directory.ts'
import { makeSigningKey, type SigningKey } from '../../main/vault/vault.ts'
import { makeTeam } from '../support/organization.ts'
import { problemOf, problemOfAsync } from '../support/problem.ts'
import { systemRandom } from '../support/random.ts'
import { hashOfEnvelope, keyOf, makeDirectory, makeRoot } from '../support/signed-chains.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const keys = (...names: string[]) => names.map((each) => keyOf(each).publicKey)
const three = { rootKeys: keys('a', 'b', 'c'), rootThreshold: 2 }
const first = makeRoot({ body: three, signers: ['a', 'b'] })
const org = hashOfEnvelope(first)
const verify = (roots: Uint8Array[], directories: Uint8Array[] = []) =>
  problemOf(() => verifyTrust({ fingerprint: org, roots, directories, policies: [] }))

describe('S24 root rotation', () => {
  const second = makeRoot({
    after: first,
    body: { rootKeys: keys('c', 'd', 'e'), rootThreshold: 2 },
    signers: ['a', 'b', 'd', 'e'],
  })
  const third = makeRoot({
    after: second,
    body: { rootKeys: keys('f'), rootThreshold: 1 },
    signers: ['d', 'e', 'f'],
  })

  test('S24 a PC that was away walks 1, 2, 3', async () => {
    expect(verify([first, second, third])).toBeNull()
    const team = await makeTeam(makeTempFolder())
    const away = await team.join('bob', ['approver'])
    const newKeys = [1, 2].map(() => makeSigningKey(systemRandom))
    const { administrator } = team
    let present = [team.rootKey]
    for (const key of newKeys) {
      const rootKeys = [...present, key]
      await administrator.journal.publishRoot(
        (content) => ({ ...content, rootKeys: [key.publicKey] }),
        rootKeys,
      )
      present = [key]
    }
    await administrator.journal.publishDirectory((content) => content, administrator.signer)
    await away.journal.sync()
    expect(away.journal.trust().root.body.n).toBe(3)
    expect(away.journal.directory().n).toBe(3)
    expect(away.journal.alarms()).toEqual([])
    expect(away.reopen().journal.trust().root.body.n).toBe(3)
  })

  test.each([
    ['too few of the old keys', ['a', 'd', 'e']],
    ['none of the old keys', ['d', 'e']],
    ['too few of its own keys', ['a', 'b', 'd']],
  ])('S24 root.2 signed by %s is refused', (_, signers) => {
    const bad = makeRoot({
      after: first,
      body: { rootKeys: keys('c', 'd', 'e'), rootThreshold: 2 },
      signers,
    })
    expect(verify([first, bad])).toBe('journal.threshold-not-met')
  })

  test('S24 an administrator whom root.2 removes can add nothing, not even what was not there yet', () => {
    const old = makeDirectory(org)
    const pin = { n: 1, hash: hashOfEnvelope(old) }
    const root = makeRoot({
      after: first,
      body: { ...three, administratorKeys: keys('new'), directory: pin },
      signers: ['a', 'b'],
    })
    const late = makeDirectory(org, { after: old, members: ['admin', 'puppet'] })
    const renewed = makeDirectory(org, { after: old, signers: ['new'] })
    expect(verify([first, root], [old, late])).toBe('journal.threshold-not-met')
    expect(verify([first, root], [old, renewed])).toBeNull()
    // Also on a PC that had taken the late one before it heard of the new root.
    const deceived = verifyTrust({
      fingerprint: org,
      roots: [first],
      directories: [old, late],
      policies: [],
    })
    const healed = extendTrust(deceived, { roots: [root], directories: [], policies: [] })
    expect(healed.directory?.body.n).toBe(1)
    expect(healed.member('puppet')).toBeNull()
  })

  test('S24 a root that takes over from another directory than ours is a fork', () => {
    const ours = makeDirectory(org)
    const root = makeRoot({
      after: first,
      body: { ...three, directory: { n: 1, hash: 'f'.repeat(64) } },
      signers: ['a', 'b'],
    })
    expect(verify([first, root], [ours])).toBe('journal.fork')
  })

  test('S24 the deceived PC forgets the late directory, also after a restart', async () => {
    const team = await makeTeam(makeTempFolder())
    const { administrator, rootKey } = team
    const member = await team.join('bob', ['approver'])
    const before = administrator.journal.trust()
    await administrator.journal.publishDirectory((content) => content, administrator.signer)
    await member.journal.sync()
    expect(member.journal.directory().n).toBe(3)
    // The ceremony took place without knowledge of directory.3.
    const key = makeSigningKey(systemRandom)
    const root = makeRootOver(before, [rootKey], key.publicKey)
    await administrator.store.put({ stream: 'root', seq: 2, at: root.at, bytes: root.bytes })
    await member.journal.sync()
    expect(member.journal.directory().n).toBe(2)
    expect(member.reopen().journal.directory().n).toBe(2)
    const publish = () =>
      administrator.journal.publishDirectory((content) => content, administrator.signer)
    expect(await problemOfAsync(publish)).toBe('journal.threshold-not-met')
  })
})

function makeRootOver(trust: Trust, rootKeys: readonly SigningKey[], administratorKey: string) {
  const { directory, policy, root } = trust
  if (!directory || !policy) throw new Error('no directory or policy')
  const at = new Date(Date.parse(root.body.at) + 5).toISOString()
  const bytes = signDocument(
    {
      ...root.body,
      n: 2,
      prev: root.hash,
      at,
      administratorKeys: [administratorKey],
      directory: { n: directory.body.n, hash: directory.hash },
      policy: { n: policy.body.n, hash: policy.hash },
    },
    rootKeys,
  )
  return { at, bytes }
}
