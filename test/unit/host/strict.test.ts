import { describe, expect, it } from 'vitest'
import { clone, preventable, strict } from '../../host/strict.ts'

describe('a strict stand-in', () => {
  it('names what it lacks instead of answering undefined', () => {
    const app = strict('app', { quit: () => 'done' }) as unknown as Record<string, () => string>
    expect(app.quit?.()).toBe('done')
    expect(() => app.relaunch).toThrow('test host: electron.app.relaunch is not implemented')
  })

  it('can be awaited, printed and extended', async () => {
    const app: Record<string, unknown> = strict('app', {})
    await expect(Promise.resolve(app)).resolves.toBe(app)
    expect(JSON.stringify(app)).toBe('{}')
    app.isReady = () => true
    expect(app.isReady).toBeTypeOf('function')
  })

  it('clones as Electron does', () => {
    expect(clone(Buffer.from('ab'))).toEqual(Uint8Array.of(97, 98))
    expect(() => clone({ act: () => 1 })).toThrow('An object could not be cloned.')
  })

  it('has events whose default can be prevented', () => {
    const event = preventable({ url: 'x' })
    expect(event.defaultPrevented).toBe(false)
    event.preventDefault()
    expect(event.defaultPrevented).toBe(true)
  })
})
