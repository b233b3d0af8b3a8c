import { describe, expect, it } from 'vitest'
import { requireOwnKind } from '../../../main/identity/sample-marker.ts'
import { makeFirstVersions } from '../../../main/journal/journal.ts'
import { makeSealingKey, makeSigningKey, makeWorkstation } from '../../../main/vault/vault.ts'
import { makeClock } from '../../support/clock.ts'
import { smallOfficeRules } from '../../support/organization.ts'
import { problemOf } from '../../support/problem.ts'
import { systemRandom as random } from '../../support/random.ts'

function found(isSample: boolean) {
  return makeFirstVersions({
    ...{ clock: makeClock(), random, name: '見本', rootThreshold: 1, recovery: null, isSample },
    rootKeys: [makeSigningKey(random)],
    administrator: {
      ...{ id: 'm-1', name: '田中' },
      ...{ signing: makeSigningKey(random), sealing: makeSealingKey(random) },
    },
    workstation: makeWorkstation('PC-1', random),
    rules: smallOfficeRules,
  }).trust
}

describe('a sample and a real organization', () => {
  it('say which they are in root.1, and nothing in it otherwise', () => {
    expect(found(true).root.body.sample).toBe(true)
    expect('sample' in found(false).root.body).toBe(false)
  })

  it.each([
    [true, false],
    [false, true],
  ])('refuse each other: organization %s, workstation %s', (organization, workstation) => {
    const open = () => requireOwnKind({ isSample: workstation }, found(organization))
    expect(problemOf(open)).toBe('identity.sample-organization')
  })

  it('open their own', () => {
    requireOwnKind({ isSample: true }, found(true))
    requireOwnKind({}, found(false))
  })
})
