import { expect, it } from 'vitest'
import { refusedStart } from '../../main/shell/start-lock.ts'

/** Chromium trims every argument before it looks for a switch. */
it.each([
  [' --remote-debugging-port=9222', '--remote-debugging-port'],
  ['\t--js-flags=--expose-gc', '--js-flags'],
  ['\r\n-no-sandbox', '--no-sandbox'],
  [' --host-rules=MAP * 127.0.0.1', '--host-rules'],
  ['\u3000--inspect', '--inspect'],
])('I09 %j ends the installed program', (argument, found) => {
  expect(refusedStart({ argv: ['x', argument], env: {}, isPackaged: true })).toEqual([found])
})
