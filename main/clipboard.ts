import { createHash } from 'node:crypto'
import type { CopiedKind, clipboardChannels } from '../preload/contract/app.ts'
import type { Handlers } from '../preload/contract/channel.ts'
import { fail } from '../preload/problem.ts'
import type { Ports } from './ports.ts'

const clearedAfterMs = 10_000

export interface CopyingOptions {
  readonly ports: Pick<Ports, 'clipboard' | 'log' | 'machinePolicy'>
  readonly isSignedIn: () => boolean
}

export interface Copying {
  readonly handlers: Handlers<typeof clipboardChannels>
  /** To be called whenever somebody may have been signed out. */
  readonly look: () => void
  /** Leaves nothing behind that would have been cleared later. */
  readonly close: () => Promise<void>
}

/** What lies in the clipboard to be cleared; its text is not kept. */
interface Held {
  readonly digest: string
  readonly wasSignedIn: boolean
  readonly timer: NodeJS.Timeout
}

/**
 * FAULTS E15: the one way from the window to the clipboard. That something was copied is logged, never what. All but
 * what is public is cleared after ten seconds and at the lock, unless somebody has copied something else since.
 */
export function createCopying({ ports, isSignedIn }: CopyingOptions): Copying {
  const { clipboard, log, machinePolicy } = ports
  let held: Held | null = null

  function letGo(): Held | null {
    const last = held
    held = null
    clearTimeout(last?.timer)
    return last
  }

  async function clear(): Promise<void> {
    const last = letGo()
    if (last === null) return
    try {
      if (digestOf(await clipboard.read()) !== last.digest) return
      clipboard.clear()
      log.write('info', 'clipboard.cleared')
    } catch {
      log.write('warning', 'clipboard.not-cleared')
    }
  }

  function hold(text: string): void {
    const timer = setTimeout(() => void clear(), clearedAfterMs)
    timer.unref()
    held = { digest: digestOf(text), wasSignedIn: isSignedIn(), timer }
  }

  async function copy(text: string, kind: CopiedKind): Promise<void> {
    if (machinePolicy.values.PreventCopy === true) fail('policy.copying-forbidden', {})
    letGo()
    if (kind !== 'public') hold(text)
    await clipboard.write(text, { isSecret: kind !== 'public' })
    log.write('info', 'clipboard.copied', { kind })
  }

  return {
    handlers: {
      async 'clipboard.copy'({ text, kind }) {
        await copy(text, kind)
        return {}
      },
    },
    look() {
      if (held?.wasSignedIn && !isSignedIn()) void clear()
    },
    close: clear,
  }
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')
