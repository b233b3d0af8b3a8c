import vm from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createBridge } from '../../host/world/bridge.ts'

/**
 * Two realms that share an event target, as the two worlds of a page share their window. The
 * bridges run from their source text, as in the page.
 */
function twoWorlds() {
  const target = new EventTarget()
  const world = (mine: string, theirs: string) => {
    const context = vm.createContext({
      Event,
      CustomEvent,
      dispatchEvent: target.dispatchEvent.bind(target),
      addEventListener: target.addEventListener.bind(target),
    })
    const names = JSON.stringify({ nonce: 'n', mine, theirs })
    vm.runInContext(`globalThis.bridge = (${createBridge.toString()})(${names})`, context)
    return {
      run: (source: string): unknown => vm.runInContext(source, context),
    }
  }
  return { page: world('main', 'isolated'), preload: world('isolated', 'main') }
}

describe('contextBridge of the host', () => {
  it('exposes a frozen copy that cannot be replaced', () => {
    const { page, preload } = twoWorlds()
    preload.run(`api = { list: [1, { a: 2 }], name: 'x' }; bridge.expose('api', api)`)
    expect(page.run('JSON.stringify(api)')).toBe('{"list":[1,{"a":2}],"name":"x"}')
    expect(page.run('Object.isFrozen(api) && Object.isFrozen(api.list[1])')).toBe(true)
    page.run('api = 1')
    expect(page.run('typeof api')).toBe('object')
    preload.run(`api.name = 'changed'`)
    expect(page.run('api.name')).toBe('x')
  })

  it('calls through, in both directions, with errors as errors', () => {
    const { page, preload } = twoWorlds()
    preload.run(`bridge.expose('api', {
      twice: (n) => n * 2,
      boom: () => { throw new RangeError('no') },
      subscribe: (listener) => { listener('now'); return () => 'ended' },
    })`)
    expect(page.run('api.twice(21)')).toBe(42)
    expect(
      page.run('try { api.boom() } catch (e) { (e instanceof Error) + " " + e.message }'),
    ).toBe('true no')
    expect(
      page.run('let seen; const end = api.subscribe((x) => { seen = x }); seen + " " + end()'),
    ).toBe('now ended')
  })

  it('settles promises across the worlds', async () => {
    const { page, preload } = twoWorlds()
    preload.run(`bridge.expose('api', {
      later: async (n) => ({ n }),
      never: async () => { throw new Error('not now') },
    })`)
    await expect(page.run('api.later(3).then((x) => JSON.stringify(x))')).resolves.toBe('{"n":3}')
    await expect(page.run('api.never().catch((e) => e.message)')).resolves.toBe('not now')
  })

  it('refuses symbols', () => {
    const { preload } = twoWorlds()
    expect(() => preload.run(`bridge.expose('api', { s: Symbol('x') })`)).toThrow(
      'An object could not be cloned.',
    )
  })
})
