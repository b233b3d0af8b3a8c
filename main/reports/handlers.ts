import type { Language } from '../../preload/contract/app.ts'
import type { Handlers } from '../../preload/contract/channel.ts'
import type { releasesChannels } from '../../preload/contract/releases.ts'
import type { Session } from '../identity/identity.ts'
import type { Ports } from '../ports.ts'
import { saveEvidence } from './save-evidence.ts'
import { saveReport } from './save-report.ts'

export interface ReportsOptions {
  readonly ports: Pick<Ports, 'clock' | 'fileDialog' | 'printer'>
  /** Fails with `ipc.locked`. */
  readonly session: () => Session
  /** In which a report is written. */
  readonly language: () => Language
}

export interface Reports {
  readonly handlers: Handlers<
    Pick<typeof releasesChannels, 'releases.save-evidence' | 'releases.save-report'>
  >
}

export function createReports({ ports, session, language }: ReportsOptions): Reports {
  return {
    handlers: {
      'releases.save-evidence': ({ request }) => saveEvidence(session(), ports, request),
      'releases.save-report': ({ request }) =>
        saveReport(session(), ports, { request, language: language() }),
    },
  }
}
