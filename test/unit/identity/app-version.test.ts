import { expect, test } from 'vitest'
import { isOlder } from '../../../main/identity/app-version.ts'
import { makeOffice } from '../../support/office.ts'
import { problemOfAsync } from '../../support/problem.ts'

test.each([
  ['1.2.3', '1.2.3', false],
  ['1.2.3', '1.2.4', true],
  ['1.10.0', '1.9.9', false],
  ['1.9.9', '2.0.0', true],
  ['0.0.0-test', '0.0.1', true],
  ['1.2.3-beta.4', '1.2.3', false],
])('%s before %s: %s', (version, than, expected) => {
  expect(isOlder(version, than)).toBe(expected)
})

test('a Sekisho older than the policy asks for ends its sessions and opens no other', async () => {
  const { founder } = await makeOffice({ people: [] })
  const { identity } = founder.pc
  const { journal, member, signing } = identity.session()
  await journal.publishPolicy(
    ({ rules, ...rest }) => ({ ...rest, rules: { ...rules, appVersionMin: '0.0.1' } }),
    { member, signing },
  )
  expect(identity.caller()).toBeNull()
  expect(await problemOfAsync(founder.signIn)).toBe('identity.app-too-old')
})
