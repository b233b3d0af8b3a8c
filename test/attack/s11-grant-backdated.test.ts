import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { signDocument, verifyTrust } from '../../main/journal/directory.ts'
import { DirectoryBody, type DirectoryMember } from '../../main/journal/document.ts'
import { makeSealingKey, makeSigningKey } from '../../main/vault/vault.ts'
import { payloadOf } from '../support/envelope.ts'
import { problemOf } from '../support/problem.ts'
import { systemRandom as random } from '../support/random.ts'
import { at, createSignedTeam, recordHash, start } from '../support/signed-team.ts'

const long = at(start - 30 * 86_400_000)

/** A directory that an administrator's own program has written, with everything it signs right. */
function publish(change: (members: DirectoryMember[]) => DirectoryMember[]) {
  const team = createSignedTeam()
  team.publishDirectory()
  team.publishPolicy()
  const chains = team.chains()
  const [first] = chains.directories
  if (!first) throw new Error('no directory')
  const before = v.parse(DirectoryBody, payloadOf(first))
  const body: DirectoryBody = {
    ...before,
    n: 2,
    prev: recordHash(first),
    at: at(start + 1000),
    members: change(before.members),
  }
  const next = signDocument(body, [team.keysOf('admin').signing])
  return problemOf(() => verifyTrust({ ...chains, directories: [first, next] }))
}

const changed = (id: string, change: Partial<DirectoryMember>) => (members: DirectoryMember[]) =>
  members.map((each) => (each.id === id ? { ...each, ...change } : each))

describe('S11 nobody is given a right that has cooled off already', () => {
  it('a member who is made an approver a month ago', () => {
    expect(publish(changed('admin', { roles: ['administrator', 'approver'] }))).toBe(
      'journal.grant-backdated',
    )
  })

  it('a puppet', () => {
    const puppet: DirectoryMember = {
      id: 'puppet',
      signKey: makeSigningKey(random).publicKey,
      sealKey: makeSealingKey(random).publicKey,
      roles: ['approver'],
      status: 'active',
      since: long,
      workstations: ['ws-a'],
    }
    expect(publish((members) => [...members, puppet])).toBe('journal.grant-backdated')
    const honest = { ...puppet, since: at(start + 1000) }
    expect(publish((members) => [...members, honest])).toBeNull()
  })

  it('a puppet’s key under an approver’s name', () => {
    const signKey = makeSigningKey(random).publicKey
    expect(publish(changed('first', { signKey }))).toBe('journal.grant-backdated')
  })

  it('an account that is said to be another person from now on', () => {
    expect(publish(changed('first', { person: 'somebody-else' }))).toBe('journal.grant-backdated')
  })

  it('a fresh approver whose grant is aged', () => {
    expect(publish(changed('fresh', { since: long }))).toBe('journal.grant-backdated')
  })

  it('people who stay what they are, or become less, need no new date', () => {
    expect(publish((members) => members)).toBeNull()
    expect(publish(changed('author', { roles: ['author'] }))).toBeNull()
    expect(publish(changed('first', { status: 'left' }))).toBeNull()
  })
})
