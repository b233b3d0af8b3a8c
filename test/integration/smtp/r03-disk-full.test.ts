import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { toHaltProblem } from '../../../main/sending/engine.ts'
import { loadRows } from '../../../main/sending/flight-log.ts'
import { recipientOf, runDispatch } from '../../support/dispatch-run.ts'
import { systemRandom } from '../../support/random.ts'
import { startPeer } from '../../support/smtp-peer.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const count = 300

/** A disk of its own, or null where nobody may mount one. */
function mountSmallDisk(): string | null {
  const folder = makeTempFolder()
  const { status } = spawnSync('/usr/bin/mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder])
  if (status !== 0) return null
  onTestFinished(() => void spawnSync('/usr/bin/umount', ['-l', folder]))
  return folder
}

/** Writes until so many bytes are left. */
function fill(folder: string, leftBytes: number): () => void {
  const file = join(folder, 'filler')
  const handle = openSync(file, 'w')
  const { bavail, bsize } = statfsSync(folder)
  const page = Buffer.alloc(4096)
  for (let left = bavail * bsize; left > leftBytes; left -= page.length) writeSync(handle, page)
  closeSync(handle)
  return () => rmSync(file)
}

const freeBytes = [0, 1 << 20, 6 << 20]

it.each(freeBytes)(
  'R03: with %i bytes left on the disk no dot leaves unrecorded, and it goes on',
  async (left) => {
    const folder = mountSmallDisk()
    if (folder === null) {
      console.warn('R03 skipped: a small disk cannot be mounted here (no right to)')
      return
    }
    const log = { file: join(folder, 'flight.db'), key: systemRandom.bytes(32) }
    const lines = Array.from({ length: count }, (_, at) =>
      JSON.stringify([at, recipientOf(at), {}]),
    )
    loadRows(log, lines)
    const peer = await startPeer()
    const empty = fill(folder, left)
    const first = await runDispatch(peer, { count, resumed: log }).catch((error: unknown) => error)
    const sentBefore = peer.accepted.length
    empty()
    const rest = await runDispatch(peer, { count, resumed: log })
    await peer.close()
    // Refused before anything left, or halted in the middle, or done: never with a gap.
    if (first instanceof Error) expect(toHaltProblem(first).code).toBe('sending.disk-full')
    const addresses = peer.accepted.map(({ recipient }) => recipient)
    expect(new Set(addresses).size).toBe(addresses.length)
    const { sent = 0, 'in-doubt': inDoubt = 0 } = rest.counts
    expect(sent + inDoubt).toBe(count)
    expect(addresses.length).toBeLessThanOrEqual(count)
    expect(addresses.length).toBeGreaterThanOrEqual(sent)
    expect(inDoubt).toBeLessThanOrEqual(4)
    expect(rest.end).toBe('finished')
    console.log(`R03: ${left} bytes left, ${sentBefore} sent before there was room again`)
  },
)

it('R03: a disk that fills up in the middle stops nothing: the log has its length from the start', async () => {
  const folder = mountSmallDisk()
  if (folder === null) {
    console.warn('R03 skipped: a small disk cannot be mounted here (no right to)')
    return
  }
  const log = { file: join(folder, 'flight.db'), key: systemRandom.bytes(32) }
  loadRows(
    log,
    Array.from({ length: count }, (_, at) => JSON.stringify([at, recipientOf(at), {}])),
  )
  let dots = 0
  const peer = await startPeer({
    act: ({ stage }) => {
      if (stage === 'dot' && ++dots === 50) fill(folder, 0)
      return null
    },
  })
  const run = await runDispatch(peer, { count, resumed: log })
  await peer.close()
  expect(run).toMatchObject({ end: 'finished', counts: { sent: count } })
  expect(new Set(peer.accepted.map(({ recipient }) => recipient)).size).toBe(count)
})
