import { renameSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type DirectoryContent, nextDirectory } from '../../../main/journal/next-version.ts'
import { claimName } from '../../../main/journal/publication.ts'
import { makeTeam, type Team } from '../../support/organization.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const rename =
  (id: string) =>
  <T extends { names: { members: Record<string, string> } }>(content: T): T => ({
    ...content,
    names: { ...content.names, members: { ...content.names.members, [id]: id } },
  })

describe('publishing the next version of a chain', () => {
  test('is refused to who is no administrator of the root, and changes nothing', async () => {
    const team = await makeTeam(makeTempFolder())
    const author = await team.join('author', ['author', 'administrator'])
    const act = () => author.journal.publishDirectory((content) => content, author.signer)
    expect(await problemOfAsync(act)).toBe('journal.not-in-root')
    expect(author.journal.directory().n).toBe(2)
    await team.administrator.journal.sync()
    expect(team.administrator.journal.alarms()).toEqual([])
  })

  test('needs the store', async () => {
    const team = await makeTeam(makeTempFolder())
    const { journal, signer } = team.administrator
    renameSync(team.share, `${team.share}-away`)
    const act = () => journal.publishDirectory((content) => content, signer)
    expect(await problemOfAsync(act)).toBe('journal.store-unreachable')
    expect(journal.directory().n).toBe(1)
  })

  test('a publisher who died right after his claim has published', async () => {
    const team = await makeTeam(makeTempFolder())
    const { journal, signer } = team.administrator
    await leaveClaim(team, makeNext(team, rename('dead')))
    await journal.publishDirectory(rename('living'), signer)
    expect(journal.directory().n).toBe(3)
    expect([journal.directory().nameOf('dead'), journal.directory().nameOf('living')]).toEqual([
      'dead',
      'living',
    ])
    expect(journal.alarms()).toEqual([])
  })

  test('a claim that holds no version stops publishing with a fork, not for ever in silence', async () => {
    const team = await makeTeam(makeTempFolder())
    await leaveClaim(team, Buffer.from('junk'))
    const { journal, signer } = team.administrator
    const act = () => journal.publishDirectory((content) => content, signer)
    expect(await problemOfAsync(act)).toBe('journal.fork')
    expect(journal.directory().n).toBe(1)
  })

  test('a change of members seals the policy anew; other changes do not', async () => {
    const team = await makeTeam(makeTempFolder())
    const { journal, signer } = team.administrator
    await journal.publishDirectory(rename('x'), signer)
    expect(journal.policy().n).toBe(1)
    const bob = await team.join('bob', ['approver'])
    expect(bob.journal.policy().n).toBe(2)
    await journal.publishDirectory(
      (content) => ({
        ...content,
        members: content.members.map((each) =>
          each.id === 'bob' ? { ...each, status: 'left' } : each,
        ),
      }),
      signer,
    )
    await bob.journal.sync()
    expect(bob.journal.policy().n).toBe(3)
    expect(() => bob.journal.policy().detail).toThrow('journal.envelope-not-for-us')
    expect(bob.journal.directory().nameOf('admin')).toBe('admin')
  })

  test('renew finishes a change of members that was interrupted before the policy', async () => {
    const team = await makeTeam(makeTempFolder())
    const { journal, signer, store } = team.administrator
    const leave = ({ members, ...rest }: DirectoryContent): DirectoryContent => ({
      ...rest,
      members: members.map((each) => (each.id === 'bob' ? { ...each, status: 'left' } : each)),
    })
    await team.join('bob', ['approver'])
    const bytes = makeNext(team, leave)
    await store.put({ stream: 'directory', seq: 3, at: '2026-11-24T01:00:01.000Z', bytes })
    await journal.sync()
    expect([journal.directory().n, journal.policy().n]).toEqual([3, 2])
    await journal.renew(signer)
    expect([journal.directory().n, journal.policy().n]).toEqual([3, 3])
    await journal.renew(signer)
    expect([journal.directory().n, journal.policy().n]).toEqual([3, 3])
  })
})

function makeNext(
  { administrator, clock }: Team,
  change: (content: DirectoryContent) => DirectoryContent,
): Uint8Array {
  return nextDirectory(administrator.journal.trust(), change, {
    nowMs: clock.now(),
    random: systemRandom,
    reader: administrator.sealing,
    signing: [administrator.signing],
  })
}

async function leaveClaim({ administrator }: Team, content: Uint8Array): Promise<void> {
  const name = claimName(administrator.journal.trust(), 'directory')
  expect(await administrator.store.claim(name, content)).toBe(true)
}
