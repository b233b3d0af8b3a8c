import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCore } from '../../../main/core.ts'
import { createNodePorts } from '../../../main/node-ports.ts'
import { verifyEvidence } from '../../../main/reports/reports.ts'
import { closedChannels } from '../../../main/sample/closed-channels.ts'
import { createFront } from '../../../main/sample/sample.ts'
import type {
  ChannelName,
  ChannelOutput,
  ChannelRawInput,
  CoreEvent,
} from '../../../preload/contract.ts'

/** A whole sample organization on real parts, smaller than people get it. */

const folder = mkdtempSync(join(tmpdir(), 'sekisho-sample-'))
const saved = join(folder, 'evidence.json')
const logged: string[] = []
const ports = createNodePorts({
  dataFolder: join(folder, 'data'),
  version: '0.0.0-test',
  language: 'ja',
  fileDialog: {
    chooseFile: async () => null,
    chooseFolder: async () => null,
    chooseSaveTarget: async () => saved,
  },
  log: { write: (level, event) => void (level === 'error' && logged.push(event)) },
})
const resolversAsked: string[] = []
const told: CoreEvent[] = []
const front = createFront(
  {
    ...ports,
    systemResolvers() {
      resolversAsked.push('asked')
      return []
    },
  },
  createCore,
  { residents: 60, alert: 40, chairs: 6 },
)
front.subscribe((...event) => void told.push(event))

async function ask<N extends ChannelName>(
  name: N,
  input: ChannelRawInput<N>,
): Promise<ChannelOutput<N>> {
  const answer = await front.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.problem.code}`)
  return answer.value as ChannelOutput<N>
}

const codeOf = async (name: string, input: unknown = {}) => {
  const answer = await front.call(name, input)
  return answer.ok ? null : answer.problem.code
}

beforeAll(async () => {
  // What a process that was killed had left.
  mkdirSync(join(folder, 'data/sample/data'), { recursive: true })
  await ask('sample.open', {})
})
afterAll(async () => {
  await front.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the sample organization', () => {
  it('begins with staff, with a past, with work that waits, and says how far its making is', async () => {
    const { sample, session, phase } = await ask('app.state', {})
    expect(phase).toBe('signed-in')
    expect(sample?.desk).toBe('staff')
    expect(session?.roles).toEqual(['author', 'list-manager', 'sender'])
    const releases = await ask('releases.list', {})
    expect(releases.map((each) => each.phase)).toEqual(['finished', 'finished'])
    for (const { counts, recipientCount } of releases)
      expect(counts.sent + counts.failed).toBe(recipientCount)
    const requests = await ask('approval.list', {})
    expect(requests.map((each) => each.state).sort()).toEqual([
      'filed',
      'finished',
      'finished',
      'returned',
    ])
    expect(told.filter(([name]) => name === 'sample.progress')).toHaveLength(10)
    expect(await ask('sample.code', {})).toMatchObject({ code: expect.stringMatching(/^\d{6}$/) })
  })

  it('lets others sit down without a password or a code, each with the roles of their desk', async () => {
    told.length = 0
    await ask('sample.switch', { desk: 'supervisor' })
    const { session } = await ask('app.state', {})
    expect(session?.roles).toEqual(['approver'])
    // The window is never shown the lock in between.
    const phases = told.flatMap((event) => (event[0] === 'app.changed' ? [event[1].phase] : []))
    expect(new Set(phases)).toEqual(new Set(['signed-in']))
  })

  it('ticks the steps of the guide, lets approve and release, and throws every mail away', async () => {
    const requests = await ask('approval.list', {})
    const waiting = requests.find(({ state }) => state === 'filed')?.request ?? ''
    const review = await ask('approval.review', { request: waiting })
    for (const index of [0, 1, 2]) await ask('approval.preview', { request: waiting, index })
    const opened = review.items.flatMap(({ item }) => /^message:(\d+)$/.exec(item)?.[1] ?? [])
    for (const index of opened)
      await ask('approval.preview', { request: waiting, index: Number(index) })
    await ask('approval.decide', {
      ...{ request: waiting, verdict: 'approve', comment: '', typedCount: null },
      viewed: review.items.map(({ item }) => item),
      code: (await ask('sample.code', {})).code,
    })
    const ticked = (await ask('app.state', {})).sample
    expect(ticked?.done).toEqual(expect.arrayContaining(['review', 'recipients', 'decide']))
    await ask('sample.switch', { desk: 'staff' })
    const before = (await ask('app.state', {})).sample?.discarded ?? 0
    const { recipientCount } = review.summary
    const ended = new Promise<void>((resolve) => {
      front.subscribe((...[name, payload]) => {
        if (name !== 'releases.progress' || payload.request !== waiting) return
        if (payload.finishedAt !== null) resolve()
      })
    })
    const { code } = await ask('sample.code', {})
    await ask('releases.start', { request: waiting, recipientCount, code })
    await ended
    const { counts } = await ask('releases.progress', { request: waiting })
    expect(counts.sent).toBe(recipientCount)
    const after = (await ask('app.state', {})).sample?.discarded ?? 0
    expect(after - before).toBe(recipientCount)
  })

  it('refuses whatever leads out of it, before anything looks at it', async () => {
    await ask('sample.switch', { desk: 'it' })
    for (const name of closedChannels) expect(await codeOf(name), name).toBe('sample.closed')
    const [route] = await ask('routes.list', {})
    expect(route?.host).toBe('127.0.0.1')
    expect(resolversAsked).toEqual([])
  })

  it('cannot be opened twice', async () => {
    expect(await codeOf('sample.open')).toBe('sample.busy')
    expect(await codeOf('sample.switch', { desk: 'nobody' })).toBe('ipc.invalid-input')
  })

  it('leaves evidence that says what it is, and nothing else once it is left', async () => {
    await ask('sample.switch', { desk: 'auditor' })
    const [release] = await ask('releases.list', {})
    await ask('releases.save-evidence', { request: release?.request ?? '' })
    expect(verifyEvidence(readFileSync(saved)).isSample).toBe(true)
    await ask('sample.leave', {})
    expect(existsSync(join(folder, 'data/sample'))).toBe(false)
    const { phase, sample } = await ask('app.state', {})
    expect([phase, sample]).toEqual(['first-run', null])
    expect(await codeOf('sample.code')).toBe('sample.only-inside')
    expect(logged).toEqual([])
  })
})
