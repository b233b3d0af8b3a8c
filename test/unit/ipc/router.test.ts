import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRouter } from '../../../main/ipc/router.ts'
import type { Caller, Handlers } from '../../../preload/contract/channel.ts'
import type { Contract } from '../../../preload/contract.ts'
import { channelNames, contract } from '../../../preload/contract.ts'
import { fail } from '../../../preload/problem.ts'

const lines: string[] = []

function routerWith(behaviour: (name: string) => unknown, caller: Caller | null) {
  const called: string[] = []
  const handlers = Object.fromEntries(
    channelNames.map((name) => [
      name,
      () => {
        called.push(name)
        return behaviour(name)
      },
    ]),
  ) as unknown as Handlers<Contract>
  const router = createRouter({
    handlers,
    caller: () => caller,
    log: { write: (_level, event, facts) => void lines.push(`${event} ${JSON.stringify(facts)}`) },
    random: { bytes: (count) => new Uint8Array(count) },
  })
  return { router, called }
}

const everything: Caller = {
  member: 'm1',
  roles: ['author', 'list-manager', 'approver', 'sender', 'administrator', 'auditor'],
}

describe('router', () => {
  it('refuses what is not in the contract, prototype names included', async () => {
    const { router, called } = routerWith(() => ({}), everything)
    for (const name of ['constructor', '__proto__', 'toString', 'lists.drop', '']) {
      expect(await router.call(name, {})).toMatchObject({
        ok: false,
        problem: { code: 'ipc.unknown-channel' },
      })
    }
    expect(called).toEqual([])
  })

  it('I07 answers junk on every channel with a typed problem and calls no handler', async () => {
    const { router, called } = routerWith(() => ({}), everything)
    const needsInput = channelNames.filter(
      (name) =>
        Object.keys((contract[name].input as unknown as { entries: object }).entries).length > 0,
    )
    expect(needsInput.length).toBeGreaterThan(20)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...channelNames), fc.anything(), async (name, input) => {
        const isEmptyObject =
          input !== null &&
          typeof input === 'object' &&
          !Array.isArray(input) &&
          Object.keys(input).length === 0
        fc.pre(!isEmptyObject)
        const before = called.length
        const answer = await router.call(name, input)
        expect(answer.ok).toBe(false)
        if (!answer.ok) expect(answer.problem.code).toBe('ipc.invalid-input')
        expect(called.length).toBe(before)
      }),
      { numRuns: 500 },
    )
  })

  it('refuses unknown keys', async () => {
    const { router } = routerWith(() => ({}), everything)
    const answer = await router.call('lists.create', { name: 'x', extra: 1 })
    expect(answer).toMatchObject({ ok: false, problem: { code: 'ipc.invalid-input' } })
  })

  it('I07 answers every channel but the open ones with locked while nobody is signed in', async () => {
    const { router, called } = routerWith(() => ({}), null)
    for (const name of channelNames.filter((each) => contract[each].access !== 'anyone')) {
      const answer = await router.call(name, {})
      expect(answer.ok, name).toBe(false)
    }
    expect(called).toEqual([])
  })

  it('I07 refuses a role that the channel does not name', async () => {
    const { router, called } = routerWith(() => ({}), { member: 'm1', roles: ['auditor'] })
    const answer = await router.call('lists.create', { name: '顧客' })
    expect(answer).toEqual({
      ok: false,
      problem: { code: 'ipc.not-allowed', params: { channel: 'lists.create' } },
    })
    expect(called).toEqual([])
  })

  it('turns a fault into an incident number: no message, no stack', async () => {
    lines.length = 0
    const { router } = routerWith(() => {
      throw new Error('secret tanaka@example.jp')
    }, everything)
    const answer = await router.call('lists.list', {})
    expect(answer).toEqual({
      ok: false,
      problem: { code: 'ipc.internal', params: { incident: '00000000' } },
    })
    expect(lines.join()).toContain('lists.list')
    expect(lines.join()).not.toContain('tanaka')
  })

  it('lets out only problems of the families that the channel declares', async () => {
    const declared = routerWith(() => fail('vault.locked', {}), everything)
    expect(await declared.router.call('lists.list', {})).toMatchObject({
      problem: { code: 'vault.locked' },
    })
    const foreign = routerWith(() => fail('sending.release-running', {}), everything)
    expect(await foreign.router.call('lists.list', {})).toMatchObject({
      problem: { code: 'ipc.internal' },
    })
  })

  it('checks what leaves as well', async () => {
    const { router } = routerWith(() => [{ id: 'l1', name: 'x', password: 'hunter2' }], everything)
    expect(await router.call('lists.list', {})).toMatchObject({ problem: { code: 'ipc.internal' } })
  })
})
