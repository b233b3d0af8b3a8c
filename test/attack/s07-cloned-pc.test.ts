import { expect, test } from 'vitest'
import { keepRelease, noteActivation } from '../../main/sending/release-table.ts'
import { claimEngine, claimRun, requireNewestEngine } from '../../main/sending/run-claim.ts'
import { sendingMigrations } from '../../main/sending/sending.ts'
import { migrate } from '../../main/sqlite/migrate.ts'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { problemOfAsync } from '../support/problem.ts'
import { systemRandom as random } from '../support/random.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const request = 'a'.repeat(64)

async function makeSender() {
  const team = await makeTeam(makeTempFolder())
  const pc = await team.join('sender', ['sender'])
  migrate(pc.db, 'sending', sendingMigrations)
  return { pc, team }
}
const keep = ({ db }: TeamMember) => keepRelease(db, request, { random, now: 0 })
const claim = (pc: TeamMember) => problemOfAsync(() => claimRun(pc, keep(pc)))
const startEngine = (pc: TeamMember) => problemOfAsync(() => claimEngine(pc, keep(pc), random))

test('S07 S19 of two clones of one PC that start a request at once exactly one runs it', async () => {
  const { pc } = await makeSender()
  const clone = pc.clone()
  const answers = await Promise.all([claim(pc), claim(clone)])
  expect(answers.toSorted()).toEqual(['approval.already-run', null])
  // However often it is tried: the claim names a key that only one of them has.
  expect(await Promise.all([claim(pc), claim(clone)])).toEqual(answers)
})

test('S07 T16 a PC that was cloned in the middle of a run: one engine goes on, the other never starts', async () => {
  const { pc } = await makeSender()
  expect(await claim(pc)).toBeNull()
  noteActivation(pc.db, request, 'b'.repeat(64))
  const clone = pc.clone()
  const answers = await Promise.all([startEngine(pc), startEngine(clone)])
  expect(answers.toSorted()).toEqual([null, 'sending.pc-copied'])
  const [winner, loser] = answers[0] === null ? [pc, clone] : [clone, pc]
  expect(await startEngine(loser)).toBe('sending.pc-copied')
  expect(await problemOfAsync(() => requireNewestEngine(winner, request, 1))).toBeNull()
  // After a crash the same PC takes the run up again under the next number.
  expect(await startEngine(winner)).toBeNull()
})

test('S19 a clone that is started later ends the first one at its next gate', async () => {
  const { pc } = await makeSender()
  expect(await claim(pc)).toBeNull()
  expect(await startEngine(pc)).toBeNull()
  const clone = pc.clone()
  expect(await startEngine(clone)).toBeNull()
  expect(await problemOfAsync(() => requireNewestEngine(pc, request, 1))).toBe('sending.pc-copied')
  expect(await problemOfAsync(() => requireNewestEngine(clone, request, 2))).toBeNull()
  expect(await startEngine(pc)).toBe('sending.pc-copied')
})

test('S07 an engine that was cut off between its claim and its start is taken up, not taken for a clone', async () => {
  const { pc } = await makeSender()
  expect(await claim(pc)).toBeNull()
  const before = keep(pc)
  expect(await startEngine(pc)).toBeNull()
  const { startKey } = { startKey: random.bytes(32) }
  // As the vault was when the power went: the claim is in the store, the vault knows only its key.
  const cut = { ...before, startKey }
  expect(await problemOfAsync(() => claimEngine(pc, cut, random))).toBe('sending.pc-copied')
  const next = { ...keep(pc), startKey }
  expect(await problemOfAsync(() => claimEngine(pc, next, random))).toBeNull()
  expect(await problemOfAsync(() => claimEngine(pc, next, random))).toBeNull()
})
