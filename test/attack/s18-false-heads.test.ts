import { expect, test } from 'vitest'
import { putNextRecord } from '../support/forged-record.ts'
import { makeTeam, type Team, type TeamMember } from '../support/organization.ts'
import { problemOf, problemOfAsync } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const request = 'a'.repeat(64)
const append = ({ journal, signer }: TeamMember) =>
  journal.append({ kind: 'withdrawal', body: { request }, signer })

test('S18 an insider who names records that never were stops the others only until revoked', async () => {
  const team = await makeTeam(makeTempFolder())
  const victim = await team.join('victim', ['author'])
  const liar = await team.join('liar', ['author'])
  await append(victim)
  const heads = Object.fromEntries(
    [victim, team.administrator].map(({ workstation }) => [
      workstation.id,
      { seq: Number.MAX_SAFE_INTEGER, hash: 'e'.repeat(64) },
    ]),
  )
  await putNextRecord(liar, { heads })
  for (const { journal } of [victim, team.administrator]) await journal.sync()
  team.clock.advance(60_000)
  for (const { journal } of [victim, team.administrator]) await journal.sync()

  // It looks like a PC that was set back, so that PC is silent; and it says on whose word.
  expect(await problemOfAsync(() => append(victim))).toBe('journal.rollback')
  expect(victim.journal.alarms()).toContainEqual(
    expect.objectContaining({
      code: 'journal.named-not-found',
      params: {
        workstation: victim.workstation.id,
        seq: victim.journal.recordsAbout(request)[0]?.header.seq === 2 ? 3 : 2,
        by: liar.workstation.id,
      },
    }),
  )
  expect(problemOf(() => victim.journal.requireSound(request))).toMatch(
    /^journal\.(rollback|named-not-found)$/,
  )

  await revoke(team, liar)
  await victim.journal.sync()
  await team.administrator.journal.sync()
  for (const { journal } of [victim, team.administrator]) {
    expect(journal.alarms()).toEqual([])
    expect(journal.endedAlarms(10).map((each) => each.code)).toContain('journal.rollback')
    expect(() => journal.requireSound(request)).not.toThrow()
  }
  await append(victim)
})

test('S18 an insider who contradicts records of others is named, and ends with the PC', async () => {
  const team = await makeTeam(makeTempFolder())
  const victim = await team.join('victim', ['author'])
  const liar = await team.join('liar', ['author'])
  await append(victim)
  await putNextRecord(liar, {
    heads: { [victim.workstation.id]: { seq: 2, hash: 'e'.repeat(64) } },
  })
  await victim.journal.sync()
  expect(victim.journal.alarms()).toMatchObject([
    {
      code: 'journal.contradicted',
      params: { workstation: victim.workstation.id, seq: 2, by: liar.workstation.id },
    },
  ])
  // Nobody took anything from the victim, who can go on writing; only releases wait.
  await append(victim)
  expect(problemOf(() => victim.journal.requireSound(request))).toBe('journal.contradicted')
  await revoke(team, liar)
  await victim.journal.sync()
  expect(victim.journal.alarms()).toEqual([])
})

test('a thousand heads of a liar cost no memory that counts, and no second at each look', async () => {
  const team = await makeTeam(makeTempFolder())
  const victim = await team.join('victim', ['author'])
  const liar = await team.join('liar', ['author'])
  for (let round = 0; round < 5; round += 1) {
    const heads = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [
        `w-nobody-${round}-${at}`,
        { seq: 1_000_000 + at, hash: 'e'.repeat(64) },
      ]),
    )
    await putNextRecord(liar, { heads })
  }
  await victim.journal.sync()
  team.clock.advance(60_000)
  await victim.journal.sync()
  // PCs that no directory knows cannot be missed.
  expect(victim.journal.alarms()).toEqual([])
})

async function revoke({ administrator }: Team, { workstation }: TeamMember): Promise<void> {
  await administrator.journal.publishDirectory(
    (content) => ({
      ...content,
      workstations: content.workstations.map((each) =>
        each.id === workstation.id ? { ...each, status: 'revoked' } : each,
      ),
    }),
    administrator.signer,
  )
}
