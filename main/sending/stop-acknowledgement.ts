import type { DeliveryCounts } from '../../preload/contract/releases.ts'
import type { Journal } from '../journal/journal.ts'
import { toRecorded } from './outcome-count.ts'

/** Says once about every signed stop that it was heard, and how the run stood then. */
export class StopAcknowledgement {
  readonly #done = new Set<string>()

  async record(journal: Journal, request: string, counts: DeliveryCounts): Promise<void> {
    const about = journal.recordsAbout(request)
    for (const each of about) if (each.kind === 'stop-acknowledged') this.#done.add(each.body.stop)
    for (const { kind, hash } of about) {
      if (kind !== 'stop' || this.#done.has(hash)) continue
      this.#done.add(hash)
      const body = { request, stop: hash, outcome: toRecorded(counts) }
      await journal.append({ kind: 'stop-acknowledged', body, signer: null })
    }
  }
}
