import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail, type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import {
  isVerifiedRelease,
  type ReleaseSecrets,
  type VerifiedApproval,
  type VerifiedRelease,
} from '../approval/approval.ts'
import { createDnsClient, type StsStanding } from '../deliverability/deliverability.ts'
import type { Clock, Random } from '../ports.ts'
import { limitToFirst } from './canary.ts'
import { createComposer } from './composer.ts'
import type { ComposerStart } from './composer-thread.ts'
import { Dispatch, type DispatchOptions } from './dispatch.ts'
import { createDkimSigner } from './dkim-signer.ts'
import { paceByDomain } from './domain-pace.ts'
import { type FileSpool, removeSpool } from './file-spool.ts'
import type { FlightLog } from './flight-log.ts'
import type { LateSuppression } from './late-suppression.ts'
import { type DirectPlace, ownAddressesOf } from './mx/direct-place.ts'
import { createReceiverOpener } from './mx/receiver-opener.ts'
import { createReleaseSigner } from './release-signer.ts'
import { createRouteOpener } from './route-opener.ts'
import { standardTimeouts, type Timeouts } from './smtp/connection.ts'
import type { RelayTrouble } from './smtp/session.ts'
import type { Batch } from './supply.ts'

export interface EngineOptions {
  readonly clock: Clock
  readonly random: Random
  readonly secrets: ReleaseSecrets
  /** The flight log of this release, with its rows; closed with the engine. */
  readonly log: FlightLog
  /** Where it lies, and its key (32 bytes). */
  readonly place: { readonly file: string; readonly key: Uint8Array }
  /** Keys the Message-IDs; the same in every run of this release (32 bytes). */
  readonly runKey: Uint8Array
  /** Brings fresh records and verifies them all again: the gate before every batch. */
  readonly gate: (batch: Batch, log: FlightLog) => Promise<Passed>
  readonly onChange: () => void
  readonly onTrouble?: (trouble: RelayTrouble) => void
  /** The recipients' own files; null where nobody gets one. */
  readonly spool?: FileSpool | null
  /** For a route without a relay; it is null for every other. */
  readonly direct: DirectWays | null
  readonly timeouts?: Timeouts
}

/** How receivers' mail hosts are found from this PC. */
export interface DirectWays {
  readonly place: DirectPlace
  readonly sts: (domain: string) => Promise<StsStanding>
}

/** What a gate let through, and whom it leaves out. */
export interface Passed {
  readonly approval: VerifiedApproval
  readonly suppressed: readonly LateSuppression[]
}

export interface Engine {
  readonly log: FlightLog
  readonly dispatch: Dispatch
  /** Rejects when the last moves could not be written. */
  readonly close: () => Promise<void>
}

/** Kept free for the journal and for the flight log itself, so that what left can be recorded. */
export const freeBytesMin = 128 * 1024 * 1024

/**
 * The sending engine. It takes a VerifiedRelease and nothing else, and only approval's verifier can
 * make one. Fails with `sending.dkim-key-invalid` or `message.smime-key-invalid` before anything is
 * connected.
 */
