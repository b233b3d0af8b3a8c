import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCopying } from '../../main/clipboard.ts'
import { createMemoryClipboard } from '../../main/node-ports.ts'
import { noMachinePolicy } from '../../main/policy/policy.ts'
import { createClipboard } from '../../main/shell/clipboard.ts'
import { ClipboardItem, clipboard as system } from '../host/clipboard.ts'
import { makeMachinePolicy } from '../support/machine-policy.ts'
import { problemOfAsync } from '../support/problem.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp(machinePolicy = noMachinePolicy) {
  const clipboard = createMemoryClipboard()
  const lines: string[] = []
  const here = { isSignedIn: true }
  const copying = createCopying({
    ports: {
      clipboard,
      machinePolicy,
      log: {
        write: (level, event, facts) => void lines.push(JSON.stringify([level, event, facts])),
      },
    },
    isSignedIn: () => here.isSignedIn,
  })
  const copy = async (text: string, kind: 'secret' | 'shown' | 'public') =>
    copying.handlers['clipboard.copy']({ text, kind }, null)
  return { clipboard, lines, here, copying, copy }
}

describe('E15 what is copied', () => {
  it.each(['secret', 'shown'] as const)('%s is cleared after ten seconds', async (kind) => {
    const { clipboard, copy, lines } = setUp()
    await copy('hanako@example.jp', kind)
    await vi.advanceTimersByTimeAsync(9_900)
    expect(await clipboard.read()).toBe('hanako@example.jp')
    await vi.advanceTimersByTimeAsync(200)
    expect(await clipboard.read()).toBe('')
    expect(lines).toEqual([
      `["info","clipboard.copied",{"kind":"${kind}"}]`,
      '["info","clipboard.cleared",null]',
    ])
  })

  it('stays when somebody has copied something else since', async () => {
    const { clipboard, copy, lines } = setUp()
    await copy('JBSWY3DP', 'secret')
    await clipboard.write('from another program', { isSecret: false })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await clipboard.read()).toBe('from another program')
    expect(lines).toHaveLength(1)
  })

  it('counts its ten seconds from the last copy', async () => {
    const { clipboard, copy } = setUp()
    await copy('first', 'secret')
    await vi.advanceTimersByTimeAsync(6_000)
    await copy('second', 'secret')
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await clipboard.read()).toBe('second')
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await clipboard.read()).toBe('')
  })

  it('stays when it is public, and is logged', async () => {
    const { clipboard, copy, copying, here, lines } = setUp()
    await copy('v=DKIM1; p=MC4C', 'public')
    here.isSignedIn = false
    copying.look()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await clipboard.read()).toBe('v=DKIM1; p=MC4C')
    expect(lines).toEqual(['["info","clipboard.copied",{"kind":"public"}]'])
  })

  it('goes at the lock and at the end', async () => {
    const { clipboard, copy, copying, here } = setUp()
    await copy('name', 'shown')
    copying.look()
    await vi.advanceTimersByTimeAsync(0)
    expect(await clipboard.read()).toBe('name')
    here.isSignedIn = false
    copying.look()
    await vi.advanceTimersByTimeAsync(0)
    expect(await clipboard.read()).toBe('')
    // The secret of the first run, when nobody can be signed in yet.
    await copy('JBSWY3DP', 'secret')
    copying.look()
    await vi.advanceTimersByTimeAsync(0)
    expect(await clipboard.read()).toBe('JBSWY3DP')
    await copying.close()
    expect(await clipboard.read()).toBe('')
  })

  it('is nothing where IT forbids it', async () => {
    const { clipboard, copy, lines } = setUp(makeMachinePolicy({ PreventCopy: true }))
    for (const kind of ['secret', 'shown', 'public'] as const)
      expect(await problemOfAsync(() => copy('text', kind))).toBe('policy.copying-forbidden')
    expect(await clipboard.read()).toBe('')
    expect(lines).toEqual([])
  })

  it('is told apart for Windows, whose history then leaves a secret out', async () => {
    const formats = async (platform: NodeJS.Platform, isSecret: boolean) => {
      const clipboard = createClipboard({ system, Item: ClipboardItem, platform })
      await clipboard.write('JBSWY3DP', { isSecret })
      expect(await clipboard.read()).toBe('JBSWY3DP')
      const [item] = await system.read()
      return item?.types
    }
    expect(await formats('win32', false)).toEqual(['text/plain'])
    expect(await formats('linux', true)).toEqual(['text/plain'])
    const named = (name: string) => `electron application/osclipboard;format="${name}"`
    expect(await formats('win32', true)).toEqual([
      'text/plain',
      named('ExcludeClipboardContentFromMonitorProcessing'),
      named('CanIncludeInClipboardHistory'),
      named('CanUploadToCloudClipboard'),
    ])
    const [item] = await system.read()
    const given = await item?.getType(named('CanIncludeInClipboardHistory'))
    expect(new Uint8Array((await given?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(
      new Uint8Array(4),
    )
  })
})
