import type { StepUp } from '../../preload/contract/channel.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import type { Session } from '../identity/identity.ts'
import type { Ports } from '../ports.ts'

/** What sending needs of the rest of the core. */
export interface SendingOptions {
  readonly ports: Pick<
    Ports,
    | 'clock'
    | 'random'
    | 'engineHost'
    | 'dataFolder'
    | 'localAddresses'
    | 'version'
    | 'log'
    | 'machinePolicy'
    | 'mailWorld'
    | 'systemResolvers'
  >
  /** Fails with `ipc.locked`. */
  readonly session: () => Session
  /** The six digits again, before a release. Fails with `identity.*`. */
  readonly stepUp: StepUp
  /** Below the time floor nothing is sent. Fails with `identity.clock-behind`. */
  readonly requireClock: () => void
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}
