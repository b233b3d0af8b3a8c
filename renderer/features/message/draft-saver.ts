import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { MailDocument } from '../../../preload/contract/mail-document.ts'
import type { Problem } from '../../../preload/problem.ts'

/** After the last key, and at the latest after the first: somebody may type without a pause. */
const pauseMs = 500
const longestMs = 900

export interface Written {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export type Change = Partial<Written> & {
  /** What the visual editor shows; the core makes HTML and plain text of it. */
  readonly document?: MailDocument
  readonly textFollows?: true
}

export interface SavingState {
  readonly isSaved: boolean
  /** Why what is written could not be stored; the next change tries again. */
  readonly problem: Problem | null
  /** Somebody else has changed the draft: nothing is stored until the writer has chosen. */
  readonly isStale: boolean
}

export interface SaverOptions {
  readonly edition: number
  /** Answers with the draft as it is stored then, or with what is in the way. */
  readonly store: (
    change: Change & { readonly edition: number },
  ) => Promise<{ readonly saved: CampaignView } | { readonly problem: Problem }>
  readonly onState: (state: SavingState) => void
  /** later: what was written while that was being stored. */
  readonly onSaved: (saved: CampaignView, later: Change) => void
}

/** How long until what waits is stored, when the first of it came `waitedMs` ago. */
export function saveDelayMs(waitedMs: number, o = { pauseMs, longestMs }): number {
  return Math.max(0, Math.min(o.pauseMs, o.longestMs - waitedMs))
}

/** Stores what is written: a moment after the last key, one save after the other, and nothing twice. */
export class DraftSaver {
  readonly #options: SaverOptions
  #edition: number
  #waiting: Change | null = null
  #waitsSince = 0
  #timer: ReturnType<typeof setTimeout> | null = null
  #isSaving = false
  #isStale = false

  constructor(options: SaverOptions) {
    this.#options = options
    this.#edition = options.edition
  }

  /** What waits to be stored. */
  get waiting(): Change {
    return this.#waiting ?? {}
  }

  /** Whether a draft of this edition is newer than what is written here, with nothing to lose. */
  isBehind(edition: number): boolean {
    return edition > this.#edition && this.#waiting === null && !this.#isSaving
  }

  change(change: Change): void {
    if (this.#waiting === null) this.#waitsSince = performance.now()
    this.#waiting = joined(this.#waiting ?? {}, change)
    if (this.#isStale) return
    this.#options.onState({ isSaved: false, problem: null, isStale: false })
    this.#schedule(saveDelayMs(performance.now() - this.#waitsSince))
  }

  /** Stores what waits now; called when the writer leaves. */
  flush(): void {
    this.#schedule(0)
  }

  /** Goes on from another edition: with this to be stored over it, or with nothing. */
  goOn(edition: number, change: Change | null): void {
    this.#edition = edition
    this.#isStale = false
    this.#waiting = change
    this.#options.onState({ isSaved: change === null, problem: null, isStale: false })
    if (change !== null) this.#schedule(0)
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (delayMs === 0) void this.#save()
    else this.#timer = setTimeout(() => void this.#save(), delayMs)
  }

  async #save(): Promise<void> {
    const change = this.#waiting
    if (change === null || this.#isSaving || this.#isStale) return
    this.#waiting = null
    this.#isSaving = true
    const answer = await this.#options.store({ ...change, edition: this.#edition })
    this.#isSaving = false
    if ('problem' in answer) this.#keep(change, answer.problem)
    else {
      this.#edition = answer.saved.edition
      this.#options.onSaved(answer.saved, this.waiting)
      this.#options.onState({ isSaved: this.#waiting === null, problem: null, isStale: false })
      if (this.#waiting !== null) this.#schedule(0)
    }
  }

  /** What could not be stored waits on, under what was written since. */
  #keep(change: Change, problem: Problem): void {
    this.#waiting = joined(change, this.#waiting ?? {})
    this.#isStale = problem.code === 'message.changed-elsewhere'
    this.#options.onState({
      isSaved: false,
      problem: this.#isStale ? null : problem,
      isStale: this.#isStale,
    })
  }
}

export function isContent(change: Change): boolean {
  return change.html !== undefined || change.document !== undefined
}

/** HTML is written as source or as a document, text by hand or from the HTML: the newer counts. */
function joined(before: Change, change: Change): Change {
  const { html, document, text, textFollows, ...others } = before
  return {
    ...others,
    ...(isContent(change) ? {} : defined({ html, document })),
    ...(change.text !== undefined || change.textFollows ? {} : defined({ text, textFollows })),
    ...change,
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function defined<T extends object>(values: T): Defined<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Defined<T>
}
