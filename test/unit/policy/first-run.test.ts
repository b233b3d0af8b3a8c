import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createCore } from '../../../main/core.ts'
import type { MachinePolicy } from '../../../main/policy/policy.ts'
import type { ChannelName, ChannelOutput, ChannelRawInput } from '../../../preload/contract.ts'
import { makeClock } from '../../support/clock.ts'
import { makeMachinePolicy } from '../../support/machine-policy.ts'
import { makeTestPorts } from '../../support/ports.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** A new PC, with a Japanese Windows, before anybody has done anything. */
function start(machinePolicy: MachinePolicy) {
  const folder = makeTempFolder()
  mkdirSync(join(folder, 'data'))
  const core = createCore(makeTestPorts({ folder, clock: makeClock(), machinePolicy }))
  onTestFinished(() => core.close())
  return async <N extends ChannelName>(name: N, input: ChannelRawInput<N>) => {
    const answer = await core.call(name, input)
    return answer.ok ? (answer.value as ChannelOutput<N>) : answer.problem.code
  }
}

const given = {
  SharedStore: '\\\\server\\sekisho',
  RootFingerprint: 'ab'.repeat(32),
  Language: 'en',
}

test('what the installer was given is what a new PC starts with; the organization is pinned', async () => {
  const ask = start(makeMachinePolicy(given, 'installer'))
  expect(await ask('app.state', {})).toMatchObject({
    phase: 'first-run',
    preferences: { language: 'en' },
    machine: { locksLanguage: false, pinsOrganization: true },
  })
  expect(await ask('policy.store', {})).toMatchObject({
    kind: 'folder',
    path: '\\\\server\\sekisho',
    isLocked: false,
  })
  expect(await ask('app.set-preferences', { language: 'ja' })).toMatchObject({
    preferences: { language: 'ja' },
  })
})

test('by policy the same three are fixed, and the page says so before anybody has logged in', async () => {
  const ask = start(makeMachinePolicy(given))
  expect(await ask('app.set-preferences', { language: 'ja' })).toBe('policy.setting-locked')
  expect(await ask('app.set-preferences', { theme: 'dark' })).toMatchObject({
    preferences: { language: 'en', theme: 'dark' },
  })
  expect(await ask('policy.store', {})).toMatchObject({ isLocked: true })
  expect(await ask('policy.explain', {})).toMatchObject({
    fingerprint: null,
    problems: [],
    changes: [{ settings: ['Language', 'RootFingerprint', 'SharedStore'], problemCount: 0 }],
  })
})

test('a database that IT names comes in its parts, without anything to log in with', async () => {
  const ask = start(makeMachinePolicy({ SharedStore: 'postgres://db.example.jp:6432/sekisho' }))
  expect(await ask('policy.store', {})).toEqual({
    kind: 'database',
    host: 'db.example.jp',
    port: 6432,
    database: 'sekisho',
    isLocked: true,
  })
})
