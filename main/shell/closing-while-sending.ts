import type { BaseWindow, Event, MessageBoxOptions, MessageBoxReturnValue } from 'electron'
import type { Language } from '../../preload/contract/app.ts'
import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import type { Core } from '../core.ts'

const words = {
  ja: {
    message: 'まだ送信中の配信があります。',
    detail: (left: string) =>
      `終了すると、残り${left}件の送信が止まります。この端末で次にログインすると、続きから送信します。`,
    goOn: '最小化して送信を続ける',
    close: '送信を止めて終了する',
    cancel: 'キャンセル',
  },
  en: {
    message: 'A release is still being sent.',
    detail: (left: string) =>
      `If you quit, the sending of the ${left} mails that are left stops. It goes on from there at the next login on this PC.`,
    goOn: 'Minimise and go on sending',
    close: 'Stop sending and quit',
    cancel: 'Cancel',
  },
} as const

type SendingWindow = Pick<BaseWindow, 'on' | 'setProgressBar' | 'minimize' | 'close'>

/**
 * The taskbar shows how far the sending of this PC is, also behind the lock, and closing the window
 * meanwhile asks first: a quit ends the engine.
 */
export function askBeforeClosing(parts: {
  readonly core: Pick<Core, 'subscribe'>
  readonly window: SendingWindow
  readonly language: () => Language
  readonly ask: (question: MessageBoxOptions) => Promise<MessageBoxReturnValue>
}): void {
  const { core, window, language } = parts
  const running = new Map<string, ReleaseProgress>()
  let isAsking = false
  let isDecided = false
  const unsubscribe = core.subscribe((...[name, payload]) => {
    if (name !== 'releases.progress') return
    if (payload.phase === 'starting' || payload.phase === 'running')
      running.set(payload.request, payload)
    else running.delete(payload.request)
    window.setProgressBar(shareOf([...running.values()]))
  })
  window.on('closed', unsubscribe)
  window.on('close', (event: Event) => {
    if (isDecided || running.size === 0) return
    event.preventDefault()
    if (isAsking) return
    isAsking = true
    void decide().finally(() => {
      isAsking = false
    })
  })

  async function decide(): Promise<void> {
    const { message, detail, goOn, close, cancel } = words[language()]
    const left = [...running.values()].reduce((sum, each) => sum + leftOf(each), 0)
    const { response } = await parts.ask({
      ...{ type: 'question', message, noLink: true },
      detail: detail(left.toLocaleString(language() === 'ja' ? 'ja-JP' : 'en-GB')),
      ...{ buttons: [goOn, close, cancel], defaultId: 0, cancelId: 2 },
    })
    if (response === 0) window.minimize()
    if (response !== 1) return
    isDecided = true
    window.close()
  }
}

function leftOf({ counts }: ReleaseProgress): number {
  return counts.waiting + counts.deferred
}

/** Between 0 and 1; -1 takes the bar away. */
function shareOf(running: readonly ReleaseProgress[]): number {
  if (running.length === 0) return -1
  const total = running.reduce((sum, { recipientCount }) => sum + recipientCount, 0)
  const left = running.reduce((sum, each) => sum + leftOf(each), 0)
  return (total - left) / Math.max(1, total)
}
