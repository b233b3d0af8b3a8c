import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { createCore } from '../../main/core.ts'
import { createNodePorts } from '../../main/node-ports.ts'
import { createCallGate } from '../../main/shell/call-gate.ts'
import { channelNames, contract } from '../../preload/contract.ts'
import { problemParams } from '../../preload/problem.ts'
import { makeClock } from '../support/clock.ts'

/** I07 on the whole core of a new PC, through the gate of the shell: nothing but an answer ever comes back. */

const folder = mkdtempSync(join(tmpdir(), 'sekisho-i07-'))
const lines: string[] = []
const ports = createNodePorts({
  dataFolder: join(folder, 'data'),
  fileDialog: {
    chooseFile: async () => null,
    chooseFolder: async () => null,
    chooseSaveTarget: async () => null,
  },
  version: '0.0.0-test',
  log: { write: (level, event) => void lines.push(`${level} ${event}`) },
})
const core = createCore(ports)
afterAll(async () => {
  await core.close()
  rmSync(folder, { recursive: true, force: true })
})
const clock = makeClock()
const gate = createCallGate({ core, log: ports.log, clock })
const ours = { url: 'app://sekisho/index.html', isMainFrame: true, isOurWindow: true }

const snapshot = async () => {
  const answer = await core.call('app.state', {})
  const files = readdirSync(ports.dataFolder, { recursive: true, encoding: 'utf8' }).sort()
  const contents = files.map((file) => `${file} ${sizeOf(join(ports.dataFolder, file))}`)
  return JSON.stringify([answer, contents])
}
const sizeOf = (file: string) => {
  try {
    return readFileSync(file).toString('base64')
  } catch {
    return 'folder'
  }
}

/** Anything, and things that look like what channels take. */
const word = fc.oneof(
  fc.string(),
  fc.constantFrom('0'.repeat(32), 'a'.repeat(64), '000000', '__proto__', '../../etc/passwd'),
)
const value = fc.oneof(
  word,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(word),
  fc.anything(),
)
const input = fc.oneof(fc.anything(), fc.dictionary(word, value))

it('I07 whatever is asked of a PC where nobody is logged in: a typed answer, and nothing changes', async () => {
  const before = await snapshot()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...channelNames), input, async (name, given) => {
      clock.advance(10_000)
      const answer = await gate(ours, name, given)
      if (answer.ok) expect(contract[name].access).toBe('anyone')
      else expect(Object.keys(problemParams)).toContain(answer.problem.code)
    }),
    { numRuns: process.env.SLOW ? 20_000 : 1_500 },
  )
  expect(await snapshot()).toBe(before)
  expect(lines.filter((line) => line.includes('ipc.internal'))).toEqual([])
})

it('I07 every channel is locked or open, with the input that it wants to have nothing in', async () => {
  for (const name of channelNames) {
    if (contract[name].access === 'anyone') continue
    const answer = await gate(ours, name, {})
    clock.advance(1_000)
    if (answer.ok) throw new Error(`${name} answered`)
    expect(['ipc.locked', 'ipc.invalid-input'], name).toContain(answer.problem.code)
  }
})
