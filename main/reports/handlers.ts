import type { Handlers } from '../../preload/contract/channel.ts'
import type { releasesChannels } from '../../preload/contract/releases.ts'
import type { Session } from '../identity/identity.ts'
import type { Ports } from '../ports.ts'
import { saveEvidence } from './save-evidence.ts'

export interface ReportsOptions {
  readonly ports: Pick<Ports, 'clock' | 'fileDialog'>
  /** Fails with `ipc.locked`. */
  readonly session: () => Session
}

export interface Reports {
  readonly handlers: Handlers<Pick<typeof releasesChannels, 'releases.save-evidence'>>
}

export function createReports({ ports, session }: ReportsOptions): Reports {
  return {
    handlers: {
      'releases.save-evidence': ({ request }) => saveEvidence(session(), ports, request),
    },
  }
}
