import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail, type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import {
  isVerifiedRelease,
  leafHash,
  linesOfPieces,
  type RouteSecrets,
  type VerifiedApproval,
  type VerifiedRelease,
} from '../approval/approval.ts'
import { composeSkeleton } from '../message/message.ts'
import type { Clock, Random } from '../ports.ts'
import { Dispatch } from './dispatch.ts'
import { createDkimSigner } from './dkim-signer.ts'
import { type FlightLog, loadRows, openFlightLog } from './flight-log.ts'
import { createMessageWriter } from './message-writer.ts'
import { createRouteOpener } from './route-opener.ts'
import { standardTimeouts, type Timeouts } from './smtp/connection.ts'
import type { Batch, Row } from './supply.ts'

export interface EngineOptions {
  readonly clock: Clock
  readonly random: Random
  readonly secrets: RouteSecrets
  /** The flight log of this release and its key (32 bytes). */
  readonly log: { readonly file: string; readonly key: Uint8Array }
  /** Keys the Message-IDs; the same in every run of this release (32 bytes). */
  readonly runKey: Uint8Array
  /** Brings fresh records and verifies them all again: the gate before every batch. */
  readonly gate: (batch: Batch, log: FlightLog) => Promise<VerifiedApproval>
  readonly onChange: () => void
  readonly timeouts?: Timeouts
}

export interface Engine {
  readonly log: FlightLog
  readonly dispatch: Dispatch
}

/** Kept free for the journal and for the flight log itself, so that what left can be recorded. */
export const freeBytesMin = 128 * 1024 * 1024

/**
 * The sending engine. It takes a VerifiedRelease and nothing else, and only approval's verifier can
 * make one. Fails with `sending.dkim-key-invalid` before anything is opened or connected.
 */
export async function createEngine(
  release: VerifiedRelease,
  options: EngineOptions,
): Promise<Engine> {
  if (!isVerifiedRelease(release)) throw new TypeError('not a verified release')
  const { manifest, request } = release.approval
  const { route } = manifest
  const signer = createDkimSigner({
    ...route.dkim,
    privateKey: options.secrets.dkimPrivateKey,
    ed25519PrivateKey: options.secrets.ed25519PrivateKey,
  })
  const skeleton = await composeSkeleton({
    headers: manifest.headers,
    template: release.template,
    attachments: manifest.attachments.map(({ name, type }, at) => ({
      ...{ name, type },
      bytes: release.content.attachments[at] ?? new Uint8Array(),
    })),
  })
  const leaves = leavesOf(release)
  const log = openLog(release, options)
  const writer = createMessageWriter({ release, skeleton, signer, ...options })
  const { clock, random, secrets, timeouts = standardTimeouts } = options
  const dispatch = new Dispatch({
    ...{ log, clock, random, onChange: options.onChange },
    open: createRouteOpener({ route, secrets, clock, timeouts }),
    connectionsMax: route.connectionsMax,
    ratePerHourMax: route.ratePerHourMax,
    until: Math.min(
      Date.parse(manifest.executeBy),
      Date.parse(manifest.window.until ?? manifest.executeBy),
    ),
    async gate(batch) {
      const approval = await options.gate(batch, log)
      if (approval.request.hash !== request.hash) fail('approval.manifest-altered', {})
      await checkDisk(options.log.file)
    },
    checkRow: (row) => checkLeaf(leaves, row),
    prepare: writer,
    toHaltProblem,
  })
  return { log, dispatch }
}

/** RFC 6962 leaves of the rows that were just verified against the approved root: 32 bytes a row. */
function leavesOf({ content, approval }: VerifiedRelease): Buffer {
  const leaves = Buffer.alloc(approval.manifest.audience.count * 32)
  let index = 0
  for (const line of linesOfPieces(content.rows)) leaves.set(leafHash(line), index++ * 32)
  return leaves
}

/** What comes out of the log is what was approved, or nothing of its batch is sent. */
function checkLeaf(leaves: Buffer, { index, line }: Row): void {
  const leaf = leaves.subarray(index * 32, index * 32 + 32)
  if (!leaf.equals(leafHash(Buffer.from(line)))) fail('approval.recipients-altered', { index })
}

/** Opens the log of an earlier run, or freezes the rows into a new one. */
function openLog({ content, approval }: VerifiedRelease, { log, clock }: EngineOptions): FlightLog {
  const { count } = approval.manifest.audience
  const opened = openFlightLog({ ...log, now: clock.now() })
  if (opened.count === count) return opened
  opened.close()
  loadRows(log, textLinesOf(content.rows), domainOf)
  return openFlightLog({ ...log, now: clock.now() })
}

function* textLinesOf(rows: readonly Uint8Array[]): Generator<string> {
  for (const line of linesOfPieces(rows)) yield Buffer.from(line).toString('utf8')
}

function domainOf(line: string): string {
  const row: unknown = JSON.parse(line)
  const address = Array.isArray(row) ? String(row[1]) : ''
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

async function checkDisk(file: string): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(file))
  const freeBytes = bavail * bsize
  if (freeBytes < freeBytesMin) fail('sending.disk-full', { freeBytes })
}

/** What a person reads when the engine gives up; what nobody foresaw has a code of its own too. */
export function toHaltProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return toProblem('sending.disk-full', { freeBytes: 0 })
  const what = error instanceof Error ? error.name : 'unknown'
  return toProblem('sending.engine-failed', { what: code || what })
}
