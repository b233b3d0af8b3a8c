import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ReleaseSecrets } from '../../main/approval/approval.ts'
import type { Route } from '../../main/journal/journal.ts'
import { Dispatch, type DispatchEnd, type DispatchOptions } from '../../main/sending/dispatch.ts'
import { paceByDomain } from '../../main/sending/domain-pace.ts'
import { toHaltProblem } from '../../main/sending/engine.ts'
import { type FlightLog, loadRows, openFlightLog } from '../../main/sending/flight-log.ts'
import { openFlightView } from '../../main/sending/flight-view.ts'
import { createRouteOpener } from '../../main/sending/route-opener.ts'
import { standardTimeouts, type Timeouts } from '../../main/sending/smtp/connection.ts'
import { toDataContent } from '../../main/sending/smtp/dot-stuffing.ts'
import type { DeliveryView } from '../../preload/contract/releases.ts'
import { plainTransport, type Transport } from '../../preload/contract/transport.ts'
import type { Problem } from '../../preload/problem.ts'
import { systemRandom } from './random.ts'
import { route } from './signed-request.ts'
import type { SmtpPeer } from './smtp-peer.ts'
import { makeTempFolder } from './temp-folder.ts'

/** The loop below the gate against a peer, with rows that the test makes. */
export interface DispatchRun {
  readonly dispatch: Dispatch
  readonly log: FlightLog
  readonly end: DispatchEnd | 'paused'
  readonly problem: Problem | null
  readonly counts: Readonly<Record<string, number>>
  readonly deliveries: readonly DeliveryView[]
}

export interface DispatchRunOptions extends Partial<Omit<DispatchOptions, 'log' | 'open'>> {
  readonly count?: number
  /** A flight log that has its rows already, to go on with. */
  readonly resumed?: { readonly file: string; readonly key: Uint8Array }
  readonly timeouts?: Partial<Timeouts>
  readonly route?: Partial<Route>
  readonly transport?: Partial<Transport>
  readonly secrets?: Partial<ReleaseSecrets>
  readonly addressOf?: (index: number) => string
  readonly messageOf?: (index: number, address: string) => Buffer
  /** Ends the run after so many ms: for rows that will not move for a long time. */
  readonly stopAfterMs?: number
  /** What happens beside the run. */
  readonly onDispatch?: (dispatch: Dispatch) => Promise<void>
  /** Ends the run as soon as it is so. */
  readonly stopWhen?: (log: FlightLog) => boolean
  /** To the receivers' hosts, in the relay's place. */
  readonly direct?: DispatchOptions['open']
}

export const recipientOf = (index: number) => `user${index}@example.jp`

export function plainMessage(index: number, address: string): Buffer {
  return Buffer.from(
    `From: <info@example.jp>\r\nTo: <${address}>\r\nSubject: ${index}\r\n\r\nhello ${index}\r\n.dot\r\n`,
  )
}

export async function runDispatch(
  peer: Pick<SmtpPeer, 'host' | 'port' | 'caPem'>,
  options: DispatchRunOptions = {},
): Promise<DispatchRun> {
  const { count = 10, messageOf = plainMessage, stopAfterMs, stopWhen, ...given } = options
  const { addressOf = recipientOf } = options
  const { resumed } = options
  const log = resumed ?? { file: join(makeTempFolder(), 'flight.db'), key: systemRandom.bytes(32) }
  const lines = Array.from({ length: count }, (_, at) => JSON.stringify([at, addressOf(at), {}]))
  if (!resumed) loadRows(log, lines)
  const rates = options.transport?.domainRates ?? []
  const domains = rates.map(({ domain }) => domain)
  const flightLog = await openFlightLog({ ...log, now: Date.now(), domains })
  const clock = given.clock ?? { now: Date.now }
  const openRoute = createRouteOpener({
    route: {
      ...route,
      ...{ host: peer.host, port: peer.port, ca: peer.caPem },
      ...options.route,
      transport: { ...plainTransport, ...options.transport },
    },
    secrets: { password: 'secret', dkimPrivateKey: '', ...options.secrets },
    clock,
    timeouts: { ...standardTimeouts, ...options.timeouts },
    ...(options.onTrouble ? { onTrouble: options.onTrouble } : {}),
  })
  const dispatch: Dispatch = new Dispatch({
    clock,
    random: systemRandom,
    connectionsMax: 4,
    ratePerHourMax: null,
    until: Date.now() + 60_000,
    gate: async () => {},
    checkRows: async () => {},
    compose: async (indexes) =>
      indexes.map((index) => ({
        index,
        sender: 'info@example.jp',
        envelopeId: `id-${index}`,
        recipient: addressOf(index),
        content: toDataContent(messageOf(index, addressOf(index))),
      })),
    composeAtOnce: 2,
    toHaltProblem,
    onChange: () => {
      if (stopWhen?.(flightLog)) dispatch.stop()
    },
    ...given,
    log: paceByDomain(flightLog, { clock, rates }),
    open: options.direct ?? openRoute,
    isDirect: options.direct !== undefined,
  })
  dispatch.start()
  const beside = options.onDispatch?.(dispatch)
  const paused = watchForPause(dispatch)
  const timer = stopAfterMs === undefined ? null : setTimeout(() => dispatch.stop(), stopAfterMs)
  const end = await Promise.race([dispatch.done, paused.promise])
  if (timer) clearTimeout(timer)
  paused.stop()
  await beside
  const { problem } = dispatch.state()
  if (end === 'paused') {
    dispatch.stop()
    await dispatch.done
  }
  await flightLog.flush()
  const view = openFlightView(log)
  onTestFinished(async () => {
    view.close()
    await flightLog.close()
  })
  return {
    ...{ dispatch, log: flightLog, end, problem },
    counts: Object.fromEntries(view.states()),
    deliveries: view.deliveries({ state: null, offset: 0, limit: count }).rows,
  }
}

function watchForPause(dispatch: Dispatch): { promise: Promise<'paused'>; stop: () => void } {
  let timer: NodeJS.Timeout | null = null
  const promise = new Promise<'paused'>((resolve) => {
    timer = setInterval(() => {
      if (dispatch.state().phase === 'paused') resolve('paused')
    }, 10)
  })
  return { promise, stop: () => timer && clearInterval(timer) }
}
