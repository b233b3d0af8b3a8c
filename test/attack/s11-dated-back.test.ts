import { expect, test } from 'vitest'
import type { DirectoryMember } from '../../main/journal/journal.ts'
import { makeTeam, type Team, type TeamMember } from '../support/organization.ts'
import { problemOf } from '../support/problem.ts'
import { recordSamples } from '../support/record-samples.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const hourMs = 60 * 60_000
const codesOf = ({ journal }: TeamMember) => journal.alarms().map(({ code }) => code)

/** What is done here happens at a time that is long over, by the clock of whoever does it. */
async function datedBack<T>({ clock }: Team, act: () => Promise<T>): Promise<T> {
  const now = clock.now()
  clock.set(now - 30 * hourMs)
  try {
    return await act()
  } finally {
    clock.set(now)
  }
}

async function makeCoolingTeam() {
  const team = await makeTeam(makeTempFolder())
  const { administrator } = team
  const witness = await team.join('witness', ['approver'])
  await team.join('puppet', ['author'])
  await administrator.journal.publishPolicy(
    (content) => ({ ...content, rules: { ...content.rules, coolingOffHours: 24 } }),
    administrator.signer,
  )
  team.clock.advance(48 * hourMs)
  await witness.journal.sync()
  const change = (part: Partial<DirectoryMember>) =>
    administrator.journal.publishDirectory(
      (content) => ({
        ...content,
        members: content.members.map((each) =>
          each.id === 'puppet'
            ? { ...each, since: new Date(team.clock.now()).toISOString(), ...part }
            : each,
        ),
      }),
      administrator.signer,
    )
  return { team, witness, change }
}

test('S11 a directory that is dated back is noticed, and its rights cool off from when it was seen', async () => {
  const { team, witness, change } = await makeCoolingTeam()
  await datedBack(team, () => change({ roles: ['author', 'approver'] }))
  await witness.journal.sync()
  expect(codesOf(witness)).toEqual(['journal.directory-dated-back'])
  const isSound = () => problemOf(() => witness.journal.requireSound('a'.repeat(64)))
  expect(isSound()).toBe('journal.directory-dated-back')
  team.clock.advance(23 * hourMs)
  const reopened = witness.reopen()
  await reopened.journal.sync()
  expect(codesOf(reopened)).toEqual(['journal.directory-dated-back'])
  team.clock.advance(2 * hourMs)
  await reopened.journal.sync()
  expect(codesOf(reopened)).toEqual([])
  expect(problemOf(() => reopened.journal.requireSound('a'.repeat(64)))).toBeNull()
})

test('S11 an honest directory, and one that takes rights away, are no alarm', async () => {
  const { team, witness, change } = await makeCoolingTeam()
  await change({ roles: ['author', 'approver'] })
  await witness.journal.sync()
  expect(codesOf(witness)).toEqual([])
  team.clock.advance(hourMs)
  await witness.journal.sync()
  await datedBack(team, () => change({ status: 'left' }))
  await witness.journal.sync()
  expect(codesOf(witness)).toEqual([])
})

test('S11 an approval that is dated before what it names is noticed, and carries no release', async () => {
  const team = await makeTeam(makeTempFolder())
  const others = [await team.join('one', ['author']), await team.join('two', ['author'])]
  const liar = await team.join('liar', ['approver'])
  const reader = await team.join('reader', ['sender'])
  team.clock.advance(48 * hourMs)
  for (const { journal, signer } of others)
    await journal.append({ kind: 'comment', body: recordSamples.comment, signer })
  await liar.journal.sync()
  const request = 'c'.repeat(64)
  const body = { ...recordSamples.decision, request }
  await datedBack(team, () => liar.journal.append({ kind: 'decision', body, signer: liar.signer }))
  await reader.journal.sync()
  expect(codesOf(reader)).toEqual(['journal.record-dated-back'])
  expect(problemOf(() => reader.journal.requireSound(request))).toBe('journal.record-dated-back')
  // Other requests go on: it takes nothing away from them.
  expect(problemOf(() => reader.journal.requireSound('d'.repeat(64)))).toBeNull()
  // It ends with the PC that did it.
  await team.administrator.journal.sync()
  await team.administrator.journal.publishDirectory(
    (content) => ({
      ...content,
      workstations: content.workstations.map((each) =>
        each.id === liar.workstation.id ? { ...each, status: 'revoked' as const } : each,
      ),
    }),
    team.administrator.signer,
  )
  await reader.journal.sync()
  expect(codesOf(reader)).toEqual([])
})

test('S11 one other clock proves nothing, and what denies is never held against anybody', async () => {
  const team = await makeTeam(makeTempFolder())
  const other = await team.join('one', ['author'])
  const approver = await team.join('two', ['approver'])
  team.clock.advance(48 * hourMs)
  await other.journal.append({ kind: 'comment', body: recordSamples.comment, signer: other.signer })
  await approver.journal.sync()
  const { decision } = recordSamples
  await datedBack(team, async () => {
    const { journal, signer } = approver
    await journal.append({ kind: 'decision', body: decision, signer })
    await journal.append({ kind: 'stop', body: { request: decision.request }, signer })
  })
  await team.administrator.journal.sync()
  expect(codesOf(team.administrator)).toEqual([])
})
