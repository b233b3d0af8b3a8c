import { join } from 'node:path'
import type { Session } from '../identity/identity.ts'
import { hasFlightLog } from './flight-log.ts'
import { type FlightView, openFlightView } from './flight-view.ts'
import { findRelease } from './release-table.ts'

/** The flight logs of this workstation as people read them, each opened once. */
export class FlightViews {
  readonly #folder: string
  #open = new Map<string, FlightView>()

  constructor(folder: string) {
    this.#folder = folder
  }

  fileOf(request: string): string {
    return join(this.#folder, `${request}.db`)
  }

  /** Null where the release was not sent from here. */
  of(session: Session, request: string): FlightView | null {
    const known = this.#open.get(request)
    if (known) return known
    const row = findRelease(session.db, request)
    const file = this.fileOf(request)
    if (!row || !hasFlightLog(file)) return null
    const view = openFlightView({ file, key: row.logKey })
    this.#open.set(request, view)
    return view
  }

  close(): void {
    for (const view of this.#open.values()) view.close()
    this.#open = new Map()
  }
}
