import { EventEmitter } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Session, WebContents } from 'electron'
import { expect, vi } from 'vitest'
import { copies, keepFromCopying } from '../../../main/shell/copy-lock.ts'
import { windowPolicyFor } from '../../../main/shell/csp.ts'
import { createDeviceKey } from '../../../main/shell/device-key.ts'
import { createLogFile } from '../../../main/shell/log-file.ts'
import { lockSession } from '../../../main/shell/permission-lock.ts'
import { makeClock } from '../../support/clock.ts'
import { makeMachinePolicy } from '../../support/machine-policy.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { hour } from '../../support/signed-request.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** What the program itself does not do because of a setting of its group; the rest of locks.test.ts. */
export const programProofs = {
  async AllowBasicText() {
    const keystore = {
      isAsyncEncryptionAvailable: async () => true,
      getSelectedStorageBackend: () => 'basic_text' as const,
      encryptStringAsync: async (text: string) => Buffer.from(text),
      decryptStringAsync: async (bytes: Buffer) => ({
        result: String(bytes),
        shouldReEncrypt: false,
      }),
    }
    const parts = {
      dataFolder: makeTempFolder(),
      log: { write: () => undefined },
      keystore,
      platform: 'linux' as const,
      isPackaged: true,
    }
    const write = (allowsPlainText: boolean) =>
      problemOfAsync(() => createDeviceKey({ ...parts, allowsPlainText }).write(new Uint8Array(32)))
    expect(
      await write(makeMachinePolicy({ AllowBasicText: false }).values.AllowBasicText === true),
    ).toBe('vault.keystore-unavailable')
    expect(
      await write(makeMachinePolicy({ AllowBasicText: true }).values.AllowBasicText === true),
    ).toBeNull()
  },
  async PreventCopy() {
    const handlers: ((
      contents: unknown,
      permission: string,
      answer: (given: boolean) => void,
    ) => void)[] = []
    const session = Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: (handler: (typeof handlers)[number]) => handlers.push(handler),
      ...Object.fromEntries(
        [
          'setPermissionCheckHandler',
          'setDevicePermissionHandler',
          'setDisplayMediaRequestHandler',
          'setSpellCheckerEnabled',
          'setSpellCheckerDictionaryDownloadURL',
          'setProxy',
        ].map((name) => [name, () => undefined]),
      ),
      webRequest: { onBeforeRequest: () => undefined },
    })
    await lockSession(session as unknown as Session, false)
    const given: boolean[] = []
    handlers[0]?.(null, 'clipboard-sanitized-write', (each) => given.push(each))
    expect(given).toEqual([false])
    const contents = new EventEmitter()
    keepFromCopying(contents as unknown as Pick<WebContents, 'on'>)
    const press = (key: string, control: boolean) => {
      const event = { preventDefault: vi.fn() }
      contents.emit('before-input-event', event, { key, control, meta: false, shift: false })
      return event.preventDefault.mock.calls.length
    }
    expect([
      press('C', true),
      press('x', true),
      press('Insert', true),
      press('c', false),
      press('v', true),
    ]).toEqual([1, 1, 1, 0, 0])
    expect(copies({ key: 'Delete', control: false, meta: false, shift: true })).toBe(true)
  },
  PreventPrinting() {
    // Without allow-modals, window.print() returns at once (HTML, printing steps).
    expect(windowPolicyFor({ PreventPrinting: true })).toMatch(
      /; sandbox allow-scripts allow-same-origin allow-forms$/,
    )
    expect(windowPolicyFor({})).not.toContain('sandbox')
  },
  // The window itself is asked in test/e2e/policy.spec.ts.
  PreventScreenCapture: () =>
    expect(readFileSync('main/shell/window.ts', 'utf8')).toContain('setContentProtection(true)'),
  LogLevel() {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-log-'))
    const log = createLogFile(folder, { now: () => 0 }, 'warning')
    log.write('info', 'small')
    log.write('error', 'large')
    const lines = readFileSync(join(folder, 'log/sekisho.log'), 'utf8').trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['large'])
  },
  LogDays() {
    const { LogDays } = makeMachinePolicy({ LogDays: 7 }).values
    const folder = makeTempFolder()
    const clock = makeClock()
    const start = () => createLogFile(folder, clock, 'info', LogDays)
    start().write('info', 'early')
    clock.advance(6 * 24 * hour)
    start().write('info', 'late')
    const kept = () =>
      start()
        .recent?.(9)
        .map((line) => JSON.parse(line).event)
    expect(kept()).toEqual(['early', 'late'])
    clock.advance(2 * 24 * hour)
    expect(kept()).toEqual(['late'])
  },
}