export function createEngine(release: VerifiedRelease, options: EngineOptions): Engine {
  if (!isVerifiedRelease(release)) throw new TypeError('not a verified release')
  if (release.files !== null && !options.spool) throw new TypeError('a release without its files')
  const { manifest, request, canary } = release.approval
  const { route } = manifest
  const { clock, random, secrets, log } = options
  const { dkimPrivateKey, ed25519PrivateKey } = secrets
  // Fails here before anything is opened; each composing thread makes its own.
  createDkimSigner({ ...route.dkim, privateKey: dkimPrivateKey, ed25519PrivateKey })
  const { smimeKey } = secrets
  createReleaseSigner({
    manifest,
    secrets: smimeKey === undefined ? {} : { smimeKey: Uint8Array.from(smimeKey) },
  })?.close()
  const told = options.onTrouble ? { onTrouble: options.onTrouble } : {}
  const composer = createComposer(toComposerStart(release, options), clock)
  // Each thread has its own copy by now.
  smimeKey?.fill(0)
  const rates = route.transport?.domainRates ?? []
  const dispatch = new Dispatch({
    ...{
      log: paceByDomain(limitToFirst(log, canary), { clock, rates }),
      clock,
      random,
      onChange: options.onChange,
      ...told,
    },
    ...openerOf(release, options),
    connectionsMax: route.connectionsMax,
    ratePerHourMax: route.ratePerHourMax,
    until: Math.min(
      Date.parse(manifest.executeBy),
      Date.parse(manifest.window.until ?? manifest.executeBy),
    ),
    async gate(batch) {
      const { approval, suppressed } = await options.gate(batch, log)
      if (approval.request.hash !== request.hash) fail('approval.manifest-altered', {})
      // Whoever let the rest go may do so no longer.
      if (approval.canary !== canary) fail('approval.sender-not-active', {})
      await checkDisk(options.place.file)
      await composer.suppress(suppressed)
    },
    checkRows: composer.check,
    compose: composer.compose,
    composeAtOnce: composer.atOnce,
    toHaltProblem,
  })
  return {
    log,
    dispatch,
    async close() {
      await Promise.all([composer.close(), log.close()])
      if (options.spool) removeSpool(options.spool.file)
    },
  }
}

/** To the relay that was approved, or to the receivers where no relay was: never one for the other. */
function openerOf(
  { approval }: VerifiedRelease,
  options: EngineOptions,
): Pick<DispatchOptions, 'open' | 'isDirect'> {
  const { route } = approval.manifest
  const isSample = approval.trust.roots[0]?.body.sample === true
  const { clock, random, secrets, direct, timeouts = standardTimeouts, onTrouble } = options
  const told = onTrouble ? { onTrouble } : {}
  if (route.transport?.direct === undefined)
    return { open: createRouteOpener({ route, secrets, clock, timeouts, isSample, ...told }) }
  if (isSample) return fail('sample.relay-outside', { host: 'MX' })
  if (direct === null) return fail('sending.direct-not-here', {})
  const { place, sts } = direct
  const { port, ca, servers, trustsDnssec } = place
  const open = createReceiverOpener({
    ...{ route, port, ca, sts, random, clock, timeouts, ...told },
    dns: () => createDnsClient({ servers, trustsDnssec, random }),
    ownAddresses: ownAddressesOf(place),
  })
  return { open, isDirect: true }
}

function toComposerStart(release: VerifiedRelease, options: EngineOptions): ComposerStart {
  const { approval, content } = release
  const { campaign, headers, attachments, route, smime } = approval.manifest
  const { dkimPrivateKey, ed25519PrivateKey, smimeKey } = options.secrets
  return {
    request: approval.request.hash,
    manifest: { campaign, headers, attachments, smime, route: { dkim: route.dkim } },
    template: content.template,
    attachments: content.attachments,
    leaves: release.leaves,
    secrets: {
      ...{ dkimPrivateKey, ed25519PrivateKey },
      ...(smimeKey === undefined ? {} : { smimeKey }),
    },
    runKey: options.runKey,
    log: options.place,
    spool: options.spool ?? null,
  }
}

async function checkDisk(file: string): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(file))
  const freeBytes = bavail * bsize
  if (freeBytes < freeBytesMin) fail('sending.disk-full', { freeBytes })
}

/** The third: SQLite cannot make the memory file beside its write-ahead log. */
const fullDiskCodes = new Set(['SQLITE_FULL', 'ENOSPC', 'SQLITE_IOERR_SHMSIZE'])

/** What a person reads when the engine gives up; what nobody foresaw has a code of its own too. */
export function toHaltProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (fullDiskCodes.has(code)) return toProblem('sending.disk-full', { freeBytes: 0 })
  const what = error instanceof Error ? error.name : 'unknown'
  return toProblem('sending.engine-failed', { what: code || what })
}
